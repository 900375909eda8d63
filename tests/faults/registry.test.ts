import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { runTick } from "../../lib/local/advance.ts";
import { aBody, aPerson, aSeat, aSeries, aSession } from "../support/builders.ts";
import { startFaultyStore } from "../support/faulty-store.ts";
import type { FaultyStore } from "../support/faulty-store.ts";
import { newLaboratory } from "../support/laboratory.ts";
import type { Laboratory } from "../support/laboratory.ts";
import { plannedTown } from "../support/planned-town.ts";
import { randomOf, sized } from "../support/random.ts";
import { mustBe } from "../support/world.ts";

/** Dissolving a body and erasing a person are larger than one commit: intents, finished in steps that may be repeated. */
const NOW = "2015-11-20T09:00:00Z";
const LONG = { timeout: 300_000 };
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing.toReversed()) await close();
});

interface Ground {
  readonly laboratory: Laboratory;
  readonly store: FaultyStore;
  run(name: "dissolve-bodies" | "forget-people", minutes?: number): Promise<unknown>;
}

/** A town whose council was dissolved and whose secretary was erased, with neither carried through yet. */
async function decided(): Promise<Ground> {
  const store = await startFaultyStore(inject("endpoint"), randomOf(7));
  const laboratory = await newLaboratory({ now: NOW, endpoint: store.endpoint });
  closing.push(
    () => store.close(),
    () => laboratory.close(),
  );
  const { operator, at, atBody } = await plannedTown(laboratory);
  mustBe(201, await operator.post(`${atBody}/series`, aSeries()));
  mustBe(
    201,
    await operator.post(
      `${atBody}/series`,
      aSeries({ id: "taules", recurrence: "FREQ=WEEKLY", horizonMonths: 4 }),
    ),
  );
  for (const start of ["2016-01-13T19:00:00", "2016-02-10T19:00:00", "2016-03-09T19:00:00"])
    mustBe(201, await operator.post(`${atBody}/sessions`, aSession({ start })));
  mustBe(201, await operator.post(`${at}/bodies`, aBody({ id: "taula", name: "Taula" })));
  const to = { type: "body", id: "taula" };
  mustBe(201, await operator.post(`${atBody}/relations`, { kind: "collaborates-with", to }));
  const person = mustBe(201, await operator.post(`${at}/people`, aPerson())).body.id;
  for (let i = 0; i < sized(6, 40); i++)
    mustBe(
      201,
      await operator.post(
        `${atBody}/seats`,
        aSeat(i % 2 ? { titular: person } : { until: `201${6 + (i % 4)}` }),
      ),
    );
  for (let i = 0; i < 3; i++)
    mustBe(201, await operator.post(`${at}/bodies/taula/seats`, aSeat({ titular: person })));
  mustBe(201, await operator.post(`${atBody}/events`, { kind: "dissolve", date: "2016-02-01", act: "Ple" }));
  store.suffer({ failing: 100 }); // the person is erased, and what follows fails at once
  const erasing = operator.delete(`${at}/people/${person}`);
  store.suffer({});
  mustBe(200, await erasing);
  return {
    laboratory,
    store,
    run: (name, minutes = 0) =>
      runTick(laboratory.machine.functions, name, Date.parse(NOW) + minutes * 60_000),
  };
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** What is there in the end, whatever the ids came out to be. */
async function outcome({ laboratory }: Ground): Promise<string[]> {
  expect(await laboratory.faults()).toEqual([]);
  return (await laboratory.dump())
    .map((line) => line.replace(UUID, "id").replace(/TIMER#(\w+)#\d/, "TIMER#$1"))
    .toSorted();
}

const once = async (ground: Ground): Promise<void> => {
  await ground.run("dissolve-bodies");
  await ground.run("forget-people");
  await ground.run("dissolve-bodies", 2); // the second look
};
const untilDone = async (ground: Ground): Promise<void> => {
  for (let i = 0; i < sized(6, 30); i++) await once(ground).catch(() => undefined);
  ground.store.suffer({});
  await once(ground);
};

const ways: [string, (ground: Ground) => Promise<void>][] = [
  [
    "three times, in either order",
    async (ground) => {
      await ground.run("forget-people");
      for (let i = 0; i < 3; i++) await once(ground);
    },
  ],
  [
    "several times at once",
    async (ground) => {
      await Promise.all(Array.from({ length: sized(4, 20) }, () => once(ground).catch(() => undefined)));
      await once(ground);
    },
  ],
  [
    "on a store that fails every so often, and loses answers",
    async (ground) => {
      ground.store.suffer({ failing: 10, answerLost: 10, conflicting: 10, throttled: 10 });
      await untilDone(ground);
    },
  ],
  [
    "on a store that goes away in the middle, again and again",
    async (ground) => {
      ground.store.suffer({ outageEvery: 25 });
      await untilDone(ground);
    },
  ],
];

let expected: string[];
const those = (what: RegExp): string[] => expected.filter((line) => what.test(line));

describe("a dissolution and an erasure, carried through", () => {
  beforeAll(async () => {
    const ground = await decided();
    await once(ground);
    expected = await outcome(ground);
  }, 120_000);

  it("leave no seat beyond its day, no session to come and no timer of the body", () => {
    const seats = those(/"pk":"BODY#vilanova#consell".*"sk":"SEAT#/);
    expect(seats.filter((line) => !line.includes('"until":"2016-02-01"'))).toEqual([]);
    expect(seats).toHaveLength(sized(6, 40));
    expect(those(/"pk":"TIMER#(dissolve|forget)/)).toEqual([]);
    const open = those(/"sk":"SESSION"/).filter(
      (line) =>
        /"body":"consell"/.test(line) &&
        /"status":"(planned|proposed)"/.test(line) &&
        !/"gone":true/.test(line),
    );
    expect(open.every((line) => /"start":"201(5|6-01)/.test(line))).toBe(true);
    expect(those(/"bodies":\{\}/)).toHaveLength(1);
  });

  it.each(ways)("leave the same table when they run %s", LONG, async (_, by) => {
    const ground = await decided();
    await by(ground);
    expect(await outcome(ground)).toEqual(expected);
  });
});
