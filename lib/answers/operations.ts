import { secretariat } from "../bodies/offices.ts";
import { findBody } from "../bodies/store.ts";
import { opens } from "../convocations/answer-link.ts";
import { Refusal } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Context, Operation } from "../platform/contract.ts";
import type { Table } from "../platform/dynamo.ts";
import { formatInstant, parseInstant } from "../platform/zone.ts";
import type { StoredSeat } from "../seats/model.ts";
import { loadSeat } from "../seats/store.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { loadSession } from "../sessions/store.ts";
import { answerPage } from "./answer-page.ts";
import type { Answer, AnswerInput } from "./model.ts";
import { answersAsPerson, excuseWrites, whoseReason } from "./reason.ts";
import type { answers } from "./routes.ts";
import { findAnswer, isCurrent, putAnswer as put } from "./store.ts";
import { mayBeSubstituted, substitutesRule } from "./substitute.ts";

type Chart = typeof answers;
interface Path {
  readonly municipality: string;
  readonly session: string;
  readonly seat: string;
}

export const putAnswer: Operation<Chart["putAnswer"]> = async ({ path, query, body }, context) => ({
  status: 200,
  body: (await answer(path, query.key, body, context)).answered,
});

export const showAnswerForm: Operation<Chart["showAnswerForm"]> = async ({ path, query }, context) => {
  const { seat, session } = await admitted(path, query.key, context);
  const found = await findAnswer(context.table, path.municipality, path.session, seat.id);
  const before = found && isCurrent(found, { ...seat, start: session.start }) ? found : null;
  return { status: 200, body: await shown(path, seat, before, context) };
};

export const sendAnswerForm: Operation<Chart["sendAnswerForm"]> = async ({ path, query, body }, context) => {
  const { reply, reason = "" } = body;
  const said = { reply, ...(reason !== "" && { reason }) };
  const { answered, seat } = await answer(path, query.key, said, context);
  return { status: 200, body: await shown(path, seat, answered, context) };
};

/** The seat as it stands, if the body still has it. */
const presentSeat = (table: Table, { municipality, body }: StoredFullSession, id: string) =>
  loadSeat(table, municipality, body, id);

/** Whoever holds the link, the seat, or the secretary's office for whom was told by them. */
export async function admitted(
  { municipality, session: id, seat: seatId }: Path,
  key: string | undefined,
  context: Context,
  seatOf = presentSeat,
) {
  const { table } = context;
  const session = await loadSession(table, municipality, id);
  const seat = await seatOf(table, session, seatId);
  const place = { municipality, body: session.body };
  if (key !== undefined) {
    if (!opens(await context.keys(), key, { municipality, session: id, seat: seatId, tenure: seat.tenure }))
      throw new Refusal("forbidden", "This link is not valid (any more): ask the secretary of the body.");
    return { session, seat, by: "link" as const };
  }
  if (await context.allows(["member"], { ...place, seat: seatId }))
    return { session, seat, by: "member" as const };
  await context.permit(secretariat, place);
  return { session, seat, by: "secretary" as const };
}

async function answer(
  path: Path,
  key: string | undefined,
  input: AnswerInput,
  context: Context,
): Promise<{ readonly answered: Answer; readonly seat: StoredSeat }> {
  const { table, now, commit } = context;
  const { session, seat, by } = await admitted(path, key, context);
  const { municipality, id, status, convocations, startUtc } = session;
  if (status !== "convened")
    throw new Refusal("wrong-state", `Members answer once they are convened; this session is ${status}.`);
  if ((parseInstant(startUtc ?? "") ?? 0) <= now)
    throw new Refusal("wrong-state", "It has begun: the secretary keeps who is there.");
  const { reply, reason, substitute = null } = input;
  const excuse = reason === undefined ? null : whoseReason(seat, session);
  if (reply === "substitute") await mayBeSubstituted(table, seat, session, substitute);
  const before = await findAnswer(table, municipality, id, seat.id);
  const said = {
    municipality,
    session: id,
    seat: seat.id,
    tenure: seat.tenure,
    reply,
    substitute,
    n: convocations,
    start: session.start,
    at: formatInstant(now),
    by,
    version: (before?.version ?? 0) + 1,
  };
  const { body: answered } = await commit(
    { status: 200, body: said },
    [
      put({ ...said, excuse }, before?.version ?? null),
      ...excuseWrites({ ...said, excuse }, before?.excuse ?? null, reason),
    ],
    { session: id, seat: seat.id },
  );
  return { answered, seat };
}

async function shown(
  { municipality, session: id }: Path,
  seat: StoredSeat,
  before: Answer | null,
  { table, now }: Context,
): Promise<string> {
  const session = await loadSession(table, municipality, id);
  const [town, body, rule] = await Promise.all([
    loadMunicipality(table, municipality, "eventually"),
    findBody(table, municipality, session.body),
    substitutesRule(table, session),
  ]);
  return answerPage({
    session,
    bodyName: body?.name ?? town.name,
    language: town.language,
    reply: before?.reply ?? null,
    isOpen: session.status === "convened" && (parseInstant(session.startUtc ?? "") ?? 0) > now,
    takesReason: answersAsPerson(seat, session) !== null,
    takesSubstitute: rule?.value !== "none",
  });
}
