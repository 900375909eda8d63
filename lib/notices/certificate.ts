import { chainFaults, digestOf } from "../ledger/chain.ts";
import { eachChain } from "../ledger/store.ts";
import type { Table } from "../platform/dynamo.ts";
import { seal } from "../platform/key-ring.ts";
import type { KeyRing } from "../platform/key-ring.ts";
import { formatInstant } from "../platform/zone.ts";
import { countingOf, noticeOf } from "./given.ts";
import type { Convocation } from "../convocations/model.ts";
import type { Certificate, MemberNotice } from "./model.ts";

export const CERTIFICATE = "certificate";

/** What can be proved of a convocation now: of several channels of a member, the first counts (Ley 39/2015, 41.7). */
export async function certificateOf(
  table: Table,
  convocation: Convocation,
  ring: KeyRing,
  now: number,
): Promise<Certificate> {
  const { municipality, session, n, digest, convenedAt } = convocation;
  const counts = countingOf(convocation);
  const notices: Certificate["notices"] = [];
  const members = new Map<string, boolean | null | "not-given">();
  const faults = isAsDecided(convocation) ? [] : ["The convocation is not as it was decided."];
  let isComplete = false;
  for await (const chain of eachChain(table, municipality, session, n)) {
    const notice = noticeOf(chain, counts.from);
    const { id, state } = notice;
    notices.push(lineOf(notice));
    for (const { at, message } of chainFaults(chain, digest, ring))
      faults.push(`The record of ${id} is not as it was written: its event ${at + 1} ${message}.`);
    isComplete ||= chain.some(({ event }) => event === "notified");
    // Who is no member any more does not count, whatever they were told.
    if (notice.channel !== "page" && state !== "withdrawn") count(members, notice);
  }
  const all = [...members.values()];
  const number = (of: (typeof all)[number]): number => all.filter((each) => each === of).length;
  const totals = {
    members: all.length,
    given: all.length - number("not-given"),
    inTime: number(true),
    late: number(false),
    cameLater: number(null),
    notGiven: number("not-given"),
  };
  const because = [
    ...faults,
    ...(isComplete ? [] : ["Not every member has been given a notice yet."]),
    ...reasons(convocation, totals),
  ];
  const content = {
    municipality,
    session,
    n,
    convocation: digest,
    convenedAt,
    counts,
    certified: because.length === 0,
    because,
    count: totals,
    notices,
    digest: digestOf([digest, ...notices.map(({ head }) => head)]),
    issuedAt: formatInstant(now),
  };
  return { ...content, seal: seal(ring, CERTIFICATE, digestOf(content)) };
}

/** Whether everything that members were told is as its digest says. */
function isAsDecided({ digest, ...content }: Convocation): boolean {
  return digestOf(content) === digest;
}

function lineOf(notice: MemberNotice): Certificate["notices"][number] {
  const { id, state, lastLawfulMoment, givenAt, givenBy, recordedAt, inTime, head } = notice;
  return { id, state, lastLawfulMoment, givenAt, givenBy, recordedAt, inTime, head };
}

/** Given in time over one channel is given in time. */
function count(
  members: Map<string, boolean | null | "not-given">,
  { seat, tenure, givenAt, inTime }: Omit<MemberNotice, "events" | "addressee">,
): void {
  const member = `${seat}.${tenure}`;
  const known = members.get(member);
  const before = known === undefined ? "not-given" : known;
  const is = givenAt === null ? "not-given" : inTime;
  const rank = (each: typeof before): number =>
    each === true ? 3 : each === null ? 2 : each === false ? 1 : 0;
  members.set(member, rank(is) > rank(before) ? is : before);
}

const NO_RULE = "No rule asks for a notice before a day: there is nothing to certify.";
const NO_TERM = "A session is called off without a term: there is nothing to certify.";

function reasons(
  { deadline, type }: Convocation,
  { members, inTime, late, notGiven }: Certificate["count"],
): string[] {
  return [
    ...(deadline ? [] : [type === "cancellation" ? NO_TERM : NO_RULE]),
    ...(deadline?.provisional
      ? [
          "A calendar that the time limit was counted over was not confirmed: it is provisional, and never certified.",
        ]
      : []),
    ...(members > 0 && inTime === 0 ? ["Of no member it is on record that they were told in time."] : []),
    ...(members === 0 ? ["Nobody is on record as told: no seat was held by anyone who is known."] : []),
    ...(late > 0 ? [`${late} of ${members} members were told after their last lawful moment.`] : []),
    ...(notGiven > 0
      ? [`Of ${notGiven} of ${members} members it is not on record that their notice was given.`]
      : []),
  ];
}
