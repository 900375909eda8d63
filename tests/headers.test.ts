import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "../lib/api.ts";
import type { Route } from "../lib/platform/contract.ts";
import { ask, expendable } from "./support/access-requests.ts";
import { newAccessGround } from "./support/fuzz-access.ts";
import type { Place } from "./support/fuzz-access.ts";
import { newTownWithBody, newWorld } from "./support/world.ts";
import type { World } from "./support/world.ts";

/** An answer, and of which route to whom. */
interface Told {
  readonly route: Route;
  readonly of: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly isKnown: boolean;
}

const told: Told[] = [];
let world: World;
const PAGES = "https://pages.example.org";

const NOBODY = [
  (own: Place) => ["nobody", own, null] as const,
  (_: Place, missing: Place) => ["nobody, nowhere", missing, null] as const,
];

/**
 * What every route that reads, or is open, answers to whoever may do most; where nobody has to be known, to nobody, too, and where
 * there is nothing. Others answer by the same few lines, and are refused by the matrix.
 */
beforeAll(async () => {
  const ground = await newAccessGround();
  const { own, missing } = ground.places;
  const operator = `Bearer ${ground.tokens.operator}`;
  const routes = Object.entries(api).filter(
    ([, { on, allow }]) => on.startsWith("GET ") || allow === "everyone",
  );
  for (const [name, route] of routes)
    for (const [who, place, authorization] of [
      ["operator", own, operator] as const,
      ...(route.allow === "everyone" ? NOBODY.map((each) => each(own, missing)) : []),
    ]) {
      const at = await expendable(
        ground,
        route,
        { ...place, dataset: "bodies" },
        place === own && authorization !== null,
      );
      const { status, headers, text } = await ask(ground, [name, route], at, authorization);
      const flat = Object.fromEntries(
        Object.entries(headers).map(([header, value]) => [header, String(value)]),
      );
      told.push({
        route,
        of: `${name} to ${who}`,
        status,
        headers: flat,
        text,
        isKnown: authorization !== null,
      });
    }
  await ground.close();
  world = await newWorld();
  await newTownWithBody(world);
  // What no schema of ours takes: reading it fails, as a fault of ours would.
  await world.machine.table.transact([
    { put: { pk: "TOWN#trencat", sk: "TOWN", schema: 1, name: "Hauria de ser privat", id: 7 } },
  ]);
}, 240_000);
afterAll(() => world.close());

const mediaOf = ({ headers }: Pick<Told, "headers">): string =>
  (headers["content-type"] ?? "").replace(/;.*/, "");
const SAFE = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=63072000; includeSubDomains",
};
const CLOSED = "default-src 'none'; frame-ancestors 'none'";

describe("every answer", () => {
  it("is of each kind that there is: else this would find nothing", () => {
    expect([...new Set(told.map(mediaOf))].toSorted()).toEqual(
      [
        "application/json",
        "application/problem+json",
        "text/calendar",
        "text/csv",
        "text/html",
        "text/plain",
      ].toSorted(),
    );
    expect([...new Set(told.map(({ status }) => status))]).toEqual(
      expect.arrayContaining([200, 303, 400, 401, 404]),
    );
    expect(told.filter(({ status }) => status >= 500)).toEqual([]);
  });

  it("keeps browsers from guessing, framing, leaking where they come from, and from going without TLS", () => {
    const wrong = told.filter(
      ({ headers }) =>
        Object.entries(SAFE).some(([name, value]) => headers[name] !== value) ||
        !headers["content-security-policy"]?.startsWith("default-src 'none'; ") ||
        !headers["content-security-policy"].endsWith("frame-ancestors 'none'"),
    );
    expect(wrong.map(({ of }) => of)).toEqual([]);
    const others = told.filter((each) => mediaOf(each) !== "text/html");
    expect(new Set(others.map(({ headers }) => headers["content-security-policy"]))).toEqual(
      new Set([CLOSED]),
    );
  });

  it("sets no cookie, and says nothing of what it is made with", () => {
    const names = new Set(told.flatMap(({ headers }) => Object.keys(headers)));
    for (const name of ["set-cookie", "server", "x-powered-by"]) expect(names).not.toContain(name);
  });

  it("that is a page runs nothing, loads nothing, and has the one style that its policy lets in", () => {
    const pages = told.filter((each) => mediaOf(each) === "text/html");
    expect(pages.length).toBeGreaterThan(1);
    for (const { text, headers } of pages) {
      const style = /<style>([^]*?)<\/style>/.exec(text)?.[1] ?? "";
      const hash = createHash("sha256").update(style).digest("base64");
      expect(headers["content-security-policy"]).toBe(
        `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      );
      expect(text).not.toMatch(/<script|<iframe|<img|<link|<object|\son\w+=|\sstyle=|javascript:/i);
    }
  });
});

describe("what shared caches may keep", () => {
  it("is what was shown to nobody in particular, of routes that say so, and no refusal", () => {
    const kept = told.filter(({ headers }) => headers["cache-control"] !== "no-store");
    expect(kept.length).toBeGreaterThan(20);
    const wrong = kept.filter(
      ({ isKnown, status, route, headers }) =>
        isKnown ||
        status >= 300 ||
        route.cacheSeconds === undefined ||
        headers["cache-control"] !== `public, max-age=0, s-maxage=${route.cacheSeconds}`,
    );
    expect(wrong.map(({ of }) => of)).toEqual([]);
  });

  it("names the header that it depends on, where a token shows more", () => {
    const shown = told.filter(({ status }) => status < 300);
    const wrong = shown.filter(
      ({ route, headers }) => Boolean(route.welcomes) !== (headers["vary"] === "authorization"),
    );
    expect(wrong.map(({ of }) => of)).toEqual([]);
  });
});

/** Beside what routes answer: what is asked without any route, and what fails. */
const asked = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(world.machine.url + path, init);
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: await response.text(),
  };
};

describe("an answer that no route gives", () => {
  it.each<[status: number, path: string, init: RequestInit]>([
    [404, "/v1/nothing", {}],
    [404, "/v1/municipalities/vilanova", { method: "HEAD" }],
    [404, "/v1/municipalities/%00", {}],
    [404, "/v1/municipalities/%ff", {}],
    [204, "/v1/municipalities", { method: "OPTIONS" }],
    [413, "/v1/municipalities", { method: "POST", body: "x".repeat(6_000_001) }],
  ])("%i at %s is as closed", async (status, path, init) => {
    const answer = await asked(path, init);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({ ...SAFE, "content-security-policy": CLOSED });
  });

  it("but for 304, which is as closed", async () => {
    const { headers } = await asked("/v1/municipalities/vilanova");
    const again = await asked("/v1/municipalities/vilanova", {
      headers: { "if-none-match": headers["etag"] ?? "" },
    });
    expect([again.status, again.headers]).toMatchObject([
      304,
      { ...SAFE, "content-security-policy": CLOSED },
    ]);
  });

  it("of a failure of ours says that it failed, and neither where nor over what", async () => {
    const { status, headers, text } = await asked("/v1/municipalities/trencat");
    expect(status).toBe(500);
    expect(headers).toMatchObject({
      ...SAFE,
      "content-security-policy": CLOSED,
      "cache-control": "no-store",
    });
    expect(Object.keys(JSON.parse(text)).toSorted()).toEqual(["detail", "status", "title", "type"]);
    expect(text).not.toMatch(/privat|trencat|Zod|Error|\bat \S+ \(|\.[jt]s\b|node_modules|TOWN/);
    const line = world.lines.find((each) => each["status"] === 500);
    expect([line?.["level"], String(line?.["error"])]).toEqual([
      "error",
      expect.stringContaining("ZodError"),
    ]);
    expect(JSON.stringify(line)).not.toMatch(/privat|trencat/);
  });
});

describe("a page of another origin", () => {
  it.each([
    ["is let in when the settings name it", PAGES, PAGES],
    ["is not let in when its name only begins so", `${PAGES}.evil.example`, undefined],
    ["is not let in when its name only ends so", "https://evil-pages.example.org", undefined],
    ["is not let in without TLS", "http://pages.example.org", undefined],
    ["is not let in as nobody's", "null", undefined],
  ])("%s", async (_, origin, allowed) => {
    for (const [path, method] of [
      ["/health", "GET"],
      ["/v1/municipalities/vilanova", "OPTIONS"],
      ["/v1/municipalities/trencat", "GET"],
      ["/v1/nothing", "GET"],
    ] as const) {
      const { headers } = await asked(path, { method, headers: { origin } });
      expect(headers["access-control-allow-origin"]).toBe(allowed);
      expect(headers["access-control-allow-credentials"]).toBeUndefined();
      expect(headers["vary"]).toBe(allowed && "origin");
    }
  });
});
