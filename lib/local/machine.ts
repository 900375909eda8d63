import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { Refusal } from "../errors.ts";
import { faultsOf } from "../platform/faults.ts";
import { dynamoTable } from "../platform/dynamo.ts";
import type { Table } from "../platform/dynamo.ts";
import { answerWith } from "../platform/http.ts";
import type { HttpAnswer } from "../platform/http.ts";
import type { Log } from "../platform/log.ts";
import { formatInstant, parseInstant } from "../platform/zone.ts";
import { advance } from "./advance.ts";
import type { Premises } from "./premises.ts";
import { settableClock } from "./clock.ts";
import type { SettableClock } from "./clock.ts";
import { createTable } from "./create-table.ts";
import { deliveries } from "./deliveries.ts";
import type { Functions } from "./functions.ts";
import { inProcess } from "./in-process.ts";
import { keepGoing } from "./keep-going.ts";
import { MailFaults } from "./mail-faults.ts";
import { startMailSink } from "./mail-sink.ts";
import type { MailSink } from "./mail-sink.ts";
import { startServer } from "./server.ts";
import { startSignIns, TokenRequest } from "./sign-in.ts";
import type { TokenTerms } from "./sign-in.ts";
import { storeCalls } from "./store-calls.ts";
import { localClient, startStore } from "./store.ts";
import { streamSource } from "./stream-source.ts";
import { timetable } from "./timetable.ts";
import { writeWhole } from "./write-whole.ts";

export interface MachineSettings {
  readonly port: number;
  /** The folder of the store and the keys; null: all in memory. */
  readonly folder: string | null;
  /** A standing clock, in milliseconds; null: the real one. */
  readonly now: number | null;
  readonly tableName: string;
  readonly corsOrigins: readonly string[];
  readonly log: Log;
  /** A store that is up already, instead of one of our own. */
  readonly endpoint?: string;
  /** Where functions run; in this process unless said otherwise. */
  readonly premises?: Premises;
}

/** All of Convoca on this machine. */
export interface Machine {
  readonly url: string;
  /** What links begin with. */
  readonly publicUrl: string;
  /** Of the tokens that it hands out. */
  readonly tokens: TokenTerms;
  readonly clock: SettableClock;
  readonly table: Table;
  readonly functions: Functions;
  /** Where mail ends up, and what lets its callers down. */
  readonly sink: MailSink;
  /** Moves the clock forward, running each tick that has due work at its own time. */
  advance(to: number): Promise<void>;
  /** Carries what the stream and the mail service have to tell, until all is quiet; the clock stays where it is. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

export async function startMachine(settings: MachineSettings): Promise<Machine> {
  const { folder, tableName, log, premises = inProcess } = settings;
  if (folder) mkdirSync(folder, { recursive: true });
  const inFolder = (name: string): string | null => (folder ? join(folder, name) : null);
  const store = settings.endpoint ? null : await startStore(inFolder("table.db"));
  const endpoint = settings.endpoint ?? store?.endpoint ?? "";
  await createTable(localClient(endpoint), tableName, premises.table);
  // Where `npm run export` and `npm run import` find the table while this runs.
  const whereabouts = inFolder("endpoint");
  if (whereabouts) writeWhole(whereabouts, endpoint);

  const clock = settableClock(settings.now);
  const signIns = await startSignIns(inFolder("signing-key.json"), premises.tokens);
  const sink = await startMailSink({ folder: inFolder("mail"), clock: clock.now, random: Math.random });
  let listening = "";
  const table = dynamoTable({ calls: storeCalls(endpoint), name: tableName, random: Math.random });
  const { corsOrigins } = settings;
  const surroundings = { endpoint, tableName, clock, sink, signIns, inFolder, corsOrigins, log };
  const running = await premises.open({ ...surroundings, url: () => listening });
  const { functions } = running;
  const source = await streamSource({ endpoint, tableName, file: inFolder("stream-position.json"), log });
  const timers = timetable(table, source.isThere);
  const drain = deliveries({ functions, source, sink, log, changed: timers.changed });

  let moving: Promise<void> = Promise.resolve();
  const move = (to: number): Promise<void> => {
    clock.set(clock.now()); // from here on it stands still, and the ticks run only when it is moved
    const next = moving.then(() => advance({ clock, timetable: timers, functions, drain }, to));
    moving = next.catch(() => undefined);
    return next;
  };

  const now = (): HttpAnswer => json(200, { now: formatInstant(clock.now()) });
  const { server, url } = await startServer({
    ...settings,
    http: functions.http,
    local: {
      "POST /local/tokens": async (body) =>
        json(201, { token: await signIns.token(parsed(TokenRequest, body), table, clock.now()) }),
      "GET /local/clock": async () => now(),
      "PUT /local/clock": async (body) => {
        const to = parseInstant(parsed(ClockRequest, body).now) ?? 0;
        if (to < clock.now()) clock.set(to); // refuses
        await move(to);
        return now();
      },
      "GET /local/inbox": async () => answerWith(303, "text/plain", "", { location: sink.url }),
      "PUT /local/mail-faults": async (body) => {
        const setting = parsed(MailFaults, body);
        sink.faults(setting);
        return json(200, setting);
      },
    },
  });
  listening = url;
  const stop = keepGoing({ clock, functions, drain, log });
  return {
    url,
    publicUrl: running.publicUrl(),
    tokens: signIns.terms,
    clock,
    table,
    functions,
    sink,
    advance: move,
    drain,
    async close() {
      await stop();
      source.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await running.close();
      await sink.close();
      await store?.close();
      if (whereabouts) rmSync(whereabouts, { force: true });
    },
  };
}

const json = (status: number, body: unknown): HttpAnswer =>
  answerWith(status, "application/json", JSON.stringify(body), { "cache-control": "no-store" });

const ClockRequest = z.strictObject({
  now: z
    .string()
    .refine((text) => parseInstant(text) !== null, 'must be an instant like "2015-11-20T09:00:00Z"'),
});

function parsed<S extends z.ZodType>(schema: S, body: string): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(body) as unknown;
  } catch {
    throw new Refusal("bad-input", "The body must be JSON.", [
      { in: "body", path: "$", message: "is not JSON" },
    ]);
  }
  const result = schema.safeParse(value);
  if (result.error) throw new Refusal("bad-input", "See `faults`.", faultsOf(result.error, "body"));
  return result.data;
}
