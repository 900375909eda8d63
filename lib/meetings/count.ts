import type { Attendance, Meeting } from "./model.ts";
import { counts as countsIn, isThere } from "./quorum.ts";
import { ruleIn } from "./rule.ts";
import type { Counts, Majority, Vote, VoteInput } from "./vote-model.ts";

/** Fault of a vote: `[path, message]`. */
type Fault = [path: string, message: string];

/** Who may vote now: members who are there and have a vote; a secretary only where the rules let them. */
export const votersIn = (attendance: readonly Attendance[], rules: Meeting["rules"]): Attendance[] =>
  attendance.filter((each) => isThere(each) && each.vote && countsIn(each, rules));

/** Who was there when the debate of an item began and left during it: they abstain, where the rules say so (LBRL 46.2.d). */
export function abstainingByLeaving(
  { rules }: Meeting,
  attendance: readonly Attendance[],
  item: string,
): { readonly count: number; readonly article: string | null } {
  const rule = ruleIn(rules, "leaving");
  if (rule?.value !== "counts-as-abstention") return { count: 0, article: null };
  const left = attendance.filter(({ presence, vote, movements }) => {
    const last = movements.at(-1);
    return vote && presence === "left" && last?.what === "out" && last.item === item;
  });
  return { count: left.length, article: left.length > 0 ? rule.article : null };
}

/** The counts of a vote: as they were said, or from the ballots. */
export function countsOf({ counts, ballots }: VoteInput): Counts {
  if (counts) return counts;
  const of = (wanted: string): number => (ballots ?? []).filter(({ ballot }) => ballot === wanted).length;
  return { yes: of("yes"), no: of("no"), abstentions: of("abstention") };
}

/** What is wrong with a vote by itself, whatever it comes to. */
export function voteFaults(input: VoteInput, voters: readonly Attendance[]): Fault[] {
  const { method, counts, ballots, dissent } = input;
  const named = method === "named";
  const faults: Fault[] = [];
  if (named && !ballots) faults.push(["$.ballots", "a vote by name needs the ballots"]);
  if (!named && !counts) faults.push(["$.counts", "say how many voted yes, no, and abstained"]);
  if (named && counts) faults.push(["$.counts", "follow from the ballots: leave them out"]);
  if (!named && ballots) faults.push(["$.ballots", "are for a vote by name"]);
  const seats = new Set(voters.map(({ seat }) => seat));
  const seen = new Set<string>();
  for (const [i, { seat }] of (ballots ?? []).entries()) {
    if (!seats.has(seat)) faults.push([`$.ballots[${i}].seat`, "is not there, or has no vote"]);
    if (seen.has(seat)) faults.push([`$.ballots[${i}].seat`, "is there twice"]);
    seen.add(seat);
  }
  const cast = Object.values(countsOf(input)).reduce((sum, each) => sum + each, 0);
  if (counts && cast > voters.length)
    faults.push(["$.counts", `are ${cast} votes, but ${voters.length} with a vote are there`]);
  if (method === "secret" && dissent.length > 0)
    faults.push(["$.dissent", "cannot be told of a secret vote: let them write an opinion"]);
  for (const [i, seat] of dissent.entries()) {
    const own = ballots?.find((each) => each.seat === seat)?.ballot;
    if (!seats.has(seat)) faults.push([`$.dissent[${i}]`, "is not there, or has no vote"]);
    else if (own === "yes") faults.push([`$.dissent[${i}]`, "voted yes"]);
  }
  return faults;
}

/** What a vote is decided by. */
export interface Decided {
  readonly meeting: Meeting;
  readonly counts: Counts;
  readonly majority: Majority;
  readonly castingVote: "yes" | "no" | undefined;
  /** The vote that this one repeats. */
  readonly repeated: Pick<Vote, "counts"> | null;
}

/**
 * What a vote comes to: more yes than no; or enough of the legal number (LBRL 47; Ley 40/2015, 17.5; Llei 26/2010, 19.1).
 * A tie goes by the rules: the president's casting vote, once more first (LBRL 46.2.d), or it is not carried.
 */
export function outcomeOf(of: Decided): {
  outcome: Vote["outcome"];
  needed: number | null;
  articles: string[];
  faults: Fault[];
} {
  const { meeting, counts, majority, castingVote } = of;
  const { yes, no, abstentions } = counts;
  const needed = neededFor(majority, meeting.legalNumber);
  const rule = ruleIn(meeting.rules, "majority");
  const articles = articlesOf(rule);
  const unasked = (faults: Fault[] = []): Fault[] =>
    castingVote === undefined ? faults : [...faults, ["$.castingVote", "is for a tie: leave it out"]];
  const again = ruleIn(meeting.rules, "abstentions");
  if (again?.value === "debate-and-vote-again" && abstentions > yes + no && !of.repeated)
    return { outcome: "vote-again", needed, articles: articlesOf(again), faults: unasked() };
  if (needed !== null)
    return { outcome: yes >= needed ? "carried" : "rejected", needed, articles, faults: unasked() };
  // Where nobody voted yes there is nothing to cast.
  if (yes !== no || yes === 0)
    return { outcome: yes > no ? "carried" : "rejected", needed, articles, faults: unasked() };
  return { needed, ...tieOf(of, articles) };
}

function tieOf({ meeting, castingVote, repeated }: Decided, articles: string[]) {
  const tie = ruleIn(meeting.rules, "tie");
  const both = [...articles, ...articlesOf(tie)];
  if (tie?.value === "vote-again-then-casting-vote" && !(repeated && isTied(repeated.counts)))
    return {
      outcome: "vote-again" as const,
      articles: both,
      faults:
        castingVote === undefined
          ? []
          : [["$.castingVote", "comes when it ties again: vote once more first"] as Fault],
    };
  const isCast = tie?.value === "casting-vote" || tie?.value === "vote-again-then-casting-vote";
  if (!isCast) {
    const faults: Fault[] =
      castingVote === undefined
        ? []
        : [["$.castingVote", "the rules give the president none: a tie is not carried"]];
    return { outcome: "rejected" as const, articles: both, faults };
  }
  const faults: Fault[] = [];
  if (castingVote === undefined)
    faults.push([
      "$.castingVote",
      `it is a tie: say how the president casts it (${tie.article ?? "own rules"})`,
    ]);
  if (meeting.presiding === null) faults.push(["$.castingVote", "nobody presides who could cast it"]);
  return {
    outcome: castingVote === "yes" ? ("carried" as const) : ("rejected" as const),
    articles: both,
    faults,
  };
}

const isTied = ({ yes, no }: Counts): boolean => yes === no;

/** How many yes it takes of the legal number; null: more than there are no. */
export function neededFor(majority: Majority, legalNumber: number | null): number | null {
  if (majority === "simple" || legalNumber === null) return null;
  return majority === "absolute" ? Math.floor(legalNumber / 2) + 1 : Math.ceil((2 * legalNumber) / 3);
}

const articlesOf = (rule: { readonly article: string | null } | null): string[] =>
  rule?.article ? [rule.article] : [];
