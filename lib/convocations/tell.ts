import type { StoredBody } from "../bodies/model.ts";
import type { Addressee } from "../ledger/model.ts";
import { putNewEntry } from "../outbox/store.ts";
import type { OutboxEntry } from "../outbox/model.ts";
import type { Table } from "../platform/dynamo.ts";
import { setTimer } from "../platform/timers.ts";
import type { Write } from "../platform/writes.ts";
import { holds } from "../platform/validity.ts";
import { dateAt, formatInstant } from "../platform/zone.ts";
import { eachSeat } from "../seats/store.ts";
import { putAlert, removeAlert } from "./alerts.ts";
import type { AlertCode } from "./outlook-model.ts";
import { resendTimer } from "./timers.ts";

/** The session that it is about. */
interface Of {
  readonly municipality: string;
  readonly id: string;
}

interface Told {
  readonly code: AlertCode;
  /** By when something is to be done. */
  readonly until: string | null;
  readonly now: number;
}

const STAGES: readonly AlertCode[] = ["not-ready", "to-review", "overdue", "missed"];

/** How long the stream is given before what it should have sent is looked for. */
export const STREAM_MILLISECONDS = 120_000;

/** A secretary is told of something, by mail and on the town's list of what is to be looked at. */
export const tellWrites = async (
  table: Table,
  body: StoredBody,
  session: Of,
  told: Told,
): Promise<Write[]> => [
  ...listWrites(body, session, told),
  ...(await mailWrites(table, body, session, told)),
];

/** On the list. Of a convocation that is to come, only how it stands now is to be looked at. */
export const listWrites = (
  { id: body }: StoredBody,
  { municipality, id: session }: Of,
  { code, until, now }: Told,
): Write[] => [
  ...(STAGES.includes(code)
    ? STAGES.filter((each) => each !== code).map((each) => removeAlert(municipality, session, each))
    : []),
  putAlert({ municipality, body, session, code, since: formatInstant(now), until }),
];

/** By mail. */
export async function mailWrites(
  table: Table,
  body: StoredBody,
  { municipality, id: session }: Of,
  { code, until, now }: Told,
): Promise<Write[]> {
  const entry: OutboxEntry = {
    municipality,
    body: body.id,
    session,
    n: 0,
    seat: "secretariat",
    tenure: 0,
    channel: "mail",
    what: "alert",
    addressee: await secretaryOf(table, body, now),
    label: null,
    decidedAt: formatInstant(now),
    lastLawfulMoment: until,
    head: null,
    code,
    attempts: 0,
    notBefore: null,
    version: 1,
  };
  return [putNewEntry(entry), setTimer(resendTimer(municipality, session, 0, now + STREAM_MILLISECONDS))];
}

/** Whoever sits as the body's secretary; else the body's own address. */
async function secretaryOf(
  table: Table,
  { municipality, id, timeZone }: StoredBody,
  now: number,
): Promise<Addressee> {
  for await (const { role, titular, ...seat } of eachSeat(table, municipality, id))
    if (role === "secretary" && titular !== null && holds(seat, dateAt(now, timeZone)) === "yes")
      return { person: titular };
  return { everyone: true };
}
