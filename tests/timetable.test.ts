import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, inject, it } from "vitest";
import { createTable } from "../lib/local/create-table.ts";
import { localClient } from "../lib/local/store.ts";
import { timetable } from "../lib/local/timetable.ts";
import { dynamoTable } from "../lib/platform/dynamo.ts";
import type { Table } from "../lib/platform/dynamo.ts";
import { documentClient, sdkCalls } from "../lib/local/sdk-calls.ts";
import { dropTimer, setTimer, timerKey } from "../lib/platform/timers.ts";
import type { Timer } from "../lib/platform/timers.ts";

const NOW = Date.parse("2015-11-20T09:00:00Z");
const LATER = NOW + 3_600_000;
const closing: Timer = { kind: "close", due: "2015-11-20T09:02:00Z", reference: ["x"], detail: {} };
const { pk: partition } = timerKey(closing);
const run = { name: "close-sessions", at: Date.parse("2015-11-20T09:15:00Z") };

let table: Table;
beforeEach(async () => {
  const client = localClient(inject("endpoint"));
  const name = `timetable-${randomUUID()}`;
  await createTable(client, name);
  table = dynamoTable({ calls: sdkCalls(documentClient(client)), name, random: Math.random });
});

describe("a timetable that is told of every write", () => {
  it("reads nothing again while nothing was written, and then what was written to alone", async () => {
    const timers = timetable(table, true);
    expect(await timers.nextRun(NOW, LATER)).toBeNull();
    const all = table.units.read;
    expect(await timers.nextRun(NOW, LATER)).toBeNull();
    expect(table.units.read).toBe(all);
    await table.transact([setTimer(closing)]);
    timers.changed(partition);
    expect(await timers.nextRun(NOW, LATER)).toEqual(run);
    expect(table.units.read - all).toBeLessThan(all / 10);
    await table.transact([dropTimer(closing)]);
    timers.changed(partition);
    expect(await timers.nextRun(NOW, LATER)).toBeNull();
  });

  it("is not misled by a write that comes while it reads", async () => {
    const timers = timetable(table, true);
    const asking = timers.nextRun(NOW, LATER);
    timers.changed(partition);
    await asking;
    await table.transact([setTimer(closing)]);
    expect(await timers.nextRun(NOW, LATER)).toEqual(run);
  });

  it("keeps what is due beyond the moment it is asked about for when the clock comes there", async () => {
    await table.transact([setTimer(closing)]);
    const timers = timetable(table, true);
    expect(await timers.nextRun(NOW, NOW)).toBeNull();
    expect(await timers.nextRun(NOW, LATER)).toEqual(run);
  });
});

it("one that is told of none reads them all, each time", async () => {
  const timers = timetable(table, false);
  expect(await timers.nextRun(NOW, LATER)).toBeNull();
  await table.transact([setTimer(closing)]);
  expect(await timers.nextRun(NOW, LATER)).toEqual(run);
});
