import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { aSession, aTown } from "./support/builders.ts";
import { rowsOf, sorted } from "./support/dump.ts";
import { mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { Answer, Client, Shown, World } from "./support/world.ts";

let world: World;
let operator: Client;
let at: string;
let atBody: string;
beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  ({ operator, at, atBody } = await newTownWithBody(world));
});
afterAll(() => world.close());

const TWO = {
  statements: [
    { id: "useful", text: "És útil." },
    { id: "clear", text: { ca: "És clar.", es: "Es claro." } },
  ],
};

/** A page that is asked about: its path. */
async function aPage(name: string): Promise<string> {
  mustBe(201, await operator.put(`${at}/surveys/page-${name}`, TWO));
  return `${at}/surveys/page-${name}`;
}

const answer = (survey: string, useful: number, clear: number, headers = {}): Promise<Answer> =>
  world.citizen.post(`${survey}/answers`, { points: { useful, clear } }, headers);
const resultsOf = async (survey: string): Promise<Shown> =>
  mustBe(200, await world.citizen.get(survey)).body.results;
const rows = () => rowsOf(inject("endpoint"), world.tableName);

describe("what is said of a page", () => {
  it("is shown in steps of five answers alone, and nothing below", async () => {
    const survey = await aPage("steps");
    const seen: unknown[] = [];
    for (let n = 1; n <= 10; n++) {
      mustBe(200, await answer(survey, n <= 5 ? 6 : 1, 4));
      seen.push((await resultsOf(survey))?.["n"] ?? null);
    }
    expect(seen).toEqual([null, null, null, null, 5, 5, 5, 5, 5, 10]);
    expect(await resultsOf(survey)).toEqual({
      n: 10,
      statements: [
        { statement: "useful", distribution: [5, 0, 0, 0, 0, 5], mean: 3.5 },
        { statement: "clear", distribution: [0, 0, 0, 10, 0, 0], mean: 4 },
      ],
    });
  });

  it("is the same to the last letter between two steps, whoever reads it", async () => {
    const survey = await aPage("between");
    const readings: string[] = [];
    for (let n = 1; n <= 9; n++) {
      mustBe(200, await answer(survey, (n % 6) + 1, ((n * 5) % 6) + 1));
      for (const client of [world.citizen, operator]) {
        const { body } = await client.get(survey);
        readings.push(JSON.stringify(sorted(body)));
      }
    }
    expect(new Set(readings.slice(0, 8)).size).toBe(1);
    expect(new Set(readings.slice(8)).size).toBe(1);
  });

  it("loses nobody's answer when a whole room sends at once", async () => {
    const survey = await aPage("room");
    const answers = Array.from({ length: 50 }, (_, i) => answer(survey, (i % 6) + 1, 6));
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(answers.map(() => 200));
    const { n, statements } = await resultsOf(survey);
    expect([n, statements[0].distribution]).toEqual([50, [9, 9, 8, 8, 8, 8]]);
  });
});

/** A row without its keys. */
const alike = (row: object): string => JSON.stringify(sorted({ ...row, pk: "", sk: "" }));

describe("an answer", () => {
  it("is nowhere in the table by itself, nor anything that it could be told by or tried out with", async () => {
    const survey = await aPage("secret");
    const before = new Set((await rows()).map(({ pk, sk }) => `${pk} ${sk}`));
    const headers = {
      "idempotency-key": "k1",
      "user-agent": "un navegador",
      authorization: `Bearer ${operator.token}`,
    };
    mustBe(200, await answer(survey, 2, 5, headers));
    const [later, others] = [{ "idempotency-key": "k2" }, [1, 3, 4, 4, 6] as const];
    mustBe(200, await answer(survey, 6, 5, later));
    for (const useful of others) mustBe(200, await answer(survey, useful, 5));
    const added = (await rows()).filter(({ pk, sk }) => !before.has(`${pk} ${sk}`));
    const kinds = Object.groupBy(added, ({ pk }) => pk.replace(/#.*/, ""));
    expect(Object.keys(kinds).toSorted()).toEqual(["AUDIT", "IDEMPOTENCY", "SURVEYS"]);
    expect(kinds["SURVEYS"]).toEqual([
      {
        pk: "SURVEYS#vilanova",
        sk: "COUNTS#page-secret",
        schema: 1,
        municipality: "vilanova",
        target: "page-secret",
        n: 7,
        counts: { useful: [1, 1, 1, 2, 0, 2], clear: [0, 0, 0, 0, 7, 0] },
        shown: { n: 5, counts: { useful: [1, 1, 1, 1, 0, 1], clear: [0, 0, 0, 0, 5, 0] } },
      },
    ]);
    expect(new Set(kinds["AUDIT"]?.map((row) => alike(row)))).toHaveLength(1);
    expect(kinds["AUDIT"]?.[0]).toMatchObject({ by: "anonymous", about: { survey: "page-secret" } });
    expect(new Set(kinds["IDEMPOTENCY"]?.map((row) => alike(row)))).toHaveLength(1);
    expect(JSON.stringify(world.lines)).not.toMatch(/"points"|navegador/);
  });

  it("counts once for one key, whatever is sent under it again", async () => {
    const survey = await aPage("keys");
    for (let i = 0; i < 4; i++) mustBe(200, await answer(survey, 1, 1));
    const key = { "idempotency-key": "once" };
    for (const points of [3, 3, 6]) mustBe(200, await answer(survey, points, points, key));
    expect((await resultsOf(survey))["statements"][0].distribution).toEqual([4, 0, 1, 0, 0, 0]);
    for (let i = 0; i < 4; i++) mustBe(200, await answer(survey, 1, 1));
    expect((await resultsOf(survey))["n"]).toBe(5);
  });

  it.each<[what: string, points: unknown, paths: string[]]>([
    ["none", undefined, ["$.points"]],
    ["out of the scale", { useful: 0, clear: 7 }, ["$.points.useful", "$.points.clear"]],
    ["between two points", { useful: 1.5, clear: "6" }, ["$.points.useful", "$.points.clear"]],
    ["only some", { useful: 3 }, ["$.points.clear"]],
    ["more than is asked", { useful: 3, clear: 3, other: 3 }, ["$.points.other"]],
  ])("with points that are %s is refused, with all faults", async (what, points, paths) => {
    const survey = await aPage(`bad-${what.replaceAll(" ", "-")}`);
    const { status, body } = await world.citizen.post(`${survey}/answers`, { points });
    expect([status, body.faults.map(({ path }: Shown) => path)]).toEqual([400, paths]);
  });
});

describe("a survey", () => {
  it("of a page is opened by the administration, and asks what it is asked from the first answer on", async () => {
    const path = `${at}/surveys/page-inici`;
    expect((await world.citizen.get(path)).status).toBe(404);
    expect((await answer(path, 1, 1)).status).toBe(404);
    const secretary = await world.as({ role: "secretary", municipality: "vilanova", body: "consell" });
    expect((await secretary.put(path, {})).status).toBe(403);
    const { body } = mustBe(201, await operator.put(path, {}));
    expect(body.statements.map(({ id }: Shown) => id)).toEqual(["information"]);
    expect(body.scale.map((point: Shown) => point["it"])[2]).toBe("Poco d'accordo");
    const put = async (input: Record<string, unknown>): Promise<Answer> =>
      operator.put(path, input, { "if-match": (await operator.get(path)).headers.get("etag") ?? "" });
    expect((await operator.put(path, TWO)).status).toBe(428);
    expect(mustBe(200, await put(TWO)).body.statements[0]).toEqual({
      id: "useful",
      text: { ca: "És útil." },
    });
    mustBe(200, await answer(path, 1, 1));
    expect((await put({})).body.version).toBe(3);
    expect((await put({ statements: [{ id: "other", text: "Una altra" }] })).status).toBe(409);
    mustBe(200, await put({ isOpen: false }));
    expect((await answer(path, 1, 1)).status).toBe(409);
  });

  it("of a session asks the same of each, once it is over, and never of one that was called off", async () => {
    const create = async (input: Record<string, unknown>): Promise<string> =>
      mustBe(201, await operator.post(`${atBody}/sessions`, aSession(input))).body.id;
    const [next, past, off] = [
      await create({ start: "2016-01-12T18:00:00", duration: "PT2H" }),
      await create({ start: "2015-12-01T18:00:00", status: "held" }),
      await create({ start: "2016-01-13T18:00:00" }),
    ];
    mustBe(200, await operator.post(`${at}/sessions/${off}/cancellation`));
    const points = { useful: 5, informed: 4, heard: 6, clear: 3 };
    const say = async (session: string): Promise<number> =>
      (await world.citizen.post(`${at}/surveys/session-${session}/answers`, { points })).status;
    expect([await say(next), await say(past), await say(off), await say("none-2016-01-01")]).toEqual([
      409, 200, 409, 404,
    ]);
    const { body } = mustBe(200, await world.citizen.get(`${at}/surveys/session-${next}`));
    expect([body.isOpen, body.statements.map(({ text }: Shown) => Object.keys(text))]).toEqual([
      false,
      [0, 1, 2, 3].map(() => ["ca", "es", "it", "en"]),
    ]);
    await world.clockTo("2016-01-12T19:00:00Z");
    expect(await say(next)).toBe(200);
    await world.clockTo("2016-01-15T00:00:00Z");
    expect(await say(off)).toBe(409);
    expect((await operator.put(`${at}/surveys/session-${past}`, {})).status).toBe(404);
  });

  it("of another town is not this one's", async () => {
    mustBe(201, await operator.post("/v1/municipalities", aTown({ id: "altra" })));
    await aPage("nostra");
    expect((await world.citizen.get("/v1/municipalities/altra/surveys/page-nostra")).status).toBe(404);
  });
});
