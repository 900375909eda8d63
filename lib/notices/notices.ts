import { membership, secretariat } from "../bodies/offices.ts";
import { removeAlert } from "../convocations/alerts.ts";
import type { Convocation } from "../convocations/model.ts";
import { loadConvocation } from "../convocations/store.ts";
import { badInput, Refusal } from "../errors.ts";
import { append } from "../ledger/append.ts";
import type { Addressee, ChainOf, Channel, Facts, LedgerEvent } from "../ledger/model.ts";
import { chainPage, eachChain, loadChain } from "../ledger/store.ts";
import { letterPage } from "../mail/letter-page.ts";
import { recipientOf, summonsTo } from "../outbox/summons.ts";
import type { Caller } from "../platform/caller.ts";
import { carryOut } from "../platform/commit.ts";
import type { Context, Operation } from "../platform/contract.ts";
import { officesAt } from "../platform/permit.ts";
import { formatInstant, parseInstant } from "../platform/zone.ts";
import { findSeat } from "../seats/store.ts";
import { countingOf, noticeOf } from "./given.ts";
import type { MemberNotice } from "./model.ts";
import type { notices } from "./routes.ts";

type Chart = typeof notices;

export const listNotices: Operation<Chart["listNotices"]> = async (
  { path, query, caller },
  { table, permit, allows, now },
) => {
  const { municipality, session, n } = path;
  const convocation = await loadConvocation(table, municipality, session, n);
  const place = { municipality, body: convocation.body };
  await permit(membership, place);
  const isKeeper = await allows(secretariat, place);
  const offices = isKeeper || !caller ? [] : await officesAt(table, caller, municipality, now);
  const own = new Set(offices.flatMap(({ body, seat }) => (body === convocation.body && seat ? [seat] : [])));
  const { from } = countingOf(convocation);
  const { chains, cursor } = await chainPage(table, [municipality, session, n], query);
  const all = chains.map((chain) => noticeOf(chain, from));
  const theirs = (notice: MemberNotice): boolean => own.has(notice.seat) && isTheirs(notice, caller);
  const items = isKeeper ? all : all.filter(theirs).map(plain);
  return { status: 200, body: { items, cursor } };
};

/** Whether a notice went to this very caller, and not to whoever sat there before. */
const isTheirs = ({ addressee }: MemberNotice, caller: Caller | null): boolean =>
  addressee !== null && "person" in addressee
    ? (caller?.persons ?? []).some(({ person }) => person === addressee.person)
    : true;

/** Without what only serves to prove it. */
function plain(notice: MemberNotice): MemberNotice {
  const events = notice.events.map((event) => {
    const { addressSeal: _, messageId: __, bytesDigest: ___, ...rest } = event;
    return rest;
  });
  return { ...notice, events };
}

interface Path {
  readonly municipality: string;
  readonly session: string;
  readonly n: number;
  /** "seat.tenure.channel" */
  readonly notice: string;
}

/** The notice that a path names, and what is on record of it. */
async function noticeAt({ table, permit }: Context, { municipality, session, n, notice }: Path) {
  const convocation = await loadConvocation(table, municipality, session, n);
  await permit(secretariat, { municipality, body: convocation.body });
  const [seat = "", tenure = "", channel = ""] = notice.split(".");
  const of: ChainOf = { municipality, session, n, seat, tenure: Number(tenure), channel: channel as Channel };
  return { convocation, of, chain: await loadChain(table, of) };
}

const noSuchNotice = ({ notice }: Path): Refusal =>
  new Refusal("not-found", `There is no notice '${notice}': see the list of notices.`);

export const serveNotice: Operation<Chart["serveNotice"]> = async (
  { path, body: input, caller },
  context,
) => {
  const { table, now } = context;
  const { convocation, of, chain } = await noticeAt(context, path);
  if (of.channel !== "paper")
    throw new Refusal("wrong-state", `Only a letter is served: take '${of.seat}.${of.tenure}.paper'.`);
  const served = parseInstant(input.servedAt) ?? 0;
  if (served > now || served < (parseInstant(convocation.convenedAt) ?? 0))
    throw badInput([
      ["$.servedAt", `must be between ${convocation.convenedAt}, when members were convened, and now`],
    ]);
  const servedAt = formatInstant(served);
  const facts: Facts = { event: "served", at: formatInstant(now), by: caller?.id ?? "", ...input, servedAt };
  const before = chain.length > 0 ? chain : await begin(context, convocation, of, path);
  const isThere = before.findLast(({ event }) => event === "served")?.servedAt === servedAt;
  const last = before.at(-1);
  if (!isThere && last) await append(context, of, last, facts);
  await clearServed(context, convocation);
  const after = await loadChain(table, of);
  return { status: 200, body: noticeOf(after, countingOf(convocation).from) };
};

/** Once every letter is served, the secretary has nothing to look at there any more. */
async function clearServed({ table }: Context, { municipality, session, n }: Convocation): Promise<void> {
  for await (const chain of eachChain(table, municipality, session, n))
    if (chain[0]?.channel === "paper" && noticeOf(chain, "sent").state === "to-print") return;
  for (const code of ["bounced", "to-serve"] as const)
    await carryOut(table, [removeAlert(municipality, session, code)]);
}

/** A member who was written to by mail may be served on paper, too: the first of both counts (41.7). */
async function begin(
  context: Context,
  { digest }: Convocation,
  of: ChainOf,
  path: Path,
): Promise<LedgerEvent[]> {
  const [byMail] = await loadChain(context.table, { ...of, channel: "mail" });
  if (!byMail) throw noSuchNotice(path);
  const { addressee, lastLawfulMoment } = byMail;
  const facts = {
    event: "decided" as const,
    at: formatInstant(context.now),
    by: "secretariat",
    addressee,
    lastLawfulMoment,
  };
  await append(context, of, { sequence: 0, digest }, facts);
  return loadChain(context.table, of);
}

export const showLetter: Operation<Chart["showLetter"]> = async ({ path }, context) => {
  const { convocation, of, chain } = await noticeAt(context, path);
  const addressee: Addressee | undefined = chain[0]?.addressee;
  if (!addressee || of.channel === "page") throw noSuchNotice(path);
  const { municipality, body } = convocation;
  const seat = await findSeat(context.table, municipality, body, of.seat);
  const recipient = await recipientOf(context, { municipality, addressee, label: seat?.label ?? null });
  const entry = { ...of, what: "notice" as const, decidedAt: convocation.convenedAt };
  return { status: 200, body: letterPage(await summonsTo(context, convocation, entry, recipient)) };
};
