import { carryOut } from "../platform/commit.ts";
import type { Work } from "../platform/tick.ts";
import { setTimer, takeTimer } from "../platform/timers.ts";
import { formatInstant, parseInstant } from "../platform/zone.ts";
import { resendTimer, versionOf } from "../convocations/timers.ts";
import { sendEntry } from "./send.ts";
import { eachEntry, outboxKey } from "./store.ts";
import type { OutboxEntry } from "./model.ts";

const AT_ONCE = 8;
const AGAIN_MILLISECONDS = 120_000;

/** Sends what is still in the outbox of a version and in nobody's hands; what is left then is looked at again. */
export const resendMail: Work = async (timer, platform) => {
  const { town, session, n } = versionOf(timer);
  const { table } = platform;
  let batch: OutboxEntry[] = [];
  const failures: unknown[] = []; // one that fails keeps none of the others
  const flush = async (): Promise<void> => {
    const outcomes = await Promise.allSettled(batch.map((entry) => sendEntry(outboxKey(entry), platform)));
    for (const outcome of outcomes) if (outcome.status === "rejected") failures.push(outcome.reason);
    batch = [];
  };
  for await (const entry of eachEntry(table, town, session, n)) {
    batch.push(entry);
    if (batch.length === AT_ONCE) await flush();
  }
  await flush();
  if (failures.length > 0) throw failures[0];
  const next = await earliest(eachEntry(table, town, session, n));
  const due = Math.max(next ?? 0, platform.clock() + AGAIN_MILLISECONDS);
  await carryOut(table, [
    ...(next === null ? [] : [setTimer(resendTimer(town, session, n, due))]),
    takeTimer(timer),
  ]);
};

/** When the first of what is left may be tried; null when nothing is. */
async function earliest(entries: AsyncIterable<OutboxEntry>): Promise<number | null> {
  let first: number | null = null;
  for await (const { notBefore } of entries) {
    const at = parseInstant(notBefore ?? formatInstant(0)) ?? 0;
    if (first === null || at < first) first = at;
  }
  return first;
}
