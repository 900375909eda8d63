import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aBody, aLayer, aSeries, aSession } from "../support/builders.ts";
import { clientOf, mustBe, newTownWithBody, newWorld } from "../support/world.ts";
import type { Answer, Client, World } from "../support/world.ts";

// A refusal tells enough to mend the request by; Lambda hands out 6 MB at most.
const MOST_BYTES = 100_000;

let world: World;
let secretary: Client;
let operator: Client;
let at: string;
let atBody: string;
beforeAll(async () => {
  world = await newWorld();
  ({ secretary, operator, at, atBody } = await newTownWithBody(world));
});
afterAll(() => world.close());

const nested = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;

const letter = (n: number): string => String.fromCharCode(97 + (n % 26));

const tag = (n: number): string => letter(n) + letter(n / 26) + letter(n / 676);

/** A text in so many languages, of so many letters each. */
function inLanguages(count: number, letters: number, text = "x"): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [tag(n), text.repeat(letters)]));
}

const unknown = (count: number): string =>
  `{${Array.from({ length: count }, (_, i) => `"k${i.toString(36)}":0`).join(",")}}`;

describe("what is too much is refused", () => {
  it.each<[what: string, status: number, ask: () => Promise<Answer>]>([
    [
      "a body of more than a megabyte",
      413,
      () => operator.post(`${at}/bodies`, aBody({ name: "x".repeat(1_000_000) })),
    ],
    ["arrays 1,000 deep", 400, () => secretary.post(`${atBody}/sessions`, `{"title":${nested(1000)}}`)],
    ["arrays 100,000 deep", 400, () => secretary.post(`${atBody}/sessions`, nested(100_000))],
    ["20,000 unknown fields", 400, () => secretary.post(`${atBody}/sessions`, unknown(20_000))],
    ["130,000 days", 400, () => operator.put("/v1/calendars/FR/2016", { days: Array(130_000).fill(0) })],
    [
      "130,000 slots",
      400,
      () => secretary.post(`${atBody}/sessions`, aSession({ slots: Array(130_000).fill(0) })),
    ],
    [
      "130,000 dates",
      400,
      () => secretary.post(`${atBody}/series`, aSeries({ exceptDates: Array(130_000).fill(0) })),
    ],
    ["a page of a thousand million", 400, () => world.citizen.get(`${at}/sessions?limit=1000000000`)],
    [
      "a name of 350,000 letters",
      400,
      () => operator.post(`${at}/bodies`, aBody({ name: "x".repeat(350_000) })),
    ],
  ])("%s", async (_, status, ask) => {
    const answer = await ask();
    expect([answer.status, answer.body.status]).toEqual([status, status]);
  });
});

describe("the faults of a request", () => {
  it("are not told without end", async () => {
    const { status, body } = await secretary.post(`${atBody}/sessions`, unknown(35_000));
    expect(status).toBe(400);
    expect(JSON.stringify(body).length).toBeLessThan(MOST_BYTES);
  });
});

describe("what the store cannot hold", () => {
  const tooMuch = inLanguages(150, 4000);

  it.each<[what: string, ask: () => Promise<Answer>]>([
    ["a town", () => operator.patch(at, { description: tooMuch })],
    ["a body", () => operator.post(`${at}/bodies`, aBody({ id: "large", description: tooMuch }))],
    ["a session", () => secretary.post(`${atBody}/sessions`, aSession({ description: tooMuch }))],
    [
      "a series",
      () => secretary.post(`${atBody}/series`, aSeries({ id: "large", title: inLanguages(2500, 200) })),
    ],
    [
      "a layer",
      () =>
        operator.put(
          "/v1/calendars/IT/2016",
          aLayer(
            {},
            { days: [{ date: "2016-01-01", name: inLanguages(2500, 200), kind: "national-holiday" }] },
          ),
        ),
    ],
  ])("is refused: %s of more than 400 KB", async (_, ask) => {
    const { status } = await ask();
    expect([400, 413]).toContain(status);
  });

  const large = (count: number): Record<string, string>[] =>
    Array.from({ length: count }, () => inLanguages(8, 4000, "日"));

  it("is refused when it comes piece by piece, too", async () => {
    mustBe(201, await operator.post(`${at}/bodies`, aBody({ id: "pieces" })));
    const pieces = [
      { description: large(1)[0] },
      { objectives: large(4) },
      { description: "short", objectives: [] },
    ];
    const statuses = [];
    for (const piece of pieces) statuses.push((await operator.patch(`${at}/bodies/pieces`, piece)).status);
    expect(statuses).toEqual([200, 413, 200]);
  });

  it("is refused when a series has had too many changes", async () => {
    mustBe(
      201,
      await secretary.post(`${atBody}/series`, aSeries({ id: "changes", recurrence: "FREQ=YEARLY" })),
    );
    const minutes = Array.from({ length: 30 }, (_, i) => String(i).padStart(2, "0"));
    const slots = minutes.map((minute) => ({ at: `19:${minute}`, duration: "PT1M", for: "日".repeat(80) }));
    const statuses = [];
    for (let month = 1; month <= 24; month++) {
      const from = `${2016 + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, "0")}-01`;
      const path = `${atBody}/series/changes?from=${from}`;
      statuses.push((await secretary.patch(path, { slots })).status);
    }
    expect(statuses[0]).toBe(200);
    expect([400, 413]).toContain(statuses.at(-1));
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
  });

  it("does not keep a series from its sessions", async () => {
    const series = aSeries({ id: "wordy", recurrence: "FREQ=WEEKLY", title: inLanguages(1000, 200) });
    const { status } = await secretary.post(`${atBody}/series`, series);
    const { body } = await world.citizen.get(`${atBody}/sessions?from=2016-01-01&limit=2`);
    expect([status, body.items.length]).toEqual(status === 201 ? [201, 2] : [400, 0]);
  });
});

const base64 = (text: string): string => Buffer.from(text).toString("base64url");

describe("a page", () => {
  it("of a range that ends before it begins is refused, or empty", async () => {
    const answers = await Promise.all(
      [`${at}/sessions`, `${atBody}/sessions`].map((list) =>
        world.citizen.get(`${list}?from=2016-12-31&to=2016-01-01`),
      ),
    );
    for (const { status, body } of answers)
      expect([status, body.items ?? []]).toEqual([status === 400 ? 400 : 200, []]);
  });

  // DynamoDB: "The provided starting key is outside query boundaries"; the store of this machine does not mind.
  it.each([
    ["before", `sessions?from=2016-06-01&cursor=${base64("2016-01-01T10:00:00#consell-2016-01-01")}`],
    ["behind", `sessions?to=2016-06-01&cursor=${base64("2016-12-31T10:00:00#consell-2016-12-31")}`],
    ["outside", `bodies?kind=council&cursor=${base64("team#consell")}`],
  ])("that would begin %s what is asked for is refused", async (_, query) => {
    const { status } = await world.citizen.get(`${at}/${query}`);
    expect(status).toBe(400);
  });
});

describe("an Idempotency-Key", () => {
  it("changes nothing where nothing is stored", async () => {
    const preview = {
      start: "2015-12-04T18:30:00",
      timeZone: "Europe/Madrid",
      recurrence: "FREQ=MONTHLY;BYDAY=1FR",
      from: "2015-12-01T00:00:00Z",
      to: "2016-06-30T00:00:00Z",
    };
    const client = clientOf(world.machine.url, null);
    const answers = [
      await client.post(`${at}/recurrence-previews`, preview),
      await client.post(`${at}/recurrence-previews`, preview, { "idempotency-key": "one" }),
      await client.post(
        `${at}/recurrence-previews`,
        { ...preview, to: "2016-01-30T00:00:00Z" },
        { "idempotency-key": "one" },
      ),
    ];
    expect(answers.map(({ status, body }) => [status, body.occurrences?.length])).toEqual([
      [200, 7],
      [200, 7],
      [200, 2],
    ]);
  });
});
