import { findConvocation } from "../convocations/store.ts";
import { membersOn } from "../convocations/members.ts";
import { resendTimer, versionOf } from "../convocations/timers.ts";
import { STREAM_MILLISECONDS } from "../convocations/tell.ts";
import { currentOf } from "../ledger/chain.ts";
import type { LedgerEvent } from "../ledger/model.ts";
import { loadChain, memberKey } from "../ledger/store.ts";
import { unlessRefused } from "../errors.ts";
import { carryOut } from "../platform/commit.ts";
import type { Work } from "../platform/tick.ts";
import { setTimer, takeTimer } from "../platform/timers.ts";
import { parseInstant } from "../platform/zone.ts";
import { findSession } from "../sessions/store.ts";
import { declined } from "../answers/store.ts";
import { putNewEntry } from "./store.ts";

/** Whoever was not told in the first place, or whose mail came back, is not reminded of it. */
const reachedBy = (events: readonly LedgerEvent[]): boolean => {
  const current = currentOf(events).map(({ event }) => event);
  const isLost = current.some((event) => event === "bounced" || event === "refused" || event === "withdrawn");
  return !isLost && current.some((event) => event === "sent" || event === "delivered");
};

/** Reminds members by mail of a session that they are convened to, but those who said that they will not come. */
export const remindMembers: Work = async (timer, platform) => {
  const { table } = platform;
  const { town: municipality, session: id, n } = versionOf(timer);
  const now = platform.clock();
  const [convocation, session] = await Promise.all([
    findConvocation(table, municipality, id, n),
    findSession(table, municipality, id),
  ]);
  const start = parseInstant(session?.startUtc ?? "") ?? 0;
  if (!convocation || session?.status !== "convened" || session.convocations !== n || start <= now)
    return carryOut(table, [takeTimer(timer)]);
  const absent = await declined(table, municipality, id, session.start);
  const { body, start: local } = convocation;
  for await (const group of membersOn(table, municipality, body, local.slice(0, 10))) {
    const written = group.filter(
      ({ email, seat, tenure }) => email !== null && !absent.has(memberKey({ seat, tenure })),
    );
    await Promise.all(
      written.map(async ({ seat, tenure, label, addressee }) => {
        const chain = { municipality, session: id, n, seat, tenure, channel: "mail" as const };
        const events = await loadChain(table, chain);
        const last = events.at(-1);
        const isReminded = events.some(({ event, at }) => event === "reminded" && at >= timer.due);
        if (!last || isReminded || !reachedBy(events)) return;
        const entry = putNewEntry({
          ...chain,
          body,
          what: "reminder",
          addressee,
          label,
          decidedAt: timer.due,
          lastLawfulMoment: null,
          head: { sequence: last.sequence, digest: last.digest },
          code: null,
          attempts: 0,
          notBefore: null,
          version: 1,
        });
        // One that is there already, from a run that was cut short, is on its way.
        await carryOut(table, [{ ...entry, when: "absent" }]).catch(unlessRefused);
      }),
    );
  }
  const soon = resendTimer(municipality, id, n, now + STREAM_MILLISECONDS);
  await carryOut(table, [setTimer(soon), takeTimer(timer)]);
};
