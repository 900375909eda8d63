import type { StoredBody } from "../bodies/model.ts";
import { eachChain } from "../ledger/store.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { parseInstant } from "../platform/zone.ts";
import { eachAlert } from "./alerts.ts";
import { countingOf, noticeOf } from "../notices/given.ts";
import type { Convocation } from "./model.ts";
import type { AlertCode } from "./outlook-model.ts";
import { tellWrites } from "./tell.ts";

const DAY = 86_400_000;

/**
 * Tells the secretary, once each, of letters that have to be served, and near the last lawful moment of notices of which it
 * is not on record that they were given.
 */
export async function tellOfUngiven(
  table: Table,
  body: StoredBody,
  convocation: Convocation,
  now: number,
): Promise<Write[]> {
  const { municipality, session, n, deadline } = convocation;
  if (!deadline) return [];
  const { from } = countingOf(convocation);
  const given = new Map<string, boolean>();
  let hasLetters = false;
  for await (const chain of eachChain(table, municipality, session, n)) {
    const { seat, tenure, channel, state, givenAt } = noticeOf(chain, from);
    if (channel === "page" || state === "withdrawn") continue;
    hasLetters ||= state === "to-print";
    given.set(`${seat}.${tenure}`, (given.get(`${seat}.${tenure}`) ?? false) || givenAt !== null);
  }
  const isNear = now > (parseInstant(deadline.strictest) ?? 0) - DAY;
  const codes: AlertCode[] = [
    ...(hasLetters ? ["to-serve" as const] : []),
    ...(isNear && [...given.values()].includes(false) ? ["unproven" as const] : []),
  ];
  const known = new Set<AlertCode>();
  for await (const { code } of eachAlert(table, municipality, session)) known.add(code);
  const told = { until: deadline.strictest, now };
  const of = { municipality, id: session };
  const writes = codes
    .filter((code) => !known.has(code))
    .map((code) => tellWrites(table, body, of, { ...told, code }));
  return distinct((await Promise.all(writes)).flat());
}

/** A transaction touches an item once: two alerts of one moment share the timer that covers their mails. */
const distinct = (writes: readonly Write[]): Write[] => [
  ...new Map(
    writes.map((write) => [JSON.stringify("put" in write ? [write.put.pk, write.put.sk] : write), write]),
  ).values(),
];
