import { secretariat } from "../bodies/offices.ts";
import { badInput, Refusal } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Operation } from "../platform/contract.ts";
import { inLanguage } from "../platform/shapes.ts";
import { formatInstant } from "../platform/zone.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { loadSession, mustStayAsRead } from "../sessions/store.ts";
import { abstainingByLeaving, countsOf, outcomeOf, voteFaults, votersIn } from "./count.ts";
import { admittedItem, majorityFor } from "./matters.ts";
import type { Attendance, Meeting } from "./model.ts";
import { officesNow } from "./preside.ts";
import { atThisCall, quorumNow } from "./quorum.ts";
import type { meetings } from "./routes.ts";
import { allVotes, loadMeeting, putMeeting, putVote } from "./store.ts";
import type { Vote, VoteInput } from "./vote-model.ts";

/** Puts a vote on record, held by who is there: whoever comes or goes meanwhile is first, and it is refused. */
export const createVote: Operation<(typeof meetings)["createVote"]> = async (
  { path, body: input },
  context,
) => {
  const { table, now, permit, commit } = context;
  const { municipality, session: id } = path;
  const [{ language }, session] = await Promise.all([
    loadMunicipality(table, municipality, "eventually"),
    loadSession(table, municipality, id),
  ]);
  await permit(secretariat, { municipality, body: session.body });
  const [{ meeting, attendance: all }, votes] = await Promise.all([
    loadMeeting(table, municipality, id),
    allVotes(table, municipality, id),
  ]);
  const attendance = atThisCall(all, session, meeting, now);
  const open = mayVote(session, meeting, attendance, now);
  const items = admittedItem(open, session, attendance, votes, {
    ...input,
    title: inLanguage(language, input.title),
  });
  const vote = voteOf({ ...open, items }, { session, attendance, votes, input, language, now });
  return commit(
    { status: 201, body: vote, location: `/v1/municipalities/${municipality}/sessions/${id}/votes` },
    [
      putVote(vote),
      putMeeting({ ...open, items, votes: vote.n, version: open.version + 1 }, open.version),
      mustStayAsRead(session),
    ],
    { session: id, vote: vote.n },
  );
};

/** The open meeting; 409 when it is not, or when so many left that nothing can be voted. */
function mayVote(
  session: StoredFullSession,
  meeting: Meeting | null,
  attendance: readonly Attendance[],
  now: number,
): Meeting {
  if (session.status !== "open" || !meeting)
    throw new Refusal("wrong-state", `Members vote while it is open; this session is ${session.status}.`);
  const offices = officesNow(meeting, attendance);
  const { mayVote: may, formula } = quorumNow(meeting, attendance, session, offices, now);
  if (!may)
    throw new Refusal(
      "no-quorum",
      `${formula["en"] ?? ""}. Nothing is voted without it: wait for members, or close the session.`,
    );
  // Who presides may have changed since it was opened.
  return { ...meeting, ...offices };
}

interface Ground {
  readonly session: StoredFullSession;
  readonly attendance: readonly Attendance[];
  readonly votes: readonly Vote[];
  readonly input: VoteInput;
  readonly language: string;
  readonly now: number;
}

function voteOf(meeting: Meeting, { session, attendance, votes, input, language, now }: Ground): Vote {
  const { item, about, method, castingVote, dissent, repeats = null } = input;
  const voters = votersIn(attendance, meeting.rules);
  const faults = voteFaults(input, voters);
  const said = countsOf(input);
  const { majority, article, faults: unfit } = majorityFor(meeting, session, input);
  const repeated = repeats === null ? null : votes.find(({ n }) => n === repeats);
  const isOpen = votes.every((vote) => vote.repeats !== repeats);
  const isSame = repeated?.outcome === "vote-again" && repeated.item === item && repeated.about === about;
  if (repeats !== null && (!isSame || !isOpen))
    faults.push(["$.repeats", "must be the number of a vote on this item that is still to be voted again"]);
  const own = input.ballots?.find(({ seat }) => seat === meeting.presiding?.seat)?.ballot;
  if (castingVote !== undefined && own !== undefined && own !== "abstention" && own !== castingVote)
    faults.push(["$.castingVote", `whoever presides voted ${own}: they cast it so`]);
  const leaving = abstainingByLeaving(meeting, attendance, item);
  const counts = { ...said, abstentions: said.abstentions + leaving.count };
  const decided = outcomeOf({ meeting, counts, majority, castingVote, repeated: repeated ?? null });
  const all = [...faults, ...unfit, ...decided.faults];
  if (all.length > 0) throw badInput(all);
  const articles = [article, ...decided.articles, leaving.article].filter((each) => each !== null);
  return {
    municipality: session.municipality,
    session: session.id,
    n: meeting.votes + 1,
    item,
    about,
    question: inLanguage(language, input.question),
    method,
    present: voters.length,
    counts,
    absentAsAbstentions: leaving.count,
    ballots: input.ballots ?? [],
    majority,
    needed: decided.needed,
    castingVote: castingVote ?? null,
    repeats,
    outcome: decided.outcome,
    articles: [...new Set(articles)],
    dissent,
    at: formatInstant(now),
  };
}
