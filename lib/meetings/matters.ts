import { badInput, Refusal } from "../errors.ts";
import type { Title } from "../platform/shapes.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import type { Attendance, Meeting, MeetingItem } from "./model.ts";
import { counts, isThere } from "./quorum.ts";
import { ruleIn } from "./rule.ts";
import type { Majority, Vote, VoteInput } from "./vote-model.ts";

type Asked = Pick<VoteInput, "item" | "about"> & { readonly title?: Title | undefined };

/** The items of a meeting with the one that is voted on; refused where it may not be voted on, or not yet. */
export function admittedItem(
  meeting: Meeting,
  session: Pick<StoredFullSession, "kind">,
  attendance: readonly Attendance[],
  votes: readonly Vote[],
  asked: Asked,
): MeetingItem[] {
  const known = meeting.items.find(({ id }) => id === asked.item);
  const isUrgent = (item: string): boolean =>
    votes.some((vote) => vote.item === item && vote.about === "urgency" && vote.outcome === "carried");
  mustBeRatified(meeting, session, known, votes);
  if (known && !known.offAgenda) return [...meeting.items];
  if (asked.about === "matter" && !isUrgent(asked.item))
    throw known || asked.title
      ? new Refusal(
          "wrong-state",
          'It is not on the agenda: vote first that it is urgent (`about: "urgency"`).',
        )
      : badInput([["$.item", `is not on the agenda: ${meeting.items.map(({ id }) => id).join(", ")}`]]);
  // What was not on the agenda needs all that the rules ask for at each vote on it, not at the first alone.
  mustBeAllowed(meeting, session, attendance);
  if (known) return [...meeting.items];
  if (!asked.title) throw badInput([["$.title", "say what the item that is not on the agenda is about"]]);
  return [...meeting.items, { id: asked.item, kind: "matter", title: asked.title, offAgenda: true }];
}

/** An urgent session deals with nothing before the body has ratified that it is (LBRL 46.2.b, ROF 79, 113.1.a). */
function mustBeRatified(
  { rules, items }: Meeting,
  { kind }: Pick<StoredFullSession, "kind">,
  item: MeetingItem | undefined,
  votes: readonly Vote[],
): void {
  const rule = kind === "urgent" ? ruleIn(rules, "urgency") : null;
  const isAsked =
    rule?.value === "ratified-first-by-the-body" || rule?.value === "declared-first-by-the-majority";
  if (!isAsked || item?.kind === "urgency") return;
  const first = items.find((each) => each.kind === "urgency")?.id;
  const last = votes.filter((vote) => vote.item === first).at(-1);
  if (last?.outcome === "carried") return;
  throw new Refusal(
    "wrong-state",
    last?.outcome === "rejected"
      ? `The urgency was not ratified: the session ends here (${rule.article ?? "own rules"}).`
      : `The first vote is that the session is urgent (${rule.article ?? "own rules"}).`,
  );
}

const offAgendaRule = ({ rules }: Meeting, { kind }: Pick<StoredFullSession, "kind">) => {
  const rule = ruleIn(rules, "offAgenda");
  return (
    rule && { value: rule.value[kind === "ordinary" ? "ordinary" : "extraordinary"], article: rule.article }
  );
};

/** What was not on the agenda is dealt with only as the rules let it (Ley 40/2015, 17.4; Llei 26/2010, 18.4; ROF 83, 91.4). */
function mustBeAllowed(
  meeting: Meeting,
  session: Pick<StoredFullSession, "kind">,
  attendance: readonly Attendance[],
): void {
  const rule = offAgendaRule(meeting, session);
  if (!rule) return;
  const by = rule.article ?? "own rules";
  if (rule.value === "never")
    throw new Refusal("wrong-state", `A session of this kind deals with nothing but its agenda (${by}).`);
  const there = attendance.filter((each) => isThere(each) && counts(each, meeting.rules)).length;
  if (rule.value !== "absolute-majority" && there < meeting.members)
    throw new Refusal(
      "wrong-state",
      `All members have to be there for that; ${there} of ${meeting.members} are (${by}).`,
    );
}

const STRICTER: readonly Majority[] = ["simple", "absolute", "two-thirds"];

/** The majority that a vote takes: of urgency what the rules ask for it, of a matter what it or the rules ask for. */
export function majorityFor(
  meeting: Meeting,
  session: Pick<StoredFullSession, "kind">,
  { item, about, majority }: Pick<VoteInput, "item" | "about" | "majority">,
): { readonly majority: Majority; readonly article: string | null; readonly faults: [string, string][] } {
  const isOff = meeting.items.some((each) => each.id === item && each.offAgenda);
  const off = about === "urgency" && isOff ? offAgendaRule(meeting, session) : null;
  const usual =
    ruleIn(meeting.rules, "majority")?.value === "absolute-of-legal-number" ? "absolute" : "simple";
  const asked = off ? (off.value.includes("absolute") ? "absolute" : "simple") : usual;
  const chosen = about === "urgency" ? asked : (majority ?? asked);
  const isLess = STRICTER.indexOf(chosen) < STRICTER.indexOf(asked);
  const isUnknown = chosen !== "simple" && meeting.legalNumber === null;
  return {
    majority: chosen,
    article: off?.article ?? null,
    faults: isLess
      ? [["$.majority", `the rules ask for ${asked}: no vote asks for less`]]
      : isUnknown
        ? [["$.majority", "of how many members is not known: give the body its legal number"]]
        : [],
  };
}
