import type { MinutesContent } from "./content-model.ts";
import type { Minutes } from "./model.ts";
import { ruleIn } from "../meetings/rule.ts";

/**
 * Those whose conformity approves minutes: the members who attended [R]. Ley 40/2015, 18.2, says "los miembros del órgano
 * colegiado"; who was not there can vouch for nothing. Observers, guests and a secretary of the staff are no members.
 */
export const conformingSeats = ({ members }: MinutesContent): string[] =>
  members
    .filter(({ presence, role, vote }) => presence === "present" && (vote || !STAFF_OR_GUESTS.includes(role)))
    .map(({ seat }) => seat);

const STAFF_OR_GUESTS: readonly MinutesContent["members"][number]["role"][] = [
  "secretary",
  "observer",
  "guest",
];

/** Whether members approve these minutes by agreeing to them, between sessions. */
export const isByConformity = ({ rules, content }: Pick<Minutes, "rules" | "content">): boolean =>
  content.type === "minutes" && ruleIn(rules, "conformity")?.value === "electronic";

/** Who has still to agree; none where that is not how they are approved, or not any more. */
export const awaitedOf = (minutes: Minutes): string[] =>
  minutes.status === "circulated" && isByConformity(minutes)
    ? conformingSeats(minutes.content).filter((seat) => !minutes.agreed.includes(seat))
    : [];

/** Whether all of them agree: nobody's silence counts, and where nobody attended nobody can agree. */
export const isAgreed = (minutes: Pick<Minutes, "content" | "agreed">): boolean => {
  const seats = conformingSeats(minutes.content);
  return seats.length > 0 && seats.every((seat) => minutes.agreed.includes(seat));
};
