import { secretariat } from "../bodies/offices.ts";
import { Refusal } from "../errors.ts";
import { digestOf } from "../ledger/chain.ts";
import { mustMeetAsRead } from "../meetings/store.ts";
import type { Operation } from "../platform/contract.ts";
import { setTimer } from "../platform/timers.ts";
import { formatInstant } from "../platform/zone.ts";
import { loadSession } from "../sessions/store.ts";
import { contentOf, textsIn } from "./build.ts";
import type { Minutes } from "./model.ts";
import { recordOf } from "./record.ts";
import type { minutes } from "./routes.ts";
import { shownMinutes } from "./show.ts";
import { go } from "./states.ts";
import { loadMinutes, putMinutes } from "./store.ts";
import { circulationTimer } from "./timers.ts";
import { waits } from "./waiting.ts";

/**
 * Sends a draft to the members: from now on it is theirs to read, each whom mail reaches is told, and it waits to be approved. 409 while the session is open,
 * where the record says something else by now, or where the rules ask for what is missing, unless that is accepted.
 */
export const circulateMinutes: Operation<(typeof minutes)["circulateMinutes"]> = async (
  { path, body: input },
  context,
) => {
  const { municipality, session: id, version: n } = path;
  const { table, now, permit, commit } = context;
  const session = await loadSession(table, municipality, id);
  await permit(secretariat, { municipality, body: session.body });
  const draft = await loadMinutes(table, municipality, id, n);
  const status = go(draft.status, "circulate");
  if (session.status === "open")
    throw new Refusal("wrong-state", "The session is still open: close it, and draw up the minutes anew.");
  const record = await recordOf(table, session);
  if (digestOf(contentOf(record, textsIn(draft.content))) !== draft.digest)
    throw new Refusal(
      "wrong-state",
      `The record has changed since: draw up a new version with \`basedOn: ${n}\`.`,
    );
  if (!input.acceptIncomplete) mustBeComplete(draft);
  const circulated: Minutes = {
    ...draft,
    status,
    circulatedAt: formatInstant(now),
    version: draft.version + 1,
  };
  const telling = circulationTimer({ municipality, session: id, n, after: "" }, formatInstant(now));
  return commit(
    { status: 200, body: await shownMinutes(context, circulated, "secretariat") },
    [
      putMinutes(circulated, draft.version),
      mustMeetAsRead(record.meeting),
      ...waits(circulated),
      setTimer(telling),
    ],
    { session: id, n, digest: draft.digest },
  );
};

function mustBeComplete({ checklist }: Minutes): void {
  const missing = checklist.filter(({ state }) => state === "missing");
  if (missing.length === 0) return;
  throw new Refusal(
    "incomplete",
    `${missing.length} of what the rules ask for ${missing.length === 1 ? "is" : "are"} missing: see \`faults\`; or send \`acceptIncomplete\`.`,
    missing.map(({ name, article }) => ({
      in: "body",
      path: "$.checklist",
      message: article === null ? name : `${name} (${article})`,
    })),
  );
}
