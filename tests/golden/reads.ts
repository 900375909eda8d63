import { httpFunctions } from "../../lib/api.ts";
import { datasetNames } from "../../lib/open-data/model.ts";
import type { Route } from "../../lib/platform/contract.ts";
import type { Row } from "../support/dump.ts";
import type { World } from "../support/world.ts";

type Place = Readonly<Record<string, string>>;

/** What was asked, as whom, and what was answered: JSON whole, of a page or a calendar that it is one. */
export interface Read {
  readonly as: "citizen" | "operator";
  readonly path: string;
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
}

const CATALOGUE = ["territory", "challenge", "plan", "place", "template"];

const nth = (text = ""): string => String(Number(text));
/** By the beginning of a sort key in the partition of a body, of a session: what its further parts are called. */
const inBody: Readonly<Record<string, (parts: readonly string[]) => Place>> = {
  RELATION: (parts) => ({ relation: parts.join("-") }),
  SEAT: ([seat = ""]) => ({ seat }),
  SERIES: ([series = ""]) => ({ series }),
};
const inSession: Readonly<Record<string, (parts: readonly string[]) => Place>> = {
  SLOT: ([slot]) => ({ slot: nth(slot) }),
  CONVOCATION: ([n]) => ({ n: nth(n) }),
  ANSWER: ([seat = ""]) => ({ seat }),
  MINUTES: ([version]) => ({ version: nth(version) }),
  CONFORMITY: ([version, seat = ""]) => ({ version: nth(version), seat }),
  AGREEMENT: ([agreement]) => ({ agreement: nth(agreement) }),
};
/** By family: what a partition's parts and its sort key say. */
const named: Readonly<Record<string, (of: string, sk: string) => readonly Place[]>> = {
  TOWN: () => datasetNames.map((dataset) => ({ year: "2016", dataset })),
  CATALOGUE(_, sk) {
    const [kind = "", id = ""] = sk.split("#");
    return CATALOGUE.includes(kind.toLowerCase()) ? [{ [kind.toLowerCase()]: id }] : [];
  },
  ENTITY: (entity, sk) => (sk === "ENTITY" ? [{ entity }] : []),
  PEOPLE: (_, sk) => [{ person: sk.split("#")[1] ?? "" }],
  DOCUMENTS: (_, sk) => [{ document: sk }],
  SURVEYS: (_, sk) => [{ target: sk.split("#")[1] ?? "" }],
  PLACE: (place, sk) => [{ place, ...(sk.startsWith("USE") && { use: sk.split("#")[1] ?? "" }) }],
  BODY(body, sk) {
    const [kind = "", ...parts] = sk.split("#");
    return [{ body, ...inBody[kind]?.(parts) }];
  },
  SESSION(session, sk) {
    const [kind = "", ...parts] = sk.split("#");
    return [{ session, ...inSession[kind]?.(parts) }];
  },
  LEDGER(session, sk) {
    const [n, member = "", channel = ""] = sk.split("#");
    return [{ session, n: nth(n), notice: `${member}.${channel}` }];
  },
};

/** What a row's key says of where it is, by the names that paths have for it. */
function placesIn({ pk, sk }: Row): readonly Place[] {
  const [family = "", town = "", of = ""] = pk.split("#");
  if (family === "CALENDAR") return [{ area: town, year: sk.split("#")[1] ?? "" }];
  return (named[family]?.(of, sk) ?? []).map((place) => ({ municipality: town, ...place }));
}

/** All reads there are, at some of the places that each can be asked of: as the operator, and as everyone who may. */
export function readsOver(rows: readonly Row[], most = 3): Pick<Read, "as" | "path">[] {
  const places = rows.flatMap(placesIn);
  const routes = httpFunctions
    .flatMap((each) => Object.values<Route>(each.routes))
    .filter(({ on }) => on.startsWith("GET ") && !on.endsWith("/openapi.json"));
  return routes.flatMap((route) => {
    const template = route.on.slice("GET ".length);
    const names = [...template.matchAll(PARAMETER)].map(([, name = ""]) => name);
    const fitting = places.filter((place) => names.every((name) => name in place));
    const filled = (place: Place): string =>
      template.replace(PARAMETER, (_, name: string) => place[name] ?? "");
    const paths = someOf([...new Set(fitting.map(filled))], most).flatMap((path) => [
      path,
      ...queriesOf(route).map((query) => `${path}?${query}`),
    ]);
    const callers = route.allow === "everyone" ? (["citizen", "operator"] as const) : (["operator"] as const);
    return paths.flatMap((path) => callers.map((as) => ({ as, path })));
  });
}

const PARAMETER = /\{(\w+)\}/g;

/** So many, from all over it. */
const someOf = <T>(all: readonly T[], most: number): T[] =>
  all.filter((_, i) => Math.floor((i * most) / all.length) !== Math.floor(((i - 1) * most) / all.length));

function queriesOf({ query }: Route): string[] {
  const has = (name: string): boolean => name in (query?.shape ?? {});
  return [
    ...(has("from") && has("to") ? ["from=2015-01-01&to=2017-01-01"] : []),
    ...(has("at") ? ["at=2016-01-20"] : []),
  ];
}

/** The addresses of this machine, and what is signed for one of them. */
const LOCAL = /http:\/\/127\.0\.0\.1:\d+((?:\/documents\/[^?"]*)?)(?:\?X-Amz[^"]*)?/g;

/** Asks as everyone and as the operator, with the machine's own addresses taken out of what is answered. */
export async function readAll(world: World, asked: readonly Pick<Read, "as" | "path">[]): Promise<Read[]> {
  const { token } = await world.as({ role: "operator" });
  const reads: Read[] = [];
  for (const { as, path } of asked) {
    const response = await fetch(world.machine.url + path, {
      headers: as === "operator" ? { authorization: `Bearer ${token}` } : {},
      redirect: "manual",
    });
    const text = (await response.text()).replace(LOCAL, "https://convoca.example$1");
    const type = response.headers.get("content-type") ?? "";
    const body: unknown = type.includes("json") && text !== "" ? JSON.parse(text) : null;
    reads.push({ as, path, status: response.status, type, body });
  }
  return reads;
}
