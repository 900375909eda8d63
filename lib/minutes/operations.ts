import type { Context, Operation } from "../platform/contract.ts";
import type { Caller } from "../platform/caller.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { loadSession } from "../sessions/store.ts";
import type { Minutes } from "./model.ts";
import { minutesPage } from "./page.ts";
import type { minutes } from "./routes.ts";
import { audienceOf, mayRead, shownMinutes } from "./show.ts";
import type { Audience } from "./states.ts";
import { allMinutes, findMinutes, noSuchMinutes } from "./store.ts";

export { agreeToMinutes } from "./agree.ts";
export { approveMinutes } from "./approve.ts";
export { circulateMinutes } from "./circulate.ts";
export { correctMinutes } from "./correct.ts";
export { sendConformityForm, showConformityForm } from "./link-page.ts";
export { putOpinion } from "./dissent.ts";
export { createMinutes } from "./write.ts";

type Chart = typeof minutes;

export const listMinutes: Operation<Chart["listMinutes"]> = async ({ path, caller }, context) => {
  const { municipality, session: id } = path;
  const { body } = await loadSession(context.table, municipality, id);
  const [as, versions] = await Promise.all([
    audienceOf(caller, context, { municipality, body }),
    allMinutes(context.table, municipality, id),
  ]);
  const items = versions
    .filter((each) => mayRead(each, as))
    .map((each) => ({ ...each, type: each.content.type }));
  return { status: 200, body: { items } };
};

export const getMinutes: Operation<Chart["getMinutes"]> = async ({ path, caller }, context) => {
  const { found, as } = await readable(path, caller, context);
  return { status: 200, body: await shownMinutes(context, found, as) };
};

export const showMinutes: Operation<Chart["showMinutes"]> = async ({ path, query, caller }, context) => {
  const { found, as } = await readable(path, caller, context);
  const [town, shown] = await Promise.all([
    loadMunicipality(context.table, path.municipality, "eventually"),
    shownMinutes(context, found, as),
  ]);
  return { status: 200, body: minutesPage(shown, query.language ?? town.language, town.language) };
};

/** A version that is the caller's to read; to everyone else it is as if there were none. */
async function readable(
  { municipality, session: id, version: n }: { municipality: string; session: string; version: number },
  caller: Caller | null,
  context: Context,
): Promise<{ found: Minutes; as: Audience }> {
  const { body } = await loadSession(context.table, municipality, id);
  const [as, found] = await Promise.all([
    audienceOf(caller, context, { municipality, body }),
    findMinutes(context.table, municipality, id, n),
  ]);
  if (!found || !mayRead(found, as)) throw noSuchMinutes(n);
  return { found, as };
}
