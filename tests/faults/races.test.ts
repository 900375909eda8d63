import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { aBody, aSeries, aSession, aTown } from "../support/builders.ts";
import { startFaultyStore } from "../support/faulty-store.ts";
import type { FaultyStore } from "../support/faulty-store.ts";
import { newLaboratory } from "../support/laboratory.ts";
import type { Laboratory } from "../support/laboratory.ts";
import { forSeeds, randomOf, sized } from "../support/random.ts";
import type { Random } from "../support/random.ts";
import { mustBe } from "../support/world.ts";
import type { Answer, Client } from "../support/world.ts";

const AT_ONCE = 5; // rounds that have nothing to do with each other
const LONG = { timeout: 1_800_000 };
const TOWN = "/v1/municipalities/vilanova";
const BODY = `${TOWN}/bodies/consell`;

let store: FaultyStore;
let laboratory: Laboratory;
let operator: Client;
let secretary: Client;
beforeAll(async () => {
  // A store that takes its time, a different one for every call: requests overtake each other in every way
  store = await startFaultyStore(inject("endpoint"), randomOf(1));
  laboratory = await newLaboratory({ endpoint: store.endpoint });
  operator = await laboratory.as({ role: "operator" });
  mustBe(201, await operator.post("/v1/municipalities", aTown()));
  mustBe(201, await operator.post(`${TOWN}/bodies`, aBody()));
  mustBe(201, await operator.post("/v1/municipalities", aTown({ id: "riba" })));
  mustBe(201, await operator.post("/v1/municipalities/riba/bodies", aBody()));
  secretary = await laboratory.as({ role: "secretary", municipality: "vilanova", body: "consell" });
  store.suffer({ slowByMilliseconds: 3 });
});
afterAll(async () => {
  await laboratory.close();
  await store.close();
});

const said = ({ status, body, headers }: Answer) => ({ status, body, location: headers.get("location") });
const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));
const key = (): Record<string, string> => ({ "idempotency-key": randomUUID() });
let count = 0;
const fresh = (): string => `n${++count}`;
/** A day that has no session yet. */
const freeDay = (): string => new Date(Date.UTC(2020, 0, ++count)).toISOString().slice(0, 10);
const newSession = async (): Promise<{ id: string }> =>
  mustBe(201, await secretary.post(`${BODY}/sessions`, aSession({ start: `${freeDay()}T19:00:00` }))).body;

/** The same request five times, each setting out at a moment of its own. */
const fiveTimes = (random: Random, ask: () => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: 5 }, () => pause(random.below(15)).then(ask)));

/** What may be sent again under its key: what makes ready for it, the request, and what must be there once. */
const requests: readonly ((
  key: Record<string, string>,
) => Promise<{ ask: () => Promise<Answer>; once: () => Promise<unknown> }>)[] = [
  async (headers) => {
    const day = freeDay();
    const ask = () => secretary.post(`${BODY}/sessions`, aSession({ start: `${day}T19:00:00` }), headers);
    return { ask, once: async () => expect((await listed(day)).length).toBe(1) };
  },
  async (headers) => {
    const id = fresh();
    const ask = () => secretary.post(`${BODY}/series`, aSeries({ id, horizonMonths: 1 }), headers);
    return {
      ask,
      once: async () => expect((await operator.get(`${BODY}/series/${id}`)).body.version).toBe(1),
    };
  },
  async (headers) => {
    const id = fresh();
    const ask = () => operator.post(`${TOWN}/bodies`, aBody({ id }), headers);
    return {
      ask,
      once: async () => expect((await operator.get(`${TOWN}/bodies/${id}`)).body.version).toBe(1),
    };
  },
  async (headers) => {
    const { id } = await newSession();
    const ask = () =>
      secretary.post(`${TOWN}/sessions/${id}/cancellation`, { reason: "Sense quòrum" }, headers);
    return {
      ask,
      once: async () => expect((await operator.get(`${TOWN}/sessions/${id}`)).body.version).toBe(2),
    };
  },
  async (headers) => {
    const { id } = await newSession();
    mustBe(200, await secretary.post(`${TOWN}/sessions/${id}/cancellation`, {}));
    const ask = () =>
      secretary.post(`${TOWN}/sessions/${id}/reinstatement`, {}, { ...headers, "if-match": '"2"' });
    return {
      ask,
      once: async () => expect((await operator.get(`${TOWN}/sessions/${id}`)).body.version).toBe(3),
    };
  },
];
const listed = async (day: string): Promise<unknown[]> =>
  mustBe(200, await operator.get(`${BODY}/sessions?limit=200&from=${day}&to=${day}`)).body.items;

describe("five retries of one request at once", () => {
  it("do it once, and all get the same answer, also later", LONG, async () => {
    await forSeeds(
      sized(40, 1000),
      async (random) => {
        const headers = key();
        const { ask, once } = await random.pick(requests as [(typeof requests)[0]])(headers);
        const answers = (await fiveTimes(random, ask)).map(said);
        answers.push(said(await ask()));
        expect([200, 201]).toContain(answers[0]?.status);
        for (const answer of answers) expect(answer).toEqual(answers[0]);
        await once();
      },
      AT_ONCE,
    );
  });

  it("of which one says something else: one of the two is done, the other refused", LONG, async () => {
    await forSeeds(sized(5, 200), async (random) => {
      const headers = key();
      const day = freeDay();
      const titles = ["a", "b"].map((letter) => `${letter}${fresh()}`);
      const ask = (title?: string) =>
        secretary.post(`${BODY}/sessions`, aSession({ title, start: `${day}T19:00:00` }), headers);
      const answers = await Promise.all(
        [0, 0, 0, 1, 1].map((i) =>
          pause(random.below(15)).then(async () => ({ i, answer: await ask(titles[i]) })),
        ),
      );
      const done = answers.filter(({ answer }) => answer.status === 201);
      expect(new Set(done.map(({ answer }) => answer.body.id)).size).toBe(1);
      for (const { i, answer } of answers) expect(answer.status).toBe(i === done[0]?.i ? 201 : 422);
    });
  });
});

describe("an idempotency key", () => {
  it("stands for one town, one caller and one route", async () => {
    const headers = key();
    const asks: [Client, string, object][] = [
      [secretary, `${BODY}/sessions`, aSession()],
      [operator, `${BODY}/sessions`, aSession()],
      [operator, "/v1/municipalities/riba/bodies/consell/sessions", aSession()],
      [operator, `${BODY}/series`, aSeries({ id: fresh() })],
      [operator, `${TOWN}/bodies`, aBody({ id: fresh() })],
    ];
    const ids: string[] = [];
    for (const [client, path, body] of asks)
      ids.push(mustBe(201, await client.post(path, body, headers)).body.id);
    expect(ids[0]).not.toBe(ids[1]);
    for (const [i, [client, path, body]] of asks.entries())
      expect(mustBe(201, await client.post(path, body, headers)).body.id).toBe(ids[i]);
  });

  it("refuses another body, and is not spent on a request that had faults or came to nothing", async () => {
    const headers = key();
    const post = async (body: object, path = BODY) =>
      (await secretary.post(`${path}/sessions`, body, headers)).status;
    expect(await post({ start: "tomorrow" })).toBe(400);
    expect(await post(aSession(), "/v1/municipalities/riba/bodies/consell")).toBe(404);
    expect(await post(aSession())).toBe(201);
    expect(await post(aSession({ title: "Una altra" }))).toBe(422);
    expect(await post(aSession())).toBe(201);
  });
});

const outcome = (answers: readonly Answer[]): number[] =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b);

describe("two secretaries who read the same version", () => {
  it("and both change the session: one does, the other is told", LONG, async () => {
    const other = await laboratory.as({ role: "administrator", municipality: "vilanova" });
    const { id } = await newSession();
    const path = `${TOWN}/sessions/${id}`;
    await forSeeds(sized(40, 1000), async (random, round) => {
      const headers = { "if-match": `"${round}"` };
      const both = [secretary, other].map(async (client, i) => {
        await pause(random.below(8));
        return client.patch(path, { title: `${round} de ${i}` }, headers);
      });
      const answers = await Promise.all(both);
      expect(outcome(answers)).toEqual([200, 412]);
      const winner = answers.find(({ status }) => status === 200);
      expect({ ...said(await operator.get(path)).body, clashes: [] }).toEqual(winner?.body);
    });
  });

  it(
    "and both change the series: one does, the other is told, and the sessions are the one's",
    LONG,
    async () => {
      const id = fresh();
      mustBe(201, await secretary.post(`${BODY}/series`, aSeries({ id, horizonMonths: 3 })));
      await forSeeds(sized(10, 200), async (random, round) => {
        const headers = { "if-match": `"${round}"` };
        const both = [18, 20].map(async (hour) => {
          await pause(random.below(8));
          const start = `2015-12-04T${hour}:${10 + (round % 50)}:00`;
          return secretary.patch(`${BODY}/series/${id}`, { start }, headers);
        });
        const answers = await Promise.all(both);
        expect(outcome(answers)).toEqual([200, 412]);
        const winner = answers.find(({ status }) => status === 200);
        const session = await operator.get(`${TOWN}/sessions/consell-${id}-2015-12-04`);
        expect(session.body.start).toBe(winner?.body.start);
      });
    },
  );

  it(
    "is told that a change was made, even when the next one overtakes the making of its sessions",
    LONG,
    async () => {
      await forSeeds(sized(1, 5), async () => {
        const id = fresh();
        const path = `${BODY}/series/${id}`;
        const daily = { id, recurrence: "FREQ=DAILY", horizonMonths: 5 };
        mustBe(201, await secretary.post(`${BODY}/series`, aSeries(daily)));
        const change = (hour: number, version: number) =>
          secretary.patch(path, { start: `2015-12-04T${hour}:00:00` }, { "if-match": `"${version}"` });
        const first = change(19, 1);
        let second = await change(20, 2);
        while (second.status === 412) second = await change(20, 2);
        expect([await first, second].map(({ status }) => status)).toEqual([200, 200]);
      });
      store.suffer({});
      await laboratory.clockTo("2015-11-20T10:00:00Z");
      expect(await laboratory.faults()).toEqual([]);
    },
  );
});
