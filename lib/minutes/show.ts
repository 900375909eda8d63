import { membership, secretariat } from "../bodies/offices.ts";
import { ruleIn } from "../meetings/rule.ts";
import type { Caller } from "../platform/caller.ts";
import type { Context } from "../platform/contract.ts";
import { awaitedOf } from "./conformity.ts";
import type { MinutesContent } from "./content-model.ts";
import type { Conformity, Opinion } from "./member-model.ts";
import type { Minutes, ShownMinutes } from "./model.ts";
import { audiences, readers } from "./states.ts";
import type { Audience } from "./states.ts";
import { allConformities, allOpinions } from "./store.ts";
import { warningOf } from "./warning.ts";

/** As whom somebody reads the minutes of a body. */
export async function audienceOf(
  caller: Caller | null,
  { allows }: Pick<Context, "allows">,
  place: { readonly municipality: string; readonly body: string },
): Promise<Audience> {
  if (caller === null) return "everyone";
  if (await allows(secretariat, place)) return "secretariat";
  return (await allows(membership, place)) ? "membership" : "everyone";
}

/**
 * Whether a version is theirs to read; of a body whose sessions are not public (ROF 113.1.b), members read
 * what others would. What members were sent stays theirs to read, also when a newer version follows.
 */
export function mayRead(
  { status, rules, circulatedAt }: Pick<Minutes, "status" | "rules" | "circulatedAt">,
  as: Audience,
): boolean {
  const isForMembers = ruleIn(rules, "publicity")?.value === "members";
  const isKnown = readers[status] === "secretariat" && circulatedAt !== null;
  const widest = (readers[status] === "everyone" && isForMembers) || isKnown ? "membership" : readers[status];
  return audiences.indexOf(as) <= audiences.indexOf(widest);
}

/** Of an opinion everyone learns that there is one; its text where its author lets it be read [R]. */
const opinionFor =
  (as: Audience) =>
  (opinion: Opinion): ShownMinutes["opinions"][number] => ({
    ...opinion,
    text: as === "everyone" && opinion.access !== "public" ? null : opinion.text,
  });

/** A version with what hangs on it, as far as it is theirs to read. */
export async function shownMinutes(
  { table }: Pick<Context, "table">,
  minutes: Minutes,
  as: Audience,
): Promise<ShownMinutes> {
  const { municipality, session, n } = minutes;
  const isInside = as !== "everyone";
  const [conformities, opinions] = await Promise.all([
    isInside ? allConformities(table, municipality, session, n) : [],
    allOpinions(table, municipality, session),
  ]);
  return shownWith(minutes, as, conformities, opinions);
}

/** Minutes without what was agreed for members only: their digest is that of the whole. */
function forEveryone(content: MinutesContent): MinutesContent {
  const agreements = content.agreements.filter(isPublic);
  const items = content.items.map((item) => ({ ...item, agreements: item.agreements.filter(isPublic) }));
  return { ...content, items, agreements };
}

const isPublic = ({ access }: MinutesContent["agreements"][number]): boolean => access === "public";

/** The same of what was read before. */
export const shownWith = (
  minutes: Minutes,
  as: Audience,
  conformities: readonly Conformity[],
  opinions: readonly Opinion[],
): ShownMinutes => ({
  ...minutes,
  content: as === "everyone" ? forEveryone(minutes.content) : minutes.content,
  checklist: as === "everyone" ? [] : minutes.checklist,
  conformities: [...conformities],
  awaited: as === "everyone" ? [] : awaitedOf(minutes),
  opinions: opinions.map(opinionFor(as)),
  warning: warningOf(minutes.status, ruleIn(minutes.rules, "certificatesBeforeApproval")),
});
