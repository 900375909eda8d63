import { describe, expect, it } from "vitest";
import { rulesIn } from "../lib/convocations/decide.ts";
import { OwnRules } from "../lib/law/rule-model.ts";
import type { ProfileName } from "../lib/law/profiles/profiles.ts";
import { countsOf, neededFor, outcomeOf, voteFaults } from "../lib/meetings/count.ts";
import type { Attendance, Meeting } from "../lib/meetings/model.ts";
import { quorumNow } from "../lib/meetings/quorum.ts";
import { VoteInput } from "../lib/meetings/vote-model.ts";
import type { Majority } from "../lib/meetings/vote-model.ts";

const rulesOf = (profile: ProfileName, own: object = {}): Meeting["rules"] =>
  rulesIn({
    municipality: "t",
    body: "b",
    from: "2015-01-01",
    profile,
    own: OwnRules.parse(own),
    act: null,
    version: 1,
  });

const aMeeting = (overrides: Partial<Meeting>): Meeting => ({
  municipality: "t",
  body: "b",
  session: "s",
  start: "2016-02-10T18:00:00",
  day: "2016-02-10",
  calls: [],
  call: null,
  constituted: null,
  legalNumber: 10,
  basis: "legal-number",
  members: 10,
  spokespersons: [],
  rules: {},
  items: [],
  presiding: null,
  secretary: null,
  openedAt: null,
  closedAt: null,
  cause: null,
  notes: null,
  votes: 0,
  version: 1,
  ...overrides,
});

const someone = (seat: string, overrides: Partial<Attendance> = {}): Attendance => ({
  municipality: "t",
  session: "s",
  seat,
  tenure: 1,
  start: "2016-02-10T18:00:00",
  person: null,
  role: "member",
  label: null,
  vote: true,
  spokesperson: false,
  presence: "present",
  how: "in-person",
  substitute: null,
  movements: [],
  version: 1,
  ...overrides,
});
const president = someone("president", { role: "president" });
const secretary = someone("secretary", { role: "secretary", vote: false });
const members = (n: number): Attendance[] => Array.from({ length: n }, (_, i) => someone(`m${i}`));

const SECOND = { start: "2016-02-12T18:00:00", startUtc: "2016-02-12T17:00:00Z", article: null };
const at = (call: 1 | 2): number => Date.parse(call === 1 ? "2016-02-10T17:00:00Z" : "2016-02-12T17:00:00Z");
const quorum = (meeting: Meeting, there: readonly Attendance[], call: 1 | 2 = 1) =>
  quorumNow(
    meeting,
    there,
    { municipality: "t", id: "s", status: "open", secondCall: SECOND },
    { presiding: null, secretary: null },
    at(call),
  );

describe("the quorum by the rules (law: section 2)", () => {
  it.each<[profile: ProfileName, n: number, call: 1 | 2, needed: number, formula: string]>([
    ["ley-40-2015", 11, 1, 6, "needs 6 + president + secretary"],
    ["llei-26-2010", 11, 1, 6, "needs 6 + president + secretary"],
    ["llei-26-2010", 11, 2, 4, "needs 4"],
    ["llei-26-2010", 7, 2, 3, "needs 3"],
    ["lbrl-rof-plenary", 25, 1, 9, "needs 9 + president + secretary"],
    ["lbrl-rof-plenary", 7, 2, 3, "needs 3 + president + secretary"],
    ["rof-commission", 9, 1, 5, "needs 5 + president + secretary"],
    ["rof-commission", 9, 2, 3, "needs 3"],
    ["rof-junta-de-govern", 8, 1, 5, "needs 5 + president + secretary"],
    ["rof-junta-de-govern", 8, 2, 3, "needs 3 + president + secretary"],
    ["tuel-council", 16, 1, 6, "needs 6"],
  ])("of %s with %i members in call %i is %i", (profile, n, call, needed, formula) => {
    const meeting = aMeeting({ rules: rulesOf(profile), legalNumber: n });
    const asked = formula.includes("president") ? [president, secretary] : [];
    const missing = needed - 1 - (asked.length > 0 ? 1 : 0);
    const short = quorum(meeting, [...asked, ...members(missing)], call);
    const enough = quorum(meeting, [...asked, ...members(missing + 1)], call);
    expect([short.reached, enough.reached, enough.needed]).toEqual([false, true, needed]);
    expect(enough.formula["en"]).toBe(`${needed} of ${n}; ${formula}`);
    const alone = quorum(meeting, members(n), call);
    expect(alone.reached).toBe(asked.length === 0);
  });

  it("is claimed of nobody whom no rule asks, nor where the number is not known", () => {
    expect(quorum(aMeeting({ rules: rulesOf("none") }), [])).toMatchObject({
      reached: null,
      by: "no-rule",
      mayVote: true,
    });
    const unknown = aMeeting({ rules: rulesOf("llei-26-2010"), legalNumber: null, basis: "not-known" });
    expect(quorum(unknown, [president])).toMatchObject({ reached: null, needed: null });
  });

  it("counts who is there: not a secretary of the staff, a guest, who left, or whose substitute did not come", () => {
    const meeting = aMeeting({ rules: rulesOf("llei-26-2010") });
    const others = [
      someone("guest", { role: "guest", vote: false }),
      someone("gone", { presence: "left" }),
      someone("delegated", { presence: "absent" }),
      someone("sent", { substitute: "someone-else" }),
    ];
    expect(quorum(meeting, [president, secretary, ...others]).present).toBe(2);
  });

  it("is reached by the spokespersons in first call only (Llei 26/2010, 17.5)", () => {
    const meeting = aMeeting({ rules: rulesOf("llei-26-2010"), spokespersons: ["m0", "m1"] });
    const there = [president, secretary, ...members(2)];
    expect(quorum(meeting, there)).toMatchObject({ reached: true, by: "spokespersons" });
    expect(quorum(meeting, there.slice(0, -1)).reached).toBe(false);
    expect(quorum(meeting, there, 2)).toMatchObject({ needed: 4, reached: false });
  });
});

const TIED = { counts: { yes: 2, no: 2, abstentions: 1 } };
const outcome = (
  meeting: Meeting,
  [yes, no, abstentions]: readonly [number, number, number],
  {
    majority = "simple",
    castingVote,
    repeated = null,
  }: {
    majority?: Majority;
    castingVote?: "yes" | "no";
    repeated?: { counts: { yes: number; no: number; abstentions: number } } | null;
  } = {},
) => outcomeOf({ meeting, counts: { yes, no, abstentions }, majority, castingVote, repeated });

const chaired = (profile: ProfileName, own: object = {}, legalNumber = 10): Meeting =>
  aMeeting({
    rules: rulesOf(profile, own),
    legalNumber,
    presiding: { seat: "president", office: null, ground: null },
  });

const faults = (input: object) =>
  voteFaults(VoteInput.parse({ item: "1", ...input }), members(2)).map(([path]) => path);

describe("what a vote comes to", () => {
  it.each<[yes: number, no: number, abstentions: number, majority: Majority, outcome: string]>([
    [3, 2, 5, "simple", "carried"],
    [2, 3, 0, "simple", "rejected"],
    [6, 0, 0, "absolute", "carried"],
    [5, 0, 0, "absolute", "rejected"],
    [7, 0, 0, "two-thirds", "carried"],
    [6, 1, 0, "two-thirds", "rejected"],
  ])("%i yes, %i no, %i abstaining, by %s majority of ten: %s", (yes, no, abstentions, majority, wanted) => {
    expect(outcome(chaired("lbrl-rof-plenary"), [yes, no, abstentions], { majority })).toMatchObject({
      outcome: wanted,
      faults: [],
    });
  });

  it("of a tie is for the president to cast, at once or after voting again, or it is not carried", () => {
    const tie = [2, 2, 1] as const;
    expect(outcome(chaired("llei-26-2010"), tie).faults.map(([path]) => path)).toEqual(["$.castingVote"]);
    expect(outcome(chaired("llei-26-2010"), tie, { castingVote: "no" })).toMatchObject({
      outcome: "rejected",
      faults: [],
    });
    const plenary = chaired("lbrl-rof-plenary");
    expect(outcome(plenary, tie)).toMatchObject({ outcome: "vote-again", faults: [] });
    expect(outcome(plenary, tie, { castingVote: "yes" }).faults).toHaveLength(1);
    expect(outcome(plenary, tie, { castingVote: "yes", repeated: TIED })).toMatchObject({
      outcome: "carried",
      faults: [],
    });
    const own = chaired("own-rules", { tie: { value: "only-if-own-rules-say-so" } });
    expect(outcome(own, tie)).toMatchObject({ outcome: "rejected", faults: [] });
    expect(outcome(own, tie, { castingVote: "yes" }).faults).toHaveLength(1);
    expect(outcome(chaired("llei-26-2010"), [3, 2, 0], { castingVote: "yes" }).faults).toHaveLength(1);
  });

  it("is voted again where own rules say so of mostly abstentions", () => {
    const own = chaired("own-rules", {
      abstentions: { value: "debate-and-vote-again", article: "Reglament 12" },
    });
    expect(outcome(own, [2, 1, 4])).toMatchObject({ outcome: "vote-again", articles: ["Reglament 12"] });
    expect(outcome(own, [2, 1, 4], { repeated: TIED }).outcome).toBe("carried");
  });

  it("counts two thirds and more than half of any number", () => {
    expect([7, 10, 25].map((n) => [neededFor("absolute", n), neededFor("two-thirds", n)])).toEqual([
      [4, 5],
      [6, 7],
      [13, 17],
    ]);
  });

  it("is refused with all that is wrong with it", () => {
    expect(faults({ method: "named" })).toEqual(["$.ballots"]);
    expect(faults({})).toEqual(["$.counts"]);
    expect(faults({ counts: { yes: 2, no: 1, abstentions: 0 }, dissent: ["nobody"] })).toEqual([
      "$.counts",
      "$.dissent[0]",
    ]);
    const ballots = [
      { seat: "m0", ballot: "yes" },
      { seat: "m0", ballot: "no" },
      { seat: "away", ballot: "no" },
    ];
    expect(faults({ method: "named", ballots, dissent: ["m0"] })).toEqual([
      "$.ballots[1].seat",
      "$.ballots[2].seat",
      "$.dissent[0]",
    ]);
    expect(faults({ method: "secret", counts: { yes: 1, no: 1, abstentions: 0 }, dissent: ["m0"] })).toEqual([
      "$.dissent",
    ]);
    const named = VoteInput.parse({ item: "1", method: "named", ballots: ballots.slice(0, 1) });
    expect(countsOf(named)).toEqual({ yes: 1, no: 0, abstentions: 0 });
  });
});
