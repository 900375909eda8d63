import { findBody } from "../bodies/store.ts";
import { findOutlook } from "../convocations/outlook-store.ts";
import { memberKey } from "../ledger/store.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { formatCivil } from "../platform/civil.ts";
import type { Platform } from "../platform/platform.ts";
import { civilOf, parseInstant } from "../platform/zone.ts";
import { findSession } from "../sessions/store.ts";
import type { OutboxEntry } from "./model.ts";
import { recipientOf } from "./summons.ts";
import type { Addressed, NoMail } from "./summons.ts";

/** What is needed to tell a secretary. */
export async function alertFor(platform: Platform, entry: OutboxEntry): Promise<Addressed | NoMail> {
  const { table, publicUrl, sender } = platform;
  const { municipality, session: id, body: bodyId, code, lastLawfulMoment } = entry;
  const [town, body, session, outlook] = await Promise.all([
    loadMunicipality(table, municipality, "eventually"),
    findBody(table, municipality, bodyId),
    findSession(table, municipality, id),
    findOutlook(table, { municipality, id }),
  ]);
  if (!body || !session || code === null) return "superseded";
  const person = await recipientOf(platform, entry);
  const email = person.email ?? body.contact?.email ?? town.contact?.email ?? null;
  if (email === null) return "no-address";
  const until = lastLawfulMoment === null ? null : (parseInstant(lastLawfulMoment) ?? 0);
  const alert = {
    code,
    bodyName: body.name,
    title: session.title,
    start: session.start,
    until: until === null ? null : formatCivil(civilOf(until, session.timeZone)),
    missing: code === "not-ready" || code === "overdue" ? (outlook?.missing ?? []) : [],
    url: `${publicUrl}/v1/municipalities/${municipality}/sessions/${id}`,
    language: person.language,
    townLanguage: town.language,
    email,
    sender,
    messageId: `${code}.${parseInstant(entry.decidedAt) ?? 0}.${memberKey(entry)}.${id}@${municipality}.convoca`,
    decidedAt: parseInstant(entry.decidedAt) ?? 0,
  };
  return { what: "alert", email, alert };
}
