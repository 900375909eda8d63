import { isDeepStrictEqual } from "node:util";
import { membership, secretariat } from "../bodies/offices.ts";
import { findConvocation } from "../convocations/store.ts";
import { lookTimer } from "../convocations/timers.ts";
import { Refusal } from "../errors.ts";
import { rulesOn } from "../law/store.ts";
import { proposedItems, waitingOf, withoutProposed, withProposed } from "../minutes/waiting.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Context, Operation } from "../platform/contract.ts";
import { mustMatch } from "../platform/http.ts";
import { setTimer } from "../platform/timers.ts";
import type { Write } from "../platform/writes.ts";
import { formatInstant } from "../platform/zone.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { go } from "../sessions/states.ts";
import { loadSession, putSession } from "../sessions/store.ts";
import { namedDocuments } from "./documents.ts";
import { missingFor } from "./missing.ts";
import type { AgendaItem, FrozenAgenda, Order, StoredAgenda } from "./model.ts";
import { isOfThePast, recordedAgenda, recordingWrites } from "./past.ts";
import { presidingSeat } from "./preside.ts";
import { mustNameAgreements, proposalsFor } from "./proposals.ts";
import type { agendas } from "./routes.ts";
import { plainOrder, publicPart } from "./show.ts";
import { findAgenda, frozen, putAgenda as put } from "./store.ts";
import { contentsOf } from "./texts.ts";

export { listProposals } from "./proposals.ts";

type Chart = typeof agendas;

/** What is frozen with the rules and the deadline has to fit an item of the table, twice: once for retries. */
const MOST_BYTES = 200_000;

export const getAgenda: Operation<Chart["getAgenda"]> = async ({ path, query, caller }, context) => {
  const { municipality: town, session: id } = path;
  const session = await loadSession(context.table, town, id);
  const place = { municipality: town, body: session.body };
  if (query.draft) {
    await context.permit(secretariat, place);
    const draft = await findAgenda(context.table, town, id);
    if (!draft) throw new Refusal("not-found", "Nobody has written it yet: PUT it here.");
    return { status: 200, body: await shown(context, session, draft) };
  }
  const convocation = await convenedWith(context, session);
  const recorded = convocation ? null : await recordedAgenda(context.table, session);
  const agenda = convocation?.agenda ?? recorded;
  if (!agenda)
    throw new Refusal(
      "not-found",
      "Members are not convened yet; the secretariat reads it with `?draft=true`.",
    );
  const isInside = caller !== null && (await context.allows(membership, place));
  const contents = isInside ? agenda : publicPart(agenda);
  return {
    status: 200,
    body: {
      municipality: town,
      session: id,
      state: recorded ? "recorded" : "convened",
      ...contents,
      order: plainOrder((convocation ?? recorded)?.order ?? null),
      ready: true,
      proposed: [],
      changedSinceConvened: false,
      missing: [],
      proposals: [],
      convocation: convocation?.n ?? null,
      version: 0,
    },
  };
};

export const putAgenda: Operation<Chart["putAgenda"]> = async (
  { path, body: input, ifMatch, caller },
  context,
) => {
  const { municipality: town, session: id } = path;
  const { table, now, permit } = context;
  const [{ language, timeZone }, session, before] = await Promise.all([
    loadMunicipality(table, town, "eventually"),
    loadSession(table, town, id),
    findAgenda(table, town, id),
  ]);
  await permit(secretariat, { municipality: town, body: session.body });
  if (before && ifMatch === null)
    throw new Refusal("version-needed", "It is there already: read it with `?draft=true` and send its ETag.");
  if (before) mustMatch(ifMatch, before.version);
  const { kept, writes } = await namedDocuments(table, session, input);
  const contents = contentsOf(input, language, kept);
  if (Buffer.byteLength(JSON.stringify(contents)) > MOST_BYTES)
    throw new Refusal(
      "too-large",
      `An agenda may have ${MOST_BYTES} bytes: put what is long into documents.`,
    );
  await mustNameAgreements(table, session, contents);
  const { start, kind } = session;
  const recorded = { seat: null, recordedBy: caller?.id ?? "", at: formatInstant(now), start, kind };
  const agenda: StoredAgenda = {
    municipality: town,
    session: id,
    ...contents,
    order: input.order ? { ...input.order, ...recorded } : stillOrdered(before, contents),
    ready: input.ready,
    updatedAt: formatInstant(now),
    version: (before?.version ?? 0) + 1,
  };
  const onSession = isOfThePast(session) ? recordingWrites(session) : touched(session, timeZone, now);
  return context.commit(
    { status: before ? 200 : 201, body: await shown(context, session, agenda) },
    [put(agenda, before?.version ?? null), ...onSession, ...writes],
    { session: id, version: agenda.version },
  );
};

/** What a president signed off is what they saw: another agenda needs their order again. */
const stillOrdered = (before: StoredAgenda | null, contents: object): Order | null =>
  before && isDeepStrictEqual(frozen(before), contents) ? before.order : null;

export const orderConvocation: Operation<Chart["orderConvocation"]> = async (
  { path, body: input, ifMatch, caller },
  context,
) => {
  const { municipality: town, session: id } = path;
  const { table, now } = context;
  const [{ timeZone }, session, before] = await Promise.all([
    loadMunicipality(table, town, "eventually"),
    loadSession(table, town, id),
    findAgenda(table, town, id),
  ]);
  await context.permit(membership, { municipality: town, body: session.body });
  if (!before) throw new Refusal("not-found", "There is no agenda yet to convene anyone with.");
  mustMatch(ifMatch, before.version);
  const order = {
    ...input,
    seat: await presidingSeat(context, session),
    recordedBy: caller?.id ?? "",
    at: formatInstant(now),
    start: session.start,
    kind: session.kind,
  };
  const agenda = { ...before, order, updatedAt: order.at, version: before.version + 1 };
  return context.commit(
    { status: 200, body: await shown(context, session, agenda) },
    [put(agenda, before.version), ...touched(session, timeZone, now)],
    { session: id, version: agenda.version, by: order.by },
  );
};

/** A session with an agenda is in someone's hands: generation leaves it alone, and what is due is looked at anew. */
function touched(session: StoredFullSession, zone: string, now: number): Write[] {
  const status = go(session.status, "prepare");
  const after = {
    ...session,
    status,
    touched: true,
    version: session.version + 1,
    updatedAt: formatInstant(now),
  };
  return [
    ...(session.touched ? [] : [putSession(after, zone, session.version)]),
    setTimer(lookTimer(session, now)),
  ];
}

const convenedWith = ({ table }: Context, { municipality, id, convocations }: StoredFullSession) =>
  convocations === 0 ? null : findConvocation(table, municipality, id, convocations);

async function shown(context: Context, session: StoredFullSession, agenda: StoredAgenda) {
  const { table, now } = context;
  const [rules, convocation, waiting, proposals] = await Promise.all([
    rulesOn(table, session.municipality, session.body, session.start.slice(0, 10)),
    convenedWith(context, session),
    waitingOf(table, session.municipality, session.body),
    proposalsFor(context, session, agenda),
  ]);
  const proposed = proposedItems(agenda, session, waiting);
  return {
    ...agenda,
    state: "draft" as const,
    convocation: null,
    proposed,
    changedSinceConvened: convocation !== null && isChanged(convocation.agenda, agenda, proposed),
    missing: missingFor(withProposed(agenda, proposed), session, rules, now),
    proposals,
  };
}

/** Whether convening anew would tell members of another agenda, or of other minutes. */
function isChanged(
  convened: FrozenAgenda | null,
  draft: StoredAgenda,
  proposed: readonly AgendaItem[],
): boolean {
  const told = convened && withoutProposed(convened, draft);
  if (!convened || !isDeepStrictEqual(told, frozen(draft))) return true;
  const known = convened.items.flatMap(({ minutes }) => minutes ?? []);
  return proposed.some(({ minutes }) => !known.some((each) => isDeepStrictEqual(each, minutes)));
}
