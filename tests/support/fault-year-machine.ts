import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { settableClock } from "../../lib/local/clock.ts";
import type { SettableClock } from "../../lib/local/clock.ts";
import { createTable } from "../../lib/local/create-table.ts";
import { loadFunctions } from "../../lib/local/functions.ts";
import type { Functions, Ground } from "../../lib/local/functions.ts";
import { startMailSink } from "../../lib/local/mail-sink.ts";
import type { MailSink } from "../../lib/local/mail-sink.ts";
import { startServer } from "../../lib/local/server.ts";
import { AUDIENCE, ISSUER, startSignIns, TokenRequest } from "../../lib/local/sign-in.ts";
import { localClient, localPlace } from "../../lib/local/store.ts";
import { streamSource } from "../../lib/local/stream-source.ts";
import type { StreamSource } from "../../lib/local/stream-source.ts";
import { dynamoTable } from "../../lib/platform/dynamo.ts";
import type { Table } from "../../lib/platform/dynamo.ts";
import { storeCalls } from "../../lib/local/store-calls.ts";
import { answerWith } from "../../lib/platform/http.ts";
import type { DynamoCalls } from "../../lib/platform/dynamo-calls.ts";
import type { Mailer } from "../../lib/platform/mail.ts";
import { keyRingOf } from "../../lib/platform/secrets.ts";
import { noFiles } from "../../lib/platform/not-used.ts";
import { awsCall } from "../../lib/platform/aws.ts";
import { mailPatience, sesMailer } from "../../lib/platform/ses.ts";
import { tokenVerifier } from "../../lib/platform/tokens.ts";
import { parseInstant } from "../../lib/platform/zone.ts";
import { rowsOf } from "./dump.ts";
import type { Row } from "./dump.ts";
import { faultsIn } from "./laboratory.ts";
import { randomOf } from "./random.ts";
import { clientOf } from "./world.ts";
import type { Client, Office } from "./world.ts";

/** The parts of a machine, none of which moves by itself; two with the same history give the same ids, keys and bytes. */
export interface YearMachine {
  readonly clock: SettableClock;
  /** What runs behind requests: ticks, streams and listeners, on the calls and the mailer that were asked for. */
  readonly behind: Functions;
  readonly source: StreamSource;
  readonly sink: MailSink;
  /** Past all misfortune. */
  readonly table: Table;
  readonly tableName: string;
  readonly lines: Readonly<Record<string, unknown>>[];
  readonly as: (office: Office) => Promise<Client>;
  rows(): Promise<Row[]>;
  faults(): Promise<string[]>;
  close(): Promise<void>;
}

interface YearSettings {
  readonly now: string;
  /** How the functions behind requests reach their store; they do so as well as can be if nothing is said. */
  readonly between?: (calls: DynamoCalls) => DynamoCalls;
  /** What stands between them and the mail service. */
  readonly mailer?: (mailer: Mailer) => Mailer;
  readonly seed?: number;
  /** How long they wait for the mail service, where that is to fall silent; else as long as our own settings say. */
  readonly silenceMilliseconds?: number;
}

/** Of both sides of a comparison: seals are the same then. */
export const KEYS = keyRingOf(
  JSON.stringify({ current: "year", year: Buffer.alloc(32, 7).toString("base64") }),
);

export async function newYearMachine(settings: YearSettings): Promise<YearMachine> {
  const { now, between = (each) => each, mailer = (each) => each, seed = 1 } = settings;
  const { silenceMilliseconds: milliseconds = mailPatience.milliseconds } = settings;
  const endpoint = inject("endpoint");
  const tableName = `year-${randomUUID()}`;
  await createTable(localClient(endpoint), tableName);
  const lines: Record<string, unknown>[] = [];
  const log = (facts: object) => void lines.push({ ...facts });
  const clock = settableClock(parseInstant(now));
  const signIns = await startSignIns(null);
  const random = randomOf(seed);
  const sink = await startMailSink({ folder: null, clock: clock.now, random: () => random.next() });
  const ses = awsCall({ ...localPlace("ses", sink.url), ...mailPatience, milliseconds });
  const ground: Ground = {
    clock: clock.now,
    newId: randomUUID,
    random: () => random.next(),
    verify: tokenVerifier({ keySet: signIns.keySet, issuer: ISSUER, audience: AUDIENCE, clock: clock.now }),
    log,
    mail: mailer(sesMailer({ call: ses, configurationSet: "year" })),
    sender: "convocatories@convoca.example",
    keys: async () => KEYS,
    files: noFiles,
    publicUrl: () => "https://convoca.example",
    newCalls: () => storeCalls(endpoint),
    tableName,
  };
  const table = dynamoTable({
    calls: storeCalls(endpoint),
    name: tableName,
    random: () => random.next(),
  });
  const { http } = await loadFunctions({ ...ground, newId: counted() });
  const behind = await loadFunctions({ ...ground, newCalls: () => between(storeCalls(endpoint)) });
  const source = await streamSource({ endpoint, tableName, file: null, log });
  const { server, url } = await startServer({
    port: 0,
    corsOrigins: [],
    log,
    http,
    local: {
      "POST /local/tokens": async (body) => {
        const token = await signIns.token(TokenRequest.parse(JSON.parse(body)), table, clock.now());
        return answerWith(201, "application/json", JSON.stringify({ token }));
      },
    },
  });
  return {
    clock,
    behind,
    source,
    sink,
    table,
    tableName,
    lines,
    as: async (office) => clientOf(url, (await clientOf(url, null).post("/local/tokens", office)).body.token),
    rows: () => rowsOf(endpoint, tableName),
    faults: () => faultsIn(endpoint, tableName),
    async close() {
      source.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await sink.close();
    },
  };
}

/** Ids one after the other: whoever asks in the same order gets the same. */
function counted(): () => string {
  let n = 0;
  return () => `00000000-0000-4000-8000-${String(++n).padStart(12, "0")}`;
}
