import { Refusal } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Context, Operation } from "../platform/contract.ts";
import type { StoredSeat } from "../seats/model.ts";
import { loadSeat } from "../seats/store.ts";
import { loadSession } from "../sessions/store.ts";
import { say } from "./agree.ts";
import { conformityPage } from "./conformity-page.ts";
import { opensMinutes } from "./link.ts";
import type { minutes } from "./routes.ts";
import { mayRead, shownMinutes } from "./show.ts";
import { loadMinutes, noSuchMinutes } from "./store.ts";

type Chart = typeof minutes;
interface Path {
  readonly municipality: string;
  readonly session: string;
  readonly version: number;
  readonly seat: string;
}

/** It changes nothing by being opened. 403 for a key that is none of this version, this seat and whoever holds it now. */
export const showConformityForm: Operation<Chart["showConformityForm"]> = async (
  { path, query },
  context,
) => {
  const { body } = await loadSession(context.table, path.municipality, path.session);
  const { tenure } = await bearerOf(path, query.key, body, context);
  return { status: 200, body: await pageFor(path, { tenure }, context) };
};

/** The same as `agreeToMinutes`, by whoever has the link (Ley 40/2015, 18.2: "por los mismos medios"). */
export const sendConformityForm: Operation<Chart["sendConformityForm"]> = async (
  { path, query, body: { says, remarks = "" } },
  context,
) => {
  const { municipality, session, version, seat } = path;
  const word =
    says === "agrees" ? ({ agrees: true, seat } as const) : { agrees: false as const, remarks, seat };
  const said = await say({ municipality, session, version }, word, context, async (_, { body }) => {
    await bearerOf(path, query.key, body, context);
    return "link";
  });
  return { status: 200, body: await pageFor(path, said.body.conformity, context) };
};

/** The seat that a key of the link in a mail was made for. */
async function bearerOf(
  { municipality, session, version: n, seat: id }: Path,
  key: string,
  body: string,
  { table, keys }: Context,
): Promise<StoredSeat> {
  const seat = await loadSeat(table, municipality, body, id);
  if (!opensMinutes(await keys(), key, { municipality, session, n, seat: id, tenure: seat.tenure }))
    throw new Refusal("forbidden", "This link is not valid (any more): ask the secretary of the body.");
  return seat;
}

/** As members read it: what was superseded meanwhile is not there any more. */
async function pageFor(
  { municipality, session, version: n, seat }: Path,
  { tenure }: Pick<StoredSeat, "tenure">,
  context: Context,
): Promise<string> {
  const [town, found] = await Promise.all([
    loadMunicipality(context.table, municipality, "eventually"),
    loadMinutes(context.table, municipality, session, n),
  ]);
  if (!mayRead(found, "membership")) throw noSuchMinutes(n);
  return conformityPage(await shownMinutes(context, found, "membership"), { seat, tenure }, town.language);
}
