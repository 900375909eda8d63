import { findBody } from "../bodies/store.ts";
import { Refusal } from "../errors.ts";
import { digestOf } from "../ledger/chain.ts";
import { rulesOn } from "../law/store.ts";
import { Vote } from "../meetings/vote-model.ts";
import { warningBefore } from "../minutes/warning.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Asked, Context, Operation } from "../platform/contract.ts";
import { formatInstant } from "../platform/zone.ts";
import { loadSession } from "../sessions/store.ts";
import { keys } from "../table.ts";
import type { AgreementCertificate } from "./certificate-model.ts";
import { certificatePage } from "./certificate-page.ts";
import { minutesOf } from "./minutes.ts";
import type { agreements } from "./routes.ts";
import { isInside } from "./show.ts";
import { loadAgreement, noSuchAgreement } from "./store.ts";

type Chart = typeof agreements;

export const getAgreementCertificate: Operation<Chart["getAgreementCertificate"]> = async (
  request,
  context,
) => ({ status: 200, body: await certified(request, context) });

export const showAgreementCertificate: Operation<Chart["showAgreementCertificate"]> = async (
  request,
  context,
) => {
  const certificate = await certified(request, context);
  const [town, body] = await Promise.all([
    loadMunicipality(context.table, certificate.municipality, "eventually"),
    findBody(context.table, certificate.municipality, certificate.body),
  ]);
  const { timeZone, language } = town;
  const bodyName = body?.name ?? town.name;
  return { status: 200, body: certificatePage({ certificate, bodyName, timeZone, language }) };
};

/** A certificate, for whoever may see the agreement; 404 while its session is still open. */
async function certified(
  request: Pick<Asked<Chart["getAgreementCertificate"]>, "path" | "caller">,
  context: Context,
): Promise<AgreementCertificate> {
  const { municipality: town, session: id, agreement: n } = request.path;
  const { table, now } = context;
  const [agreement, session] = await Promise.all([
    loadAgreement(table, town, { session: id, n }),
    loadSession(table, town, id),
  ]);
  const { body, item, text } = agreement;
  const isMember = await isInside(context, request, { municipality: town, body });
  const isPublic = agreement.access === "public" && session.status === "held";
  if (!isMember && !isPublic) throw noSuchAgreement(id, n);
  if (session.status !== "held")
    throw new Refusal("not-found", "There is no certificate yet: the session is not over.");
  const [minutes, vote] = await Promise.all([
    minutesOf(table, town, id),
    agreement.vote === null ? undefined : table.get(keys.vote(town, id, agreement.vote)),
  ]);
  const { title, start } = session;
  const warning = minutes.approved
    ? null
    : warningBefore(await rulesOn(table, town, body, start.slice(0, 10)));
  const content = {
    municipality: town,
    body,
    session: id,
    title,
    start,
    n,
    item,
    text,
    vote: vote ? certifiedVote(Vote.parse(vote)) : null,
    minutes,
    warning,
  };
  return { ...content, digest: digestOf(content), issuedAt: formatInstant(now) };
}

const certifiedVote = ({ n, method, counts, majority, outcome, at }: Vote): AgreementCertificate["vote"] => ({
  n,
  method,
  counts,
  majority,
  outcome,
  at,
});
