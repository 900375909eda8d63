import { secretariat } from "../bodies/offices.ts";
import { loadBody } from "../bodies/store.ts";
import { Refusal } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Operation } from "../platform/contract.ts";
import { mustMatch } from "../platform/http.ts";
import { given, inLanguage } from "../platform/shapes.ts";
import { dateAt, formatInstant } from "../platform/zone.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { loadSession } from "../sessions/store.ts";
import { adoptedBy, mustLeadSomewhere } from "./ground.ts";
import { minutesAsRead, minutesOf } from "./minutes.ts";
import type { MinutesState } from "./minutes.ts";
import type { StoredAgreement } from "./model.ts";
import type { agreements } from "./routes.ts";
import { isInside, isOverdue, shown } from "./show.ts";
import { goTo } from "./states.ts";
import {
  agreementsOfBody,
  agreementsOfSession,
  agreementWrites,
  countAgreements,
  loadAgreement,
  noSuchAgreement,
} from "./store.ts";
import { trailOf } from "./trail.ts";

export { getAgreementCertificate, showAgreementCertificate } from "./certify.ts";

type Chart = typeof agreements;

export const listAgreements: Operation<Chart["listAgreements"]> = async (request, context) => {
  const { municipality: town, session: id } = request.path;
  const session = await loadSession(context.table, town, id);
  const [{ items, cursor }, isMember] = await Promise.all([
    agreementsOfSession(context.table, town, id, request.query),
    isInside(context, request, { municipality: town, body: session.body }),
  ]);
  return { status: 200, body: { items: await shown(context, town, items, isMember), cursor } };
};

export const listBodyAgreements: Operation<Chart["listBodyAgreements"]> = async (request, context) => {
  const { municipality: town, body } = request.path;
  const { state = null, ...paged } = request.query;
  await loadBody(context.table, town, body);
  const [{ items, cursor }, isMember] = await Promise.all([
    agreementsOfBody(context.table, [town, body], state, paged),
    isInside(context, request, { municipality: town, body }),
  ]);
  return { status: 200, body: { items: await shown(context, town, items, isMember), cursor } };
};

export const getAgreement: Operation<Chart["getAgreement"]> = async (request, context) => {
  const { municipality: town, session, agreement: n } = request.path;
  const found = await loadAgreement(context.table, town, { session, n });
  const isMember = await isInside(context, request, { municipality: town, body: found.body });
  const [[seen], trail] = await Promise.all([
    shown(context, town, [found], isMember),
    trailOf(context.table, found),
  ]);
  if (!seen) throw noSuchAgreement(session, n);
  return { status: 200, body: { ...seen, trail } };
};

const MOST_OF_A_SESSION = 999;

export const createAgreement: Operation<Chart["createAgreement"]> = async (
  { path, body: input },
  context,
) => {
  const { municipality: town } = path;
  const { table, now } = context;
  const [{ language, timeZone }, session] = await Promise.all([
    loadMunicipality(table, town, "eventually"),
    loadSession(table, town, path.session),
  ]);
  await context.permit(secretariat, { municipality: town, body: session.body });
  mustHaveMet(session);
  const [adopted, count, minutes] = await Promise.all([
    adoptedBy(table, session, input),
    countAgreements(table, town, session.id),
    minutesOf(table, town, session.id),
  ]);
  mustBeUnsettled(minutes, "what it agreed is what they say.");
  if (count >= MOST_OF_A_SESSION)
    throw new Refusal("wrong-state", `A session has at most ${MOST_OF_A_SESSION} agreements.`);
  const at = formatInstant(now);
  const agreement: StoredAgreement = {
    ...input,
    ...adopted,
    municipality: town,
    body: session.body,
    session: session.id,
    n: count + 1,
    text: inLanguage(language, input.text),
    note: inLanguage(language, input.note),
    state: "open",
    recordedAt: at,
    updatedAt: at,
    version: 1,
  };
  return context.commit(
    {
      status: 201,
      body: { ...agreement, overdue: isOverdue(agreement, dateAt(now, timeZone)), minutesApproved: false },
      location: `/v1/municipalities/${town}/sessions/${session.id}/agreements/${agreement.n}`,
    },
    [
      ...agreementWrites(null, agreement),
      ...(await mustLeadSomewhere(table, null, agreement)),
      minutesAsRead(town, session.id, minutes),
    ],
    { session: session.id, agreement: agreement.n },
  );
};

/** 409 once members have the minutes: what they agree to, and approve, is not changed under their hands. */
function mustBeUnsettled({ approved, isSettled }: MinutesState, why: string): void {
  if (approved) throw new Refusal("wrong-state", `Its minutes are approved: ${why}`);
  if (isSettled)
    throw new Refusal(
      "wrong-state",
      `Its minutes are with the members: ${why} Draw up a new version of them first, then change it.`,
    );
}

/** 409 unless its members met: who has not begun has agreed nothing. */
function mustHaveMet({ status }: StoredFullSession): void {
  if (status !== "open" && status !== "held")
    throw new Refusal(
      "wrong-state",
      `Agreements are of a session that is open or held; this one is ${status}.`,
    );
}

export const updateAgreement: Operation<Chart["updateAgreement"]> = async (
  { path, body: patch, ifMatch },
  context,
) => {
  const { municipality: town, session, agreement: n } = path;
  const { table, now } = context;
  const [{ language, timeZone }, before] = await Promise.all([
    loadMunicipality(table, town, "eventually"),
    loadAgreement(table, town, { session, n }),
  ]);
  await context.permit(secretariat, { municipality: town, body: before.body });
  mustMatch(ifMatch, before.version);
  const texts = { text: inLanguage(language, patch.text), note: inLanguage(language, patch.note) };
  const after: StoredAgreement = {
    ...before,
    ...given({ ...patch, ...texts }),
    state: patch.state === undefined ? before.state : goTo(before.state, patch.state),
    updatedAt: formatInstant(now),
    version: before.version + 1,
  };
  const minutes = await minutesOf(table, town, session);
  if (patch.text !== undefined)
    mustBeUnsettled(minutes, "its text stays as they say. How it is followed up can still change.");
  const overdue = isOverdue(after, dateAt(now, timeZone));
  return context.commit(
    { status: 200, body: { ...after, overdue, minutesApproved: minutes.approved } },
    [
      ...agreementWrites(before, after),
      ...(await mustLeadSomewhere(table, before, after)),
      ...(patch.text === undefined ? [] : [minutesAsRead(town, session, minutes)]),
    ],
    { session, agreement: n, version: after.version, state: after.state },
  );
};
