import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "../lib/api.ts";
import type { Route } from "../lib/platform/contract.ts";
import { NOT_THEIRS, SEATS } from "./support/access-cases.ts";
import { COLUMNS, newSeated, roleOf } from "./support/access-columns.ts";
import type { Column } from "./support/access-columns.ts";
import { ask, expendable, outcome } from "./support/access-requests.ts";
import type { Named, Saying } from "./support/access-requests.ts";
import { expected, placeOf } from "./support/access-rules.ts";
import { newAccessGround, NONE, WHOSE } from "./support/fuzz-access.ts";
import type { AccessGround, Place, Whose } from "./support/fuzz-access.ts";
import { tokensOf } from "./support/fuzz-tokens.ts";
import { parametersOf } from "./support/fuzz-world.ts";
import { saysOfToken } from "./support/premises.ts";
import { mustBe } from "./support/world.ts";

const closed = Object.entries(api).filter(([, { allow }]) => allow !== "everyone");

let ground: AccessGround;
let forged: Awaited<ReturnType<typeof tokensOf>>;
beforeAll(async () => {
  ground = await newAccessGround();
  forged = await tokensOf(ground.key, { ...ground.terms, subject: "operator", now: ground.now / 1000 });
});
afterAll(() => ground.close());

function named(name: string): Named {
  const route = api[name];
  if (!route) throw new Error(`there is no route ${name}`);
  return [name, route];
}

const LET_IN = [200, 201, 204, 409, 412];

describe("the matrix", () => {
  const cells = closed.flatMap(([name, route]) =>
    COLUMNS.flatMap((column) => WHOSE.map((whose) => ({ name, route, column, whose }))),
  );

  it("has an expectation in every cell, for every route that is not for everyone", () => {
    expect(closed.length).toBeGreaterThan(0);
    const unknown = cells.filter(
      ({ name, route, column, whose }) => expected(name, route, roleOf(column), whose) === null,
    );
    expect(unknown).toEqual([]);
  });

  it("has none for a route that leads to what it does not know", () => {
    const on = "GET /v1/municipalities/{municipality}/things/{thing}" as const;
    const route: Route = { on, summary: "", allow: ["operator", "member"], answers: {}, touches: {} };
    expect(expected("getThing", route, "operator", "own")).toBeNull();
    const known = { ...route, on: "GET /v1/municipalities/{municipality}/bodies/{body}" as const };
    expect(expected("getBodysSecrets", known, "member", "own")).toBeNull();
  });

  it.each(cells)("$name for the $column, $whose", async ({ name, route, column, whose }) => {
    const at = placeOf(route, whose, ground.places);
    const place = await expendable(ground, route, at, whose !== "missing");
    const status = await outcome(ground, [name, route], place, ground.tokens[column]);
    const is = LET_IN.includes(status) ? "in" : status;
    expect(is).toBe(expected(name, route, roleOf(column), whose));
  });
});

describe("a foreign town's object", () => {
  const inTowns = closed.filter(([, route]) => parametersOf(route)[0] === "municipality");

  it.each(inTowns)("answers %s like a missing one, to the last letter", async (name, route) => {
    for (const column of COLUMNS.filter((each) => each !== "operator")) {
      const { foreign } = ground.places;
      const none = Object.keys(foreign).map((parameter) => [parameter, NONE[parameter] ?? "none"]);
      const missing = { ...foreign, ...Object.fromEntries(none), municipality: "foreign" };
      const nowhere = { ...foreign, municipality: "nowhere" };
      const [first, ...others] = await Promise.all(
        [foreign, missing, nowhere].map(async (place) => {
          const authorization = `Bearer ${ground.tokens[column]}`;
          const { status, text, headers } = await ask(ground, [name, route], place, authorization);
          return { status, text, headers: { ...headers, date: "" } };
        }),
      );
      expect(first?.status).toBe(404);
      for (const other of others) expect(other).toEqual(first);
    }
  });
});

const everywhere = (): Place[] => [
  ground.places.own,
  { ...ground.places.own, ...NONE, municipality: "nowhere" },
];

describe("a token", () => {
  it.each(closed)("that is good is believed, by %s", async (name, route) => {
    for (const token of [forged.good, forged["good, as Cognito makes them"]]) {
      const place = await expendable(ground, route, ground.places.own, true);
      const { status } = await ask(ground, [name, route], place, `Bearer ${token}`);
      expect([401, 403, 404]).not.toContain(status);
    }
  });

  it.each(closed)("is asked for by %s", async (name, route) => {
    const problems = await Promise.all(everywhere().map((place) => ask(ground, [name, route], place, null)));
    for (const { status, headers, text } of problems) {
      expect([status, headers["www-authenticate"]]).toEqual([401, "Bearer"]);
      expect(saysOfToken(text, "no-token")).toBe(true);
    }
  });

  it.each(closed)("that cannot be believed is not, by %s", async (name, route) => {
    const headers = [
      ...Object.entries(forged.bad).map(([what, token]) => [what, `Bearer ${token}`] as const),
      ["another scheme", `Basic ${forged.good}`] as const,
      ["no scheme", forged.good] as const,
      ["nothing behind it", "Bearer"] as const,
      ["two of them", `Bearer ${forged.good}, Bearer ${forged.good}`] as const,
    ];
    const believed = [];
    for (const [what, authorization] of headers) {
      const problems = await Promise.all(
        everywhere().map((place) => ask(ground, [name, route], place, authorization)),
      );
      for (const { status, text } of problems)
        if (status !== 401 || !saysOfToken(text, "bad-token")) believed.push([what, status]);
    }
    expect(believed).toEqual([]);
  });
});

/** What someone gets who would change a body of the town `own`. */
async function changing(body: string, authorization: string): Promise<number> {
  const place = { ...ground.places.own, body };
  return (await ask(ground, named("updateBody"), place, authorization)).status;
}

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
    expect(await changing("own", await ground.holding(offices))).toBe(status);
  });

  it("without a town opens no route that names none", async () => {
    for (const role of ["administrator", "secretary", "member"]) {
      const authorization = await ground.holding([{ role }]);
      const { status } = await ask(ground, named("putLayer"), ground.places.foreign, authorization);
      expect(status).toBe(403);
    }
  });
});

const AT = "/v1/municipalities/own";

describe("a seat", () => {
  it.each(SEATS)("%s gets %i", async (_, status, seat) => {
    expect(await changing("own", await ground.seated(seat))).toBe(status);
  });

  it("gives what it gives, whatever role the token was asked for with", async () => {
    expect(await changing("own", await ground.seated({ role: "member" }, "own", "operator"))).toBe(403);
    expect(await changing("own", await ground.seated({}, "own", "member"))).toBe(200);
  });

  it("gives nothing any more once someone else follows on it", async () => {
    const person = await newSeated(ground.operator, AT, "whole", { role: "secretary" });
    const authorization = await ground.as({ role: "member", municipality: "own", person });
    expect(await changing("whole", authorization)).toBe(200);
    const { items } = (await ground.operator.get(`${AT}/bodies/whole/seats`)).body;
    mustBe(
      200,
      await ground.operator.patch(`${AT}/bodies/whole/seats/${items[0].id}`, { since: "2015-11-20" }),
    );
    expect(await changing("whole", authorization)).toBe(404);
  });
});

const relate = async (from: string, to: string, dates: object = {}) => {
  const made = await ground.operator.post(`${AT}/bodies`, { id: from, name: from, kind: "committee" });
  expect([201, 409]).toContain(made.status);
  const relation = { kind: "part-of", to: { type: "body", id: to }, ...dates };
  mustBe(201, await ground.operator.post(`${AT}/bodies/${from}/relations`, relation));
};

describe("the secretary of what a body is part of", () => {
  it("may act for it, two levels deep, by a grant or by a seat, and not the reverse", async () => {
    await relate("deep-1", "own");
    await relate("deep-2", "deep-1");
    for (const token of ["secretary", "seated secretary"] as const)
      expect(await changing("deep-2", `Bearer ${ground.tokens[token]}`)).toBe(200);
    expect(await changing("deep-2", await ground.seated({}, "deep-1"))).toBe(200);
    expect(await changing("own", await ground.seated({}, "deep-1"))).toBe(403);
    expect(await changing("deep-1", await ground.seated({}, "deep-2"))).toBe(403);
    expect(await changing("deep-2", await ground.seated({ role: "member" }))).toBe(403);
  });

  it.each<[what: string, status: number, id: string, dates: object]>([
    ["that came to its end today", 403, "dated-1", { until: "2015-11-20" }],
    ["that comes to its end tomorrow", 200, "dated-2", { until: "2015-11-21" }],
    ["that begins tomorrow", 403, "dated-3", { from: "2015-11-21" }],
    ["that began today", 200, "dated-4", { from: "2015-11-20" }],
    ["that began this year, we do not know when", 403, "dated-5", { from: "2015" }],
    ["that ended this year, we do not know when", 403, "dated-6", { until: "2015" }],
    ["that began last year, we do not know when", 200, "dated-7", { from: "2014" }],
  ])("by a relation %s gets %i", async (_, status, id, dates) => {
    await relate(id, "own", dates);
    expect(await changing(id, `Bearer ${ground.tokens.secretary}`)).toBe(status);
  });

  it("may no more once the relation ends, and may not by another kind of relation", async () => {
    await relate("ending", "own");
    const relation = { ...ground.places.own, body: "ending", relation: "part-of-body-own" };
    const asOperator = `Bearer ${ground.tokens.operator}`;
    const body = { until: "2015-11-20" };
    expect((await ask(ground, named("updateRelation"), relation, asOperator, { body })).status).toBe(200);
    expect(await changing("ending", `Bearer ${ground.tokens.secretary}`)).toBe(403);
    await relate("ending", "own", { kind: "collaborates-with" });
    await relate("ending", "own", { kind: "owned-by" });
    expect(await changing("ending", `Bearer ${ground.tokens.secretary}`)).toBe(403);
  });
});

const answer = async (name: string, column: Column, whose: Whose, saying: Saying = {}) =>
  (await ask(ground, named(name), ground.places[whose], `Bearer ${ground.tokens[column]}`, saying)).status;

const kept = async (keeper: string | null): Promise<Place> => {
  const { body } = mustBe(201, await ground.operator.post(`${AT}/people`, { name: "C", keeper }));
  return { ...ground.places.own, person: body.id };
};

describe("people", () => {
  it("are listed for a secretary by body only", async () => {
    for (const column of COLUMNS.slice(0, 4)) {
      const isAdministration = column === "operator" || column === "administrator";
      expect(await answer("listPeople", column, "own", { query: "" })).toBe(isAdministration ? 200 : 400);
      expect(await answer("listPeople", column, "own", { query: "?body=none" })).toBe(
        isAdministration ? 404 : 403,
      );
    }
  });

  it.each(NOT_THEIRS)("%s", async (_, column, name, body) => {
    expect(await answer(name, column, "own", { body })).toBe(403);
    expect(
      await answer(name, "administrator", "own", { body: { ...body, administrator: false } }),
    ).toBeLessThan(202);
  });

  it("who only are kept by a body are its secretary's, too", async () => {
    const people = [await kept("own"), await kept("part"), await kept("sibling"), await kept(null)];
    for (const column of ["secretary", "seated secretary", "member"] as const)
      for (const name of ["getPerson", "exportPerson", "updatePerson"]) {
        const statuses = [];
        for (const place of people)
          statuses.push((await ask(ground, named(name), place, `Bearer ${ground.tokens[column]}`)).status);
        expect(statuses).toEqual(column === "member" ? [403, 403, 403, 403] : [200, 200, 403, 403]);
      }
  });
});
