import type { z } from "zod";
import { secretariat } from "../bodies/offices.ts";
import { Refusal } from "../errors.ts";
import { ruleIn } from "../meetings/rule.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Answered, Asked, Context, Operation } from "../platform/contract.ts";
import { inLanguage } from "../platform/shapes.ts";
import { formatInstant } from "../platform/zone.ts";
import { loadSeat } from "../seats/store.ts";
import { loadSession } from "../sessions/store.ts";
import { isAgreed, isByConformity } from "./conformity.ts";
import type { Conformity, ConformityInput } from "./member-model.ts";
import type { Minutes } from "./model.ts";
import type { minutes } from "./routes.ts";
import { inBrackets } from "./rule.ts";
import { mayRead } from "./show.ts";
import { go } from "./states.ts";
import { findConformity, loadMinutes, noSuchMinutes, putConformity, putMinutes } from "./store.ts";
import { waitsNoMore } from "./waiting.ts";

type Route = (typeof minutes)["agreeToMinutes"];

/** Members answer a mail at the same time: whoever lost to another one is tried again on what is there then. */
const MOST_TRIES = 5;

/**
 * A member agrees to circulated minutes, or says what they remark; it may be said otherwise until they are approved. When all
 * who attended agree, they are approved by that, as of their own session (Ley 40/2015, 18.2). 409 where the rules foresee none.
 */
export const agreeToMinutes: Operation<Route> = ({ path, body }, context) => say(path, body, context, saysIt);

type Path = Asked<Route>["path"];
type Word = z.output<typeof ConformityInput>;
/** How a word came; refuses those whose it is not. */
type Authorship = (context: Context, place: Place) => Promise<Conformity["by"]>;
interface Place {
  readonly municipality: string;
  readonly body: string;
  readonly seat: string;
}

/** A member over their own sign-in; or the secretary, of what came to them in writing. */
const saysIt: Authorship = async ({ allows, permit }, place) => {
  if (await allows(["member"], place)) return "member";
  await permit(secretariat, { municipality: place.municipality, body: place.body });
  return "secretary";
};

/** The same, however it came. */
export async function say(
  path: Path,
  word: Word,
  context: Context,
  authorship: Authorship,
): Promise<Answered<Route>> {
  for (let tried = 1; ; tried++)
    try {
      return await agree(path, word, context, authorship);
    } catch (error) {
      const isLost = error instanceof Refusal && error.code === "changed-meanwhile";
      if (!isLost || tried >= MOST_TRIES) throw error;
    }
}

async function agree(
  path: Path,
  input: Word,
  context: Context,
  authorship: Authorship,
): Promise<Answered<Route>> {
  const { municipality, session: id, version: n } = path;
  const { table, now, commit } = context;
  const { body } = await loadSession(table, municipality, id);
  const by = await authorship(context, { municipality, body, seat: input.seat });
  const [{ language }, found, seat] = await Promise.all([
    loadMunicipality(table, municipality, "eventually"),
    loadMinutes(table, municipality, id, n),
    loadSeat(table, municipality, body, input.seat),
  ]);
  if (by !== "secretary" && found.circulatedAt === null && !mayRead(found, "membership"))
    throw noSuchMinutes(n);
  go(found.status, "remark");
  mustBeForeseen(found);
  const member = found.content.members.find((each) => each.seat === input.seat);
  if (!member || member.tenure !== seat.tenure)
    throw new Refusal(
      "wrong-state",
      "Whoever holds this seat now did not hold it on the day of the session.",
    );
  const before = await findConformity(table, found, input.seat);
  const conformity: Conformity = {
    municipality,
    session: id,
    n,
    seat: input.seat,
    tenure: seat.tenure,
    agrees: input.agrees,
    remarks: input.agrees ? null : inLanguage(language, input.remarks),
    at: formatInstant(now),
    by,
    version: (before?.version ?? 0) + 1,
  };
  const after = approvedIfAll(withWord(found, conformity), now);
  return commit(
    { status: 200, body: { conformity, status: after.status } },
    [
      putConformity(conformity),
      putMinutes(after, found.version),
      ...(after.status === "approved" ? waitsNoMore(found) : []),
    ],
    { session: id, n, seat: input.seat, status: after.status },
  );
}

function mustBeForeseen(found: Minutes): void {
  if (isByConformity(found)) return;
  const rule = ruleIn(found.rules, "conformity") ?? ruleIn(found.rules, "minutesApproval");
  throw new Refusal(
    "wrong-state",
    `The rules of this body do not let members approve minutes between sessions: a session approves them${inBrackets(rule)}.`,
  );
}

function withWord(found: Minutes, { seat, agrees }: Conformity): Minutes {
  const others = found.agreed.filter((each) => each !== seat);
  return { ...found, agreed: agrees ? [...others, seat] : others, version: found.version + 1 };
}

function approvedIfAll(minutes: Minutes, now: number): Minutes {
  if (!isAgreed(minutes)) return minutes;
  const approval = {
    how: "conformity" as const,
    session: minutes.session,
    at: formatInstant(now),
    article: ruleIn(minutes.rules, "conformity")?.article ?? null,
    remarks: null,
  };
  return { ...minutes, status: go(minutes.status, "approve"), approval };
}
