import { Agent, request } from "node:http";
import type { Route, Routes } from "../../lib/platform/contract.ts";
import { bodyOf, queryOf } from "./fuzz-requests.ts";
import type { Plan } from "./fuzz-requests.ts";
import { KEPT, SEATED, SOMEBODY } from "./fuzz-values.ts";
import { versionAddress } from "./fuzz-convened.ts";
import { clientOf } from "./world.ts";

/** A request as it goes out. */
export interface Sent {
  readonly name: string;
  readonly route: Route;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | null;
}

/** An answer as it came in. */
export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly milliseconds: number;
}

/** Ids that belong together: of a town, of a body of it, of a series of that. */
export type Place = Readonly<Record<string, string>>;

const MOST_PLACES = 100;
const MOST_SESSIONS = 30;
export const TOWNS = ["vilanova", "altra"] as const;

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

export const methodOf = ({ on }: Route): string => on.slice(0, on.indexOf(" "));
export const templateOf = ({ on }: Route): string => on.slice(on.indexOf(" ") + 1);
export const parametersOf = (route: Route): string[] =>
  [...templateOf(route).matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

/** Sends the path letter by letter: `fetch` would tidy it up first. */
export function send(url: string, sent: Omit<Sent, "name">): Promise<Received> {
  const from = performance.now();
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        hostname,
        port,
        agent,
        method: methodOf(sent.route),
        path: sent.path + sent.query,
        headers: {
          ...sent.headers,
          ...(sent.body !== null && { "content-length": String(Buffer.byteLength(sent.body)) }),
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.once("error", reject);
        incoming.once("end", () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text: Buffer.concat(chunks).toString("utf8"),
            milliseconds: performance.now() - from,
          }),
        );
      },
    );
    outgoing.once("error", reject);
    outgoing.end(sent.body ?? undefined);
  });
}

/** What plans need to become requests: tokens, and places that are there, more with every answer. */
export class FuzzGround {
  readonly url: string;
  readonly #routes: Routes;
  readonly #tokens: Readonly<Record<string, string>>;
  readonly #places: Place[];

  constructor(
    url: string,
    routes: Routes,
    tokens: Readonly<Record<string, string>>,
    places: readonly Place[],
  ) {
    this.url = url;
    this.#routes = routes;
    this.#tokens = tokens;
    this.#places = [...places];
  }

  async requestOf(name: string, plan: Plan): Promise<Sent> {
    const route = this.routeNamed(name);
    const place = this.#placeFor(route, plan);
    const path = pathOf(route, plan, place);
    const ifMatch = plan.ifMatch === "present" ? await this.#presentVersion(name, route, path) : plan.ifMatch;
    const authorization = this.#authorizationOf(plan);
    const headers = {
      ...(authorization !== null && { authorization }),
      ...(ifMatch !== null && { "if-match": ifMatch }),
      ...(plan.idempotencyKey !== null && { "idempotency-key": plan.idempotencyKey }),
      ...(route.isForm && { "content-type": "application/x-www-form-urlencoded" }),
    };
    return {
      name,
      route,
      path,
      query: queryOf(plan) || keyFor(route, place),
      headers,
      body: this.#peopled(bodyOf(route, plan), path),
    };
  }

  routeNamed(name: string): Route {
    const route = this.#routes[name];
    if (!route) throw new Error(`no route ${name}`);
    return route;
  }

  /** Reads as the operator, who may read all that a change left behind. */
  read(route: Route, path: string, query = ""): Promise<Received> {
    const headers = { authorization: `Bearer ${this.#tokens["operator"]}` };
    return send(this.url, { route, path, query, headers, body: null });
  }

  /** What was made can be asked for: its address tells its ids. */
  learn(location: string | string[] | undefined): void {
    for (const route of Object.values(this.#routes)) {
      const ids = new RegExp(`^${templateOf(route).replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`).exec(
        String(location),
      );
      if (ids?.groups && this.#places.length < MOST_PLACES) this.#places.push({ ...ids.groups });
    }
  }

  /** Sessions come and go with what their series say, people are erased: those that are there now. A convened one stays. */
  async lookAgain(): Promise<void> {
    const kept = this.#places.filter(
      (place) => "n" in place || "code" in place || !("session" in place || "person" in place),
    );
    const client = clientOf(this.url, this.#tokens["operator"] ?? null);
    for (const municipality of TOWNS) {
      const at = `/v1/municipalities/${municipality}`;
      const people = (await client.get(`${at}/people?limit=200`)).body as { items: { id: string }[] };
      const isThere = ({ person }: Place) => people.items.some(({ id }) => id === person);
      kept.push(...this.#places.filter((place) => place["municipality"] === municipality && isThere(place)));
      const { body } = await client.get(`${at}/sessions?limit=200`);
      const { items } = body as { items: { id: string }[] };
      const some = items.filter((_, i) => i % Math.ceil(items.length / MOST_SESSIONS) === 0);
      kept.push(...some.map(({ id }) => ({ municipality, session: id })));
    }
    this.#places.splice(0, this.#places.length, ...kept);
  }

  /** The address where what a request made or changed can be read; null when there is none. */
  addressOf({ path }: Sent, { headers }: Received): { route: Route; path: string } | null {
    const parent = path.replace(/\/[^/]*$/, "");
    for (const address of [headers["location"], path, parent])
      for (const route of Object.values(this.#routes))
        if (
          typeof address === "string" &&
          methodOf(route) === "GET" &&
          patternOf(route).test(address.replace(/\?.*/, "")) // an address may say of which day
        )
          return { route, path: address };
    return null;
  }

  #placeFor(route: Route, { place }: Plan): Place {
    const names = parametersOf(route);
    const fitting = this.#places.filter((each) => names.every((name) => name in each));
    return fitting[place % Math.max(fitting.length, 1)] ?? {};
  }

  async #presentVersion(name: string, route: Route, path: string): Promise<string | null> {
    if (!route.ifMatch) return null;
    const elsewhere = versionAddress(name, path);
    if (elsewhere !== null) {
      const { etag } = (await this.read(this.routeNamed("getSession"), elsewhere)).headers;
      return etag === undefined ? null : String(etag);
    }
    const reading = (template: string): Route | undefined =>
      Object.values(this.#routes).find((each) => methodOf(each) === "GET" && templateOf(each) === template);
    const sameThere = reading(templateOf(route));
    const etag = sameThere && (await this.read(sameThere, path)).headers.etag;
    if (etag !== undefined) return String(etag);
    // A relation is read in a list only.
    const list = reading(templateOf(route).replace(/\/[^/]*$/, ""));
    const { text } = list ? await this.read(list, path.replace(/\/[^/]*$/, "")) : { text: "{}" };
    const { items = [] } = JSON.parse(text) as { items?: { id: string; version: number }[] };
    const version = items.find(({ id }) => path.endsWith(`/${id}`))?.version;
    return version === undefined ? null : `"${version}"`;
  }

  /** The body with somebody of the town in it, and a seat of the body that the path leads to. */
  #peopled(body: string | Buffer | null, path: string): string | Buffer | null {
    if (typeof body !== "string") return body;
    const here = this.#places.filter(({ municipality }) => path.includes(`/municipalities/${municipality}/`));
    const people = here.filter((place) => "person" in place);
    const seats = here.filter((place) => "seat" in place && path.includes(`/bodies/${place["body"]}/`));
    const other = people[body.length % Math.max(people.length, 1)]?.["person"] ?? SOMEBODY;
    const documents = here.filter((place) => "document" in place && path.includes(`/${place["body"]}-`));
    const kept = documents[body.length % Math.max(documents.length, 1)]?.["document"] ?? KEPT;
    const seat = seats[body.length % Math.max(seats.length, 1)]?.["seat"] ?? SEATED;
    return body
      .replaceAll(JSON.stringify(SOMEBODY), JSON.stringify(other))
      .replaceAll(JSON.stringify(SEATED), JSON.stringify(seat))
      .replaceAll(KEPT, kept);
  }

  #authorizationOf({ who }: Plan): string | null {
    if (typeof who === "object") return who.authorization;
    return who === "nobody" ? null : `Bearer ${this.#tokens[who]}`;
  }
}

/** The path to a place, with what the plan puts in instead of one of its ids. */
function pathOf(route: Route, { path }: Plan, place: Place): string {
  const names = parametersOf(route);
  const instead = path && names[path.at % Math.max(names.length, 1)];
  return templateOf(route).replace(/\{(\w+)\}/g, (_, name: string) =>
    name === instead ? (path?.raw ?? "") : (place[name] ?? "unknown"),
  );
}

/** The key of the link in a mail, where a route asks for one. */
const keyFor = (route: Route, { key }: Place): string =>
  key !== undefined && route.query && "key" in route.query.shape ? `?key=${encodeURIComponent(key)}` : "";

const patternOf = (route: Route): RegExp =>
  new RegExp(
    `^${templateOf(route)
      .replaceAll(".", "\\.")
      .replace(/\{\w+\}/g, "[^/]+")}$`,
  );
