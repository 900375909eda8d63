import type { MinutesContent } from "./content-model.ts";
import type { ChecklistEntry } from "./model.ts";
import { ruleIn } from "../meetings/rule.ts";
import type { Minutes } from "./model.ts";

type State = ChecklistEntry["state"];
type Look = (content: MinutesContent, article: string | null) => State;

const done = (isDone: boolean): State => (isDone ? "done" : "missing");
/** What cannot be told from its absence: that nobody asked for an opinion, that nothing happened. */
const orUnknown = (isDone: boolean): State => (isDone ? "done" : "not-known");

const carried = ({ items }: MinutesContent) =>
  items.filter(({ votes }) => votes.at(-1)?.outcome === "carried" && votes.at(-1)?.about === "matter");

const looks = {
  attendees: ({ members }) => done(members.some(({ presence }) => presence === "present")),
  absences: ({ members, presiding }) => done(presiding !== null && members.length > 0),
  agenda: ({ items }) => done(items.length > 0),
  place: ({ place, remote }) => done(place !== null || remote),
  date: ({ day }) => done(day !== ""),
  beginning: ({ openedAt }) => done(openedAt !== null),
  ending: ({ closedAt }) => done(closedAt !== null),
  call: ({ call }) => done(call !== null),
  secretary: ({ secretary }) => done(secretary !== null),
  /** A certified recording may stand for the main points where Ley 40/2015, 18.1, says so. */
  debate: ({ items, recording }, article) =>
    done(
      (recording !== null && (article ?? "").startsWith("Ley 40/2015")) ||
        items.every(({ kind, debate }) => kind !== "matter" || debate.length > 0),
    ),
  votes: ({ items }) =>
    done(
      items.every(({ votes }) =>
        votes.every(({ counts: { yes, no, abstentions } }) => yes + no + abstentions > 0),
      ),
    ),
  agreements: (content) => done(carried(content).every(({ agreements }) => agreements.length > 0)),
  interventions: ({ items }) => orUnknown(items.some(({ interventions }) => interventions.length > 0)),
  requested: ({ items }) =>
    orUnknown(items.some(({ interventions }) => interventions.some(({ onRequest }) => onRequest))),
  incidents: ({ incidents }) => orUnknown(incidents !== null),
} as const satisfies Record<string, Look>;

/** What is looked at for each name of the rule `minutesHold`, as the profiles of the law have them. */
const names: Readonly<Record<string, readonly (keyof typeof looks)[]>> = {
  attendees: ["attendees"],
  agenda: ["agenda"],
  "place and time": ["place", "date", "beginning", "ending"],
  "main points of debate": ["debate"],
  agreements: ["agreements"],
  "sense of the votes": ["votes"],
  "brief opinion on request": ["requested"],
  place: ["place"],
  date: ["date"],
  "hour of beginning": ["beginning"],
  "hour of ending": ["ending"],
  "date, hour of beginning and ending": ["date", "beginning", "ending"],
  "president, present, excused, absent without excuse": ["absences"],
  "ordinary or extraordinary, first or second call": ["call"],
  secretary: ["secretary"],
  "matters and opinions": ["agenda", "debate"],
  "matters and opinions, dissenting votes annexed": ["agenda", "debate"],
  "matters debated": ["agenda"],
  votes: ["votes"],
  "operative part": ["agreements"],
  "votes and agreements": ["votes", "agreements"],
  "who intervened": ["interventions"],
  incidents: ["incidents"],
  "brief account of the opinions": ["debate"],
};

/** What stands in the record of a session that was not held: its cause, who came, who was excused (ROF 109.2). */
const ofRecord: readonly (readonly [name: string, look: Look])[] = [
  ["cause", ({ cause }) => done(cause !== null)],
  ["who came", ({ members }) => done(members.length > 0)],
  ["who was excused", ({ members }) => done(members.length > 0)],
];

/** For every name in the rule that holds, whether the minutes hold it; what a body's own rule names so, is not known. */
export function checklistOf(content: MinutesContent, rules: Minutes["rules"]): ChecklistEntry[] {
  const rule = ruleIn(rules, "minutesHold");
  const article = rule?.article ?? null;
  if (content.type === "record") {
    const asks = (article ?? "").includes("ROF") ? "ROF 109.2" : null;
    return ofRecord.map(([name, look]) => ({ name, state: look(content, asks), article: asks }));
  }
  return (rule?.value ?? []).map((name) => {
    const states = (names[name] ?? []).map((look) => looks[look](content, article));
    const state = states.includes("missing")
      ? "missing"
      : states.includes("not-known")
        ? "not-known"
        : "done";
    return { name, state: states.length === 0 ? "not-known" : state, article };
  });
}
