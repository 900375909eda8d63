import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "../lib/api.ts";
import { AUDIENCE, ISSUER } from "../lib/local/sign-in.ts";
import type { Route } from "../lib/platform/contract.ts";
import { newAccessGround, PLACES } from "./support/fuzz-access.ts";
import type { AccessGround, Place, Whose } from "./support/fuzz-access.ts";
import { ROLES } from "./support/fuzz-requests.ts";
import { tokensOf } from "./support/fuzz-tokens.ts";
import { valueFor } from "./support/fuzz-values.ts";
import { parametersOf, send, templateOf } from "./support/fuzz-world.ts";
import type { Received } from "./support/fuzz-world.ts";

type Role = (typeof ROLES)[number];

/** Where the last id of a path is missing, the others are one's own. */
function placeOf(route: Route, whose: Whose): Place {
  const last = parametersOf(route).at(-1);
  const isThere =
    whose !== "missing" || last === "series" || last === "session" || last === "area" || last === "year";
  return isThere || last === undefined ? PLACES[whose] : { ...PLACES.missing, [last]: "none" };
}

/**
 * What the chart's `allow` comes to: 403, 404, or "in" for whoever gets past it. Written by hand, from the words of the
 * chart alone; null for a path that this does not know, and then someone has to think.
 */
function expected(route: Route, role: Role, whose: Whose): "in" | 403 | 404 | null {
  const parameters = parametersOf(route);
  if (!parameters.every((name) => name in PLACES.own) || route.allow === "everyone") return null;
  const mayAtAll = route.allow.includes(role);
  if (parameters.length === 0) return mayAtAll ? "in" : 403;
  if (parameters[0] === "area") {
    // Layers are everyone's to read and anyone's to miss: there is nothing to hide. Putting one makes it.
    if (!mayAtAll) return 403;
    return role === "operator" || whose === "own" ? "in" : 403;
  }
  if (parameters[0] !== "municipality") return null;
  const last = parameters.at(-1);
  const isElsewhere = whose === "foreign" || (whose === "missing" && last === "municipality");
  if (role !== "operator" && isElsewhere) return 404;
  if (!mayAtAll) return 403;
  // A secretary's body is the one of the office: whether another one exists makes no difference.
  const isAboutBodies = last !== "municipality";
  if (role === "secretary" && isAboutBodies && whose === "sibling") return 403;
  if (role === "secretary" && whose === "missing" && last === "body") return 403;
  return whose === "missing" ? 404 : "in";
}

const closed = Object.entries(api).filter(([, { allow }]) => allow !== "everyone");

let ground: AccessGround;
let forged: Awaited<ReturnType<typeof tokensOf>>;
beforeAll(async () => {
  ground = await newAccessGround();
  forged = await tokensOf(ground.key, {
    issuer: ISSUER,
    audience: AUDIENCE,
    subject: "operator",
    now: ground.now / 1000,
  });
});
afterAll(() => ground.close());

function routeNamed(name: string): Route {
  const route = api[name];
  if (!route) throw new Error(`there is no route ${name}`);
  return route;
}

const pathOf = (route: Route, place: Place): string =>
  templateOf(route).replace(/\{(\w+)\}/g, (_, name: string) => place[name] ?? "none");

/** Asks with a body that the schema takes, and with the version that is there. */
async function ask(route: Route, place: Place, authorization: string | null, seed = 1): Promise<Received> {
  const path = pathOf(route, place);
  const etag = route.ifMatch ? (await fetch(ground.url + path)).headers.get("etag") : null;
  const headers = {
    ...(authorization !== null && { authorization }),
    ...(etag === null ? route.ifMatch === "required" && { "if-match": '"1"' } : { "if-match": etag }),
  };
  const body = route.body ? JSON.stringify(bodyFor(route, place, seed)) : null;
  return send(ground.url, { route, path, query: "", headers, body });
}

/** Of a layer the days must lie in its year, which the schema cannot know. */
function bodyFor(route: Route, { year }: Place, seed: number): unknown {
  const value = route.body && valueFor(route.body, seed);
  return parametersOf(route).includes("year")
    ? { ...(value as object), days: [{ date: `${year}-02-11`, name: "Festa", kind: "local-holiday" }] }
    : value;
}

const SEEDS = 12;

/** What becomes of a request: bodies that turn out to make no sense are tried again with others. */
async function outcome(route: Route, place: Place, role: Role): Promise<number> {
  let status = 400;
  for (let seed = 1; seed <= SEEDS && status === 400; seed++)
    ({ status } = await ask(route, place, `Bearer ${ground.tokens[role]}`, seed));
  return status;
}

const LET_IN = [200, 201, 204, 409, 412];

describe("the matrix", () => {
  const cells = closed.flatMap(([name, route]) =>
    ROLES.flatMap((role) => (Object.keys(PLACES) as Whose[]).map((whose) => ({ name, route, role, whose }))),
  );

  it("has an expectation in every cell, for every route that is not for everyone", () => {
    expect(closed.length).toBeGreaterThan(0);
    expect(cells.filter(({ route, role, whose }) => expected(route, role, whose) === null)).toEqual([]);
  });

  it.each(cells)("$name for the $role, $whose", async ({ route, role, whose }) => {
    const status = await outcome(route, placeOf(route, whose), role);
    const is = LET_IN.includes(status) ? "in" : status;
    expect(is).toBe(expected(route, role, whose));
  });
});

describe("a foreign town's object", () => {
  const inTowns = closed.filter(([, route]) => parametersOf(route)[0] === "municipality");

  it.each(inTowns)("answers %s like a missing one, to the last letter", async (_, route) => {
    for (const role of ["administrator", "secretary", "member"] as const) {
      const there = { ...PLACES.foreign };
      const missing = { ...PLACES.foreign, body: "none", series: "none", session: "none-2016-02-10" };
      const nowhere = { ...PLACES.foreign, municipality: "nowhere" };
      const [first, ...others] = await Promise.all(
        [there, missing, nowhere].map(async (place) => {
          const { status, text, headers } = await ask(route, place, `Bearer ${ground.tokens[role]}`);
          return { status, text, headers: { ...headers, date: "" } };
        }),
      );
      expect(first?.status).toBe(404);
      for (const other of others) expect(other).toEqual(first);
    }
  });
});

describe("a token", () => {
  const noOne = { ...PLACES.missing, municipality: "nowhere" };

  it.each(closed)("that is good is believed, by %s", async (_, route) => {
    for (const token of [forged.good, forged["good, as Cognito makes them"]]) {
      const { status } = await ask(route, PLACES.own, `Bearer ${token}`);
      expect([401, 403, 404]).not.toContain(status);
    }
  });

  it.each(closed)("is asked for by %s", async (_, route) => {
    const problems = await Promise.all([PLACES.own, noOne].map((place) => ask(route, place, null)));
    for (const { status, headers, text } of problems) {
      expect([status, headers["www-authenticate"]]).toEqual([401, "Bearer"]);
      expect(text).toContain('"no-token"');
    }
  });

  it.each(closed)("that cannot be believed is not, by %s", async (_, route) => {
    const headers = [
      ...Object.entries(forged.bad).map(([what, token]) => [what, `Bearer ${token}`] as const),
      ["another scheme", `Basic ${forged.good}`] as const,
      ["no scheme", forged.good] as const,
      ["nothing behind it", "Bearer"] as const,
      ["two of them", `Bearer ${forged.good}, Bearer ${forged.good}`] as const,
    ];
    const believed = [];
    for (const [what, authorization] of headers)
      for (const place of [PLACES.own, noOne]) {
        const { status, text } = await ask(route, place, authorization);
        if (status !== 401 || !text.includes('"bad-token"')) believed.push([what, status]);
      }
    expect(believed).toEqual([]);
  });
});

describe("an office", () => {
  const secretary = { role: "secretary", municipality: "own", body: "own" };

  it.each<[what: string, status: number, offices: readonly object[]]>([
    ["none at all", 404, []],
    ["that ended yesterday", 404, [{ ...secretary, until: "2015-11-19" }]],
    ["that ends today", 200, [{ ...secretary, until: "2015-11-20" }]],
    ["of an operator that ended", 404, [{ role: "operator", until: "2015-11-19" }]],
    ["in two towns", 200, [{ ...secretary, municipality: "foreign" }, secretary]],
    [
      "of the same body's name elsewhere, and another one here",
      403,
      [
        { ...secretary, municipality: "foreign" },
        { ...secretary, body: "sibling" },
      ],
    ],
    ["without a town", 404, [{ role: "administrator" }]],
    ["without a body", 403, [{ role: "secretary", municipality: "own" }]],
  ])("%s gets %i", async (_, status, offices) => {
    expect((await ask(routeNamed("updateBody"), PLACES.own, await ground.holding(offices))).status).toBe(
      status,
    );
  });

  it("without a town opens no route that names none", async () => {
    for (const role of ["administrator", "secretary", "member"])
      expect(
        (await ask(routeNamed("putLayer"), PLACES.foreign, await ground.holding([{ role }]))).status,
      ).toBe(403);
  });
});
