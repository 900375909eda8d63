import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { ticks } from "../api.ts";
import { Refusal } from "../errors.ts";
import { faultsOf } from "../platform/contract.ts";
import { dynamoTable } from "../platform/dynamo.ts";
import type { Table } from "../platform/dynamo.ts";
import { documentClient } from "../platform/environment.ts";
import { answerWith } from "../platform/http.ts";
import type { HttpAnswer } from "../platform/http.ts";
import { failureOf } from "../platform/log.ts";
import type { Log } from "../platform/log.ts";
import { tokenVerifier } from "../platform/tokens.ts";
import { formatInstant, parseInstant } from "../platform/zone.ts";
import { advance, runAt, runTick } from "./advance.ts";
import { settableClock } from "./clock.ts";
import type { SettableClock } from "./clock.ts";
import { loadFunctions } from "./functions.ts";
import type { Functions, TickName } from "./functions.ts";
import { startServer } from "./server.ts";
import { AUDIENCE, ISSUER, startSignIns, TokenRequest } from "./sign-in.ts";
import { createTable, localClient, startStore } from "./store.ts";

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
}

/** All of Convoca on this machine. */
export interface Machine {
  readonly url: string;
  readonly clock: SettableClock;
  readonly table: Table;
  readonly functions: Functions;
  /** Moves the clock forward, running each tick that has due work at its own time. */
  advance(to: number): Promise<void>;
  close(): Promise<void>;
}

export async function startMachine(settings: MachineSettings): Promise<Machine> {
  const { folder, tableName, log } = settings;
  if (folder) mkdirSync(folder, { recursive: true });
  const inFolder = (name: string): string | null => (folder ? join(folder, name) : null);
  const store = settings.endpoint ? null : await startStore(inFolder("table.db"));
  const endpoint = settings.endpoint ?? store?.endpoint ?? "";
  await createTable(localClient(endpoint), tableName);
  // Where `npm run export` and `npm run import` find the table while this runs.
  const whereabouts = inFolder("endpoint");
  if (whereabouts) writeFileSync(whereabouts, endpoint);

  const clock = settableClock(settings.now);
  const signIns = await startSignIns(inFolder("signing-key.json"));
  const ground = {
    clock: clock.now,
    newId: randomUUID,
    random: Math.random,
    verify: tokenVerifier({ keySet: signIns.keySet, issuer: ISSUER, audience: AUDIENCE, clock: clock.now }),
    log,
  };
  const table = dynamoTable({
    client: documentClient(localClient(endpoint)),
    name: tableName,
    random: Math.random,
  });
  const functions = await loadFunctions({ ...ground, newClient: () => localClient(endpoint), tableName });
  const ticking = keepTicking(clock, functions, log);

  let moving: Promise<void> = Promise.resolve();
  const move = (to: number): Promise<void> => {
    clock.set(clock.now()); // from here on it stands still, and the ticks run only when it is moved
    const next = moving.then(() => advance(clock, table, functions, to));
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
    },
  });
  return {
    url,
    clock,
    table,
    functions,
    advance: move,
    async close() {
      clearInterval(ticking);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
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

const LOOK_MILLISECONDS = 2_000;

/** While the clock is real, every tick runs at its rate, the first time at once: what was missed is made up for. */
function keepTicking(clock: SettableClock, functions: Functions, log: Log): NodeJS.Timeout {
  const ran = new Map<TickName, number>();
  const look = async (): Promise<void> => {
    for (const name of Object.keys(ticks) as TickName[]) {
      const scheduled = runAt(name, clock.now() - ticks[name].everyMinutes * 60_000 + 1);
      if (clock.isSet() || (ran.get(name) ?? 0) >= scheduled) continue;
      ran.set(name, scheduled);
      await runTick(functions, name, scheduled).catch((error: unknown) =>
        log({ level: "error", tick: name, error: failureOf(error) }),
      );
    }
  };
  let running = Promise.resolve();
  return setInterval(() => {
    running = running.then(look);
  }, LOOK_MILLISECONDS).unref();
}
