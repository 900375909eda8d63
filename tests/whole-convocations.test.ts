import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { newConvenableTown, newConvenedSession, newReadySession } from "./support/convened-town.ts";
import type { ConvenedTown } from "./support/convened-town.ts";
import { rowsOf } from "./support/dump.ts";
import type { Row } from "./support/dump.ts";
import { newLaboratory } from "./support/laboratory.ts";
import type { Laboratory } from "./support/laboratory.ts";
import { halfWrittenConvocations } from "./support/whole-convocations.ts";
import { mustBe } from "./support/world.ts";

/** That what looks for half-written convocations finds them: each row that is missing, or one too many, is told of. */
let laboratory: Laboratory;
let town: ConvenedTown;
let rows: Row[];
const NOW = "2016-01-11T09:00:00Z";
beforeAll(async () => {
  laboratory = await newLaboratory({ now: NOW });
  town = await newConvenableTown(laboratory);
  const session = await newConvenedSession(laboratory, town);
  mustBe(201, await town.secretary.post(`${session}/convocations`, { title: "Una altra sala" }));
  mustBe(
    200,
    await town.members.first.client.put(`${session}/answers/${town.members.first.seat}`, {
      reply: "attends",
    }),
  );
  await newReadySession(town, { start: "2016-03-09T19:00:00" });
  const { secretary, atBody } = town;
  mustBe(201, await secretary.post(`${atBody}/sessions`, { title: "Lluny", start: "2016-11-09T19:00:00" }));
  // Decided, and not yet in anyone's hands: the tick without the stream.
  await laboratory.machine.functions.ticks["notify-members"]({ scheduledTime: NOW }, {
    getRemainingTimeInMillis: () => 60_000,
  } as never);
  rows = await rowsOf(inject("endpoint"), laboratory.tableName);
});
afterAll(() => laboratory.close());

const faults = (changed: readonly Row[]): string[] => halfWrittenConvocations(changed, NOW);
const without = (isIt: (row: Row) => boolean): string[] => {
  const [first] = rows.filter(isIt);
  if (!first) throw new Error("there is no such row to leave out");
  return faults(rows.filter((row) => row !== first));
};
const changed = (isIt: (row: Row) => boolean, change: (row: Row) => Record<string, unknown>): string[] => {
  const first = rows.find(isIt);
  if (!first) throw new Error("there is no such row to change");
  return faults(rows.map((row) => (row === first ? { ...row, ...change(row) } : row)));
};
const isTimer = (kind: string, of: string) => (row: Row) =>
  row["kind"] === kind && row.pk.startsWith("TIMER#") && row.sk.includes(of);

it("finds nothing wrong with what was written as it is to be", async () => {
  expect(faults(rows)).toEqual([]);
  expect(await laboratory.faults()).toEqual([]);
});

it.each<[what: string, said: RegExp, found: () => string[]]>([
  ["a first look", /nobody will look at .*2016-11-09/, () => without(isTimer("convene", "2016-11-09"))],
  [
    "the look at what is due",
    /nobody looks at .*2016-03-09/,
    () => faults(rows.filter((row) => !isTimer("convene", "2016-03-09")(row))),
  ],
  ["a convocation", /#001 is not on record/, () => without(({ sk }) => sk === "CONVOCATION#001")],
  [
    "the session's count",
    /is on record, and its session does not say so/,
    () =>
      changed(
        ({ sk, ...row }) => sk === "SESSION" && row["convocations"] === 2,
        () => ({ convocations: 1 }),
      ),
  ],
  [
    "a convocation of a convened session",
    /is convened without a convocation/,
    () =>
      changed(
        ({ sk, ...row }) => sk === "SESSION" && row["convocations"] === 2,
        () => ({ convocations: 0 }),
      ),
  ],
  [
    "its being published",
    /#002 was not published/,
    () => without(({ pk, sk }) => pk.startsWith("LEDGER#") && sk.startsWith("002#everyone")),
  ],
  [
    "the first event of a chain",
    /lacks event 1/,
    () =>
      without(({ pk, sk }) => pk.startsWith("LEDGER#") && sk.startsWith("001#") && sk.endsWith("#mail#001")),
  ],
  [
    "what an event follows from",
    /is broken at event 2/,
    () =>
      changed(
        ({ sk }) => sk.endsWith("#mail#002"),
        () => ({ previous: "0" }),
      ),
  ],
  [
    "mail that was decided",
    /is decided, and no mail is to leave/,
    () => without(({ pk, sk }) => pk.startsWith("OUTBOX#") && sk.includes("#002#")),
  ],
  [
    "the chain of a mail",
    /is to leave without a chain/,
    () =>
      without(({ pk, sk }) => pk.startsWith("LEDGER#") && sk.startsWith("002#") && sk.endsWith("#mail#001")),
  ],
  [
    "whoever sends what the stream lost",
    /should the stream have lost it/,
    () => faults(rows.filter((row) => !["resend", "remind", "notices"].includes(String(row["kind"])))),
  ],
  [
    "the session of all this",
    /hangs on no session/,
    () => without(({ sk, ...row }) => sk === "SESSION" && row["convocations"] === 2),
  ],
  [
    "what a timer stands for",
    /stands for nothing/,
    () => without(({ sk, pk }) => sk === "SESSION" && pk.includes("2016-11-09")),
  ],
])("misses %s", (_, said, found) => {
  expect(found()).toContainEqual(expect.stringMatching(said));
});
