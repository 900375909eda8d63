import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DynamoDBRecord } from "aws-lambda";
import { beforeEach, describe, expect, inject, it, onTestFinished } from "vitest";
import { advance } from "../lib/local/advance.ts";
import { settableClock } from "../lib/local/clock.ts";
import { createTable } from "../lib/local/create-table.ts";
import { deliveries } from "../lib/local/deliveries.ts";
import { lambdaContext } from "../lib/local/functions.ts";
import type { Functions } from "../lib/local/functions.ts";
import { startMailSink } from "../lib/local/mail-sink.ts";
import { localClient } from "../lib/local/store.ts";
import { streamSource } from "../lib/local/stream-source.ts";
import { timetable } from "../lib/local/timetable.ts";
import { Refusal } from "../lib/errors.ts";
import { dynamoTable } from "../lib/platform/dynamo.ts";
import type { Table } from "../lib/platform/dynamo.ts";
import { documentClient } from "../lib/platform/environment.ts";
import { listen } from "../lib/platform/listener.ts";
import { noFiles, noKeys, noMail } from "../lib/platform/not-used.ts";
import type { Platform } from "../lib/platform/platform.ts";
import { stream } from "../lib/platform/stream.ts";
import { dropTimer, earliestDue, setTimer, timerKey } from "../lib/platform/timers.ts";
import type { Timer } from "../lib/platform/timers.ts";
import { formatInstant } from "../lib/platform/zone.ts";
import type { Key } from "../lib/table.ts";

const NOW = Date.parse("2015-11-20T09:00:00Z");
const entry = { summary: "", failure: "", families: ["session"], touches: {} } as const;

let tableName: string;
let table: Table;
let lines: Readonly<Record<string, unknown>>[];
let platform: Platform;

beforeEach(async () => {
  tableName = `stream-${randomUUID()}`;
  const client = localClient(inject("endpoint"));
  await createTable(client, tableName);
  table = dynamoTable({ client: documentClient(client), name: tableName, random: Math.random });
  lines = [];
  platform = {
    table,
    clock: () => NOW,
    newId: randomUUID,
    random: Math.random,
    verify: async () => null,
    log: (facts) => lines.push(facts),
    publicUrl: "",
    mail: noMail,
    sender: "",
    keys: noKeys,
    files: noFiles,
  };
});

const keyOf = (n: number, family = "SESSION"): Key => ({ pk: `${family}#town#${n}`, sk: `S#${n}` });
const put = (...keys: Key[]) => table.transact(keys.map((key) => ({ put: { ...key } })));
const sourceOf = async (file: string | null = null) => {
  const source = await streamSource({
    endpoint: inject("endpoint"),
    tableName,
    file,
    log: platform.log,
  });
  onTestFinished(() => source.close());
  return source;
};
const recordOf = (key: Key, SequenceNumber: string, eventName = "INSERT" as const): DynamoDBRecord => ({
  eventName,
  dynamodb: { SequenceNumber, Keys: { pk: { S: key.pk }, sk: { S: key.sk } } },
});

describe("the stream of a table", () => {
  it("brings each of 1,000 writes once, in their order", async () => {
    const keys = Array.from({ length: 1_000 }, (_, i) => keyOf(i));
    for (let i = 0; i < keys.length; i += 100) await put(...keys.slice(i, i + 100));
    const seen: (string | undefined)[] = [];
    const source = await sourceOf();
    const drained = await source.drain(async (records) => {
      expect(records.every(({ eventName }) => eventName === "INSERT")).toBe(true);
      seen.push(...records.map(({ dynamodb }) => dynamodb?.Keys?.["pk"]?.S));
      return { batchItemFailures: [] };
    });
    expect([drained, seen]).toEqual([1_000, keys.map(({ pk }) => pk)]);
    expect(await source.drain(async () => ({ batchItemFailures: [] }))).toBe(0);
  });

  it("goes on where it was after a restart, and from the beginning where nothing is kept", async () => {
    const folder = mkdtempSync(join(tmpdir(), "convoca-test-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, "position.json");
    const count = async () => (await sourceOf(file)).drain(async () => ({ batchItemFailures: [] }));
    await put(keyOf(1), keyOf(2));
    expect(await count()).toBe(2);
    await put(keyOf(3));
    expect(await count()).toBe(1);
    rmSync(file);
    expect(await count()).toBe(3);
  });

  it("brings what failed again, from there on, and leaves it behind after three times", async () => {
    await put(keyOf(1), keyOf(2), keyOf(3));
    const batches: (string | undefined)[][] = [];
    const source = await sourceOf();
    await source.drain(async (records) => {
      const names = records.map(({ dynamodb }) => dynamodb?.Keys?.["sk"]?.S);
      batches.push(names);
      const second = records.find((_, i) => names[i] === "S#2")?.dynamodb?.SequenceNumber ?? "";
      return { batchItemFailures: [{ itemIdentifier: second }] };
    });
    expect(batches).toEqual([
      ["S#1", "S#2", "S#3"],
      ["S#2", "S#3"],
      ["S#2", "S#3"],
    ]);
    expect(lines).toMatchObject([{ level: "error", records: 2 }]);
  });
});

const run = (records: DynamoDBRecord[], work: (key: Key) => Promise<void>, milliseconds = 60_000) =>
  stream(entry, work)(platform)({ Records: records }, lambdaContext(milliseconds));

describe("a function on the stream", () => {
  it("gets the keys of its families that were written, and none that were removed", async () => {
    const seen: Key[] = [];
    const removed = { ...recordOf(keyOf(3), "3"), eventName: "REMOVE" as const };
    await run([recordOf(keyOf(1), "1"), recordOf(keyOf(2, "TIMER"), "2"), removed], async (key) => {
      seen.push(key);
    });
    expect(seen).toEqual([keyOf(1)]);
  });

  it("works on a key once that was written twice, and names all of it if that fails", async () => {
    let calls = 0;
    const answer = await run([recordOf(keyOf(1), "1"), recordOf(keyOf(1), "2")], async () => {
      calls++;
      throw new Error("no");
    });
    expect(calls).toBe(1);
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: "1" }, { itemIdentifier: "2" }]);
  });

  it("works on eight at once, and one that fails stops no other", async () => {
    let [atOnce, most, done] = [0, 0, 0];
    const records = Array.from({ length: 30 }, (_, i) => recordOf(keyOf(i), String(i)));
    const answer = await run(records, async ({ sk }) => {
      most = Math.max(most, ++atOnce);
      await new Promise((resolve) => setTimeout(resolve, 5));
      atOnce--;
      if (sk === "S#4") throw new Error("of maria@member.example");
      if (sk === "S#5") throw new Refusal("changed-meanwhile", "Another run was faster.");
      done++;
    });
    expect([most, done]).toEqual([8, 28]);
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: "4" }]);
    expect(lines).toMatchObject([{ level: "error", done: 29, failed: 1, postponed: 0 }]);
  });

  it("leaves for later what there is no time for", async () => {
    const answer = await run([recordOf(keyOf(1), "1")], async () => undefined, 5_000);
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: "1" }]);
    expect(lines).toMatchObject([{ done: 0, failed: 0, postponed: 1 }]);
  });
});

describe("a function that listens", () => {
  const listener = { summary: "", failure: "", source: "aws.ses", touches: {} };
  const event = { source: "aws.ses", "detail-type": "Email Bounced", time: "", detail: { to: "maria@" } };

  it("fails mutely where its work fails, so that the event comes again", async () => {
    const handler = listen(listener, async () => {
      throw new TypeError("maria@member.example");
    })(platform);
    await expect(handler(event, lambdaContext(60_000))).rejects.toThrow(/^the event could not be taken in$/);
    expect(lines).toMatchObject([{ level: "error", event: "Email Bounced" }]);
    expect(JSON.stringify(lines)).not.toContain("maria");
  });
});

const ticksThat = (close: () => Promise<void>) =>
  ({
    ticks: { "close-sessions": async () => (await close(), { done: 1, taken: 0, failed: 0 }) },
  }) as unknown as Functions;

describe("a clock that is moved", () => {
  const timer: Timer = { kind: "close", due: formatInstant(NOW), reference: ["x"], detail: {} };
  it("to where it stands runs what is due at this very instant", async () => {
    await table.transact([setTimer(timer)]);
    const ran: number[] = [];
    const clock = settableClock(NOW);
    const functions = ticksThat(async () => {
      ran.push(clock.now());
      await table.transact([dropTimer(timer)]);
    });
    await advance(
      { clock, timetable: timetable(table, false), functions, drain: async () => undefined },
      NOW,
    );
    expect(ran).toEqual([NOW]);
  });

  it("has carried what a tick set going before the next tick runs, and all before it stands again", async () => {
    const clock = settableClock(NOW);
    const sink = await startMailSink({ folder: null, clock: clock.now, random: Math.random });
    onTestFinished(() => sink.close());
    const happened: string[] = [];
    const work = async ({ sk }: Key): Promise<void> =>
      void happened.push(`${sk} at ${formatInstant(clock.now())}`);
    const later = formatInstant(NOW + 3_600_000);
    const functions = {
      ...ticksThat(async () => {
        const due = (await earliestDue(table, timerKey(timer).pk)) ?? "";
        happened.push(`tick at ${formatInstant(clock.now())}`);
        await table.transact([dropTimer({ ...timer, due }), { put: { ...keyOf(happened.length) } }]);
      }),
      streams: [{ lets: () => true, handler: stream(entry, work)(platform) }],
      listeners: [],
    };
    await table.transact([setTimer(timer), setTimer({ ...timer, due: later }), { put: { ...keyOf(0) } }]);
    const [source, timers] = [await sourceOf(), timetable(table, true)];
    const drain = deliveries({ functions, source, sink, log: platform.log, changed: timers.changed });
    await advance({ clock, timetable: timers, functions, drain }, NOW + 7_200_000);
    expect(happened).toEqual([
      `S#0 at ${timer.due}`,
      `tick at ${timer.due}`,
      `S#2 at ${timer.due}`,
      `tick at ${later}`,
      `S#4 at ${later}`,
    ]);
    expect(clock.now()).toBe(NOW + 7_200_000);
  });
});
