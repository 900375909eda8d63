import { badInput } from "../errors.ts";
import type { Acting, Attendance, Meeting } from "./model.ts";
import { counts, isThere } from "./quorum.ts";
import type { Offices } from "./quorum.ts";
import { ruleIn } from "./rule.ts";
import type { OpeningInput } from "./routes-model.ts";

type Said = Pick<OpeningInput, "presiding" | "secretary">;

/**
 * Who presides and who keeps the record: whoever holds the office, else whom the rules put in their place (Ley 40/2015,
 * 19.2; Llei 26/2010, 16.3; ROF 47.1). Rank, seniority and age are not on record here: the secretary says who it is.
 */
export function officesFor(meeting: Meeting, attendance: readonly Attendance[], said: Said): Offices {
  const there = attendance.filter((each) => isThere(each));
  const faults = [...presidingFaults(meeting, there, said), ...secretaryFaults(there, said)];
  if (faults.length > 0) throw badInput(faults);
  const { presiding, secretary } = said;
  const offices: Offices = {
    presiding: presiding
      ? { ...presiding, office: null, ground: groundOf(there, presiding) }
      : presidentIn(meeting, there),
    secretary: secretary
      ? { seat: secretary.seat ?? null, office: secretary.office ?? null, ground: "appointed" }
      : holderIn("secretary", there),
  };
  const seat = offices.presiding?.seat;
  if (seat != null && seat === offices.secretary?.seat)
    throw badInput([["$.secretary.seat", "presides: the record is kept by somebody else"]]);
  return offices;
}

const holderIn = (role: Attendance["role"], there: readonly Attendance[]): Acting | null => {
  const [holder] = there.filter((each) => each.role === role);
  return holder ? { seat: holder.seat, office: null, ground: null } : null;
};

/** The president; else the one vice-president who is there. Of several the secretary names the first in order. */
function presidentIn({ rules }: Meeting, there: readonly Attendance[]): Acting | null {
  const president = holderIn("president", there);
  if (president) return president;
  const stands = ruleIn(rules, "actingPresident")?.value.find(
    (ground) => ground === "vice-president" || ground === "deputy-in-order",
  );
  const deputies = there.filter(({ role }) => role === "vice-president");
  const [deputy] = deputies;
  return stands && deputy && deputies.length === 1
    ? { seat: deputy.seat, office: null, ground: stands }
    : null;
}

const groundOf = (
  there: readonly Attendance[],
  { seat, ground }: NonNullable<Said["presiding"]>,
): Acting["ground"] =>
  there.some((each) => each.seat === seat && each.role === "president") ? null : (ground ?? null);

function presidingFaults(
  { rules }: Meeting,
  there: readonly Attendance[],
  { presiding }: Said,
): [string, string][] {
  if (!presiding) return [];
  const found = there.find(({ seat }) => seat === presiding.seat);
  if (!found) return [["$.presiding.seat", "is not there: record their attendance first"]];
  if (found.role === "president") return [];
  if (!counts(found, rules)) return [["$.presiding.seat", "is no member with a vote: a member presides"]];
  if (there.some(({ role }) => role === "president"))
    return [["$.presiding.seat", "the president is there, and presides"]];
  const grounds = ruleIn(rules, "actingPresident")?.value;
  const { ground } = presiding;
  if (ground === undefined)
    return [["$.presiding.ground", `say why they preside: ${(grounds ?? ["appointed"]).join(", ")}`]];
  const known: readonly string[] | undefined = grounds;
  if (known && !known.includes(ground))
    return [["$.presiding.ground", `is not a ground that the rules know: ${known.join(", ")}`]];
  return [];
}

const secretaryFaults = (there: readonly Attendance[], { secretary }: Said): [string, string][] =>
  secretary?.seat !== undefined && there.every(({ seat }) => seat !== secretary.seat)
    ? [["$.secretary.seat", "is not there: record their attendance first, or say the office that stands in"]]
    : [];

/** Who presides and keeps the record now: as it was said at the opening, as long as they are there; else by the rules. */
export function officesNow(meeting: Meeting, attendance: readonly Attendance[]): Offices {
  const usual = officesFor(meeting, attendance, {});
  const still = (acting: Acting | null): boolean =>
    acting !== null &&
    (acting.seat === null || attendance.some((each) => each.seat === acting.seat && isThere(each)));
  return {
    presiding:
      usual.presiding?.ground === null
        ? usual.presiding
        : still(meeting.presiding)
          ? meeting.presiding
          : usual.presiding,
    secretary: usual.secretary ?? (still(meeting.secretary) ? meeting.secretary : null),
  };
}
