import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noticesOf } from "../lib/health/convening.ts";
import { requiredBy } from "../lib/health/periodicity.ts";
import type { FirstCall } from "../lib/health/store.ts";
import type { BodyRules } from "../lib/law/model.ts";
import { keys } from "../lib/table.ts";
import { aBody, aSeat, aSession } from "./support/builders.ts";
import { newConvenableTown, newReadySession } from "./support/convened-town.ts";
import type { ConvenedTown } from "./support/convened-town.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Shown, World } from "./support/world.ts";

const NOW = "2016-01-11T09:00:00Z";
const counted = (value: number) => ({ value, known: "yes", why: null });
const notKnown = (why: string) => ({ value: null, known: "not-known", why });

let world: World;
let town: ConvenedTown;
beforeAll(async () => {
  world = await newWorld(NOW);
  town = await newConvenableTown(world);
});
afterAll(() => world.close());

const healthOf = async (body: string, at = ""): Promise<Shown> =>
  mustBe(200, await world.citizen.get(`${town.at}/bodies/${body}/health${at}`)).body;

/** A body that meets every three months by its own rules, with the sessions of its past. */
async function aBodyThatMet(
  id: string,
  past: readonly (readonly [start: string, what?: Record<string, unknown>])[],
  own: Record<string, unknown> = {
    periodicity: { value: { every: { n: 3, unit: "months" } }, article: "Reglament 4" },
    minutesApproval: { value: "next-session", article: "Reglament 9" },
  },
): Promise<string[]> {
  const { operator, at } = town;
  mustBe(201, await operator.post(`${at}/bodies`, aBody({ id })));
  mustBe(
    201,
    await operator.put(`${at}/bodies/${id}/rules`, { from: "2014-01-01", profile: "own-rules", own }),
  );
  const ids: string[] = [];
  for (const [start, what = { status: "held" }] of past) {
    const session = aSession({ start, ...what });
    ids.push(mustBe(201, await operator.post(`${at}/bodies/${id}/sessions`, session)).body.id);
  }
  return ids;
}

const put = (items: readonly Shown[]) =>
  world.machine.table.transact(items.map(({ key, ...rest }) => ({ put: { ...key, schema: 1, ...rest } })));
const minutesAt = (session: string, n: number, status: string) => ({
  key: keys.minutes("vilanova", session, n),
  n,
  status,
});

const rules = (profile: string, own = {}): BodyRules =>
  ({ profile, own, act: null, from: "2015-01-01" }) as unknown as BodyRules;

describe("the periodicity that is asked for", () => {
  it.each([
    [rules("rof-junta-de-govern"), "yes", null, "ROF 112.2"],
    [rules("lbrl-rof-plenary"), "not-known", "by-inhabitants", "LBRL 46.2.a"],
    [rules("dl-2-2003-plenary"), "not-known", "by-inhabitants", "DL 2/2003, 98.a"],
    [rules("rof-commission"), "not-known", "as-the-plenary-agreed", "ROF 134.1"],
    [rules("llei-26-2010"), "not-asked", "no-rule", null],
    [rules("none"), "not-asked", "no-rule", null],
    [null, "not-known", "no-rules-stated", null],
  ])("of %j is told with its article, or with why nobody can tell", (of, known, why, article) => {
    expect(requiredBy(of, "yes")).toMatchObject({ known, why, article });
  });

  it("is the body's own where it has one: a plenary whose town says how often", () => {
    const own = { periodicity: { value: { every: { n: 1, unit: "months" } }, article: "ROM 12" } };
    expect(requiredBy(rules("lbrl-rof-plenary", own), "yes")).toMatchObject({
      every: { n: 1, unit: "months" },
      known: "yes",
      article: "ROM 12",
    });
  });
});

describe("how often a body met", () => {
  const held = { status: "held" };
  const [unrecorded, other] = [{}, { ...held, kind: "extraordinary" }];
  it.each([
    // The gap of exactly three months is none.
    ["met", [["2015-04-11T18:00:00"], ["2015-07-11T18:00:00"], ["2015-10-11T18:00:00"]], "yes", 92],
    ["late", [["2015-04-11T18:00:00"], ["2015-07-12T18:00:00"], ["2015-10-12T18:00:00"]], "no", 92],
    ["never", [["2015-02-11T18:00:00"]], "no", 334],
    ["extra", [["2015-06-11T18:00:00"], ["2015-09-01T18:00:00", other], ["2015-11-11T18:00:00"]], "no", 153],
  ] as const)("%s: %j", async (id, past, kept, longest) => {
    await aBodyThatMet(id, past);
    const { periodicity } = await healthOf(id);
    expect([periodicity.kept, periodicity.longestGapDays]).toEqual([kept, counted(longest)]);
    expect(periodicity.required).toMatchObject({ every: { n: 3, unit: "months" }, article: "Reglament 4" });
  });

  it("is not known where it hangs on a session that nobody recorded", async () => {
    await aBodyThatMet("hidden", [
      ["2015-06-11T18:00:00"],
      ["2015-08-20T18:00:00", unrecorded],
      ["2015-11-11T18:00:00"],
    ]);
    const { periodicity, sessions } = await healthOf("hidden");
    expect([periodicity.kept, periodicity.longestGapDays]).toEqual([
      "not-known",
      notKnown("sessions-unrecorded"),
    ]);
    expect([sessions.total, sessions.unrecorded, periodicity.held]).toEqual([3, 1, 2].map(counted));
  });

  it("counts from when the body is on record, and looks back a year from the day that is asked about", async () => {
    await aBodyThatMet("young", [["2014-12-11T18:00:00"]]);
    const today = await healthOf("young");
    expect([today["from"], today["periodicity"].since, today["periodicity"].kept]).toEqual([
      "2015-01-11",
      "2016-01-11",
      "not-known",
    ]);
    expect(today["periodicity"].longestGapDays).toEqual(notKnown("nothing-recorded"));
    const { periodicity } = await healthOf("young", "?at=2015-06-01");
    expect([periodicity.since, periodicity.kept, periodicity.lastHeld]).toEqual([
      "2014-12-11",
      "no",
      "2014-12-11",
    ]);
    const tomorrow = await world.citizen.get(`${town.at}/bodies/young/health?at=2016-01-12`);
    expect([tomorrow.status, tomorrow.body.faults[0].path]).toEqual([400, "$.at"]);
  });
});

const line = (n: number, state: string, due: string | null) => ({
  key: keys.agreementLine("vilanova", "busy", { state, due, session: "busy-2015-01-01", n }),
});

describe("what a body has still to see to", () => {
  it("are minutes that the next session should have approved, drafts, what was circulated, and what nobody began", async () => {
    const [first = "", second = "", third = "", fourth = ""] = await aBodyThatMet("slow", [
      ["2015-03-02T18:00:00"],
      ["2015-06-02T18:00:00"],
      ["2015-09-02T18:00:00"],
      ["2015-12-02T18:00:00"],
    ]);
    await put([
      minutesAt(first, 1, "superseded"),
      minutesAt(first, 2, "approved"),
      minutesAt(second, 1, "circulated"),
      { key: keys.minutesLine("vilanova", "slow", "2015-06-02T18:00:00", second) },
      minutesAt(third, 1, "superseded"),
      minutesAt(third, 2, "superseded"),
      minutesAt(third, 3, "draft"),
      { key: keys.minutesLine("vilanova", "slow", "2014-06-02T18:00:00", "slow-2014-06-02") },
    ]);
    const { minutes } = await healthOf("slow");
    expect(minutes).toMatchObject({
      approved: counted(1),
      circulated: counted(1),
      draft: counted(1),
      none: counted(1),
      earlier: counted(1),
      oldestDays: counted(588),
      // All but the last: no session was held after that.
      overdue: counted(3),
      rule: { value: "next-session", article: "Reglament 9" },
    });
    expect(fourth).not.toBe("");
  });

  it("is not asked for where no rule says when minutes are approved, and not known where nobody said what governs it", async () => {
    await aBodyThatMet("free", [["2015-03-02T18:00:00"], ["2015-06-02T18:00:00"]], {});
    expect((await healthOf("free"))["minutes"].overdue).toMatchObject({ known: "not-asked", why: "no-rule" });
    mustBe(201, await town.operator.post(`${town.at}/bodies`, aBody({ id: "bare" })));
    const { minutes, profile, periodicity } = await healthOf("bare");
    expect([profile, minutes.overdue, minutes.rule]).toEqual([null, notKnown("no-rules-stated"), null]);
    expect([periodicity.required.why, periodicity.kept]).toEqual(["no-rules-stated", "not-known"]);
  });

  it("are agreements, open and in progress, with those whose day has passed; what is over is not counted", async () => {
    await aBodyThatMet("busy", []);
    await put([
      line(1, "open", "2016-01-10"),
      line(2, "open", "2016-01-11"),
      line(3, "open", null),
      line(4, "in-progress", "2015-12-01"),
      line(5, "done", "2015-12-01"),
      line(6, "dropped", null),
    ]);
    const { agreements } = await healthOf("busy");
    expect(agreements).toEqual({
      asOf: "2016-01-11",
      open: counted(3),
      inProgress: counted(1),
      overdue: counted(2),
    });
  });
});

describe("the seats of a body", () => {
  it("are counted as held, vacant and not known, and say whether someone presides", async () => {
    mustBe(
      201,
      await town.operator.post(`${town.at}/bodies`, aBody({ id: "seated", legalNumbers: [{ members: 9 }] })),
    );
    for (const seat of [
      { role: "president", occupancy: "vacant" },
      { role: "member", until: "2016-02-01" },
      { role: "member", occupancy: "vacant" },
    ])
      mustBe(201, await town.operator.post(`${town.at}/bodies/seated/seats`, aSeat(seat)));
    expect((await healthOf("seated"))["seats"]).toEqual({
      total: counted(3),
      held: counted(0),
      vacant: counted(2),
      notKnown: counted(1),
      expiring: counted(1),
      legalNumber: counted(9),
      president: "vacant",
      secretary: "not-known",
    });
    expect((await healthOf("busy"))["seats"]).toMatchObject({
      total: notKnown("nothing-recorded"),
      legalNumber: notKnown("nothing-recorded"),
    });
    const { seats } = await healthOf("consell");
    expect([seats.held, seats.president, seats.secretary]).toEqual([counted(4), "held", "held"]);
  });
});

describe("notices", () => {
  const deadline = { provisionalAtSeat: false } as FirstCall["deadline"];
  const unconfirmed = { provisionalAtSeat: true } as FirstCall["deadline"];
  it.each([
    ["inTime", { deadline, acceptedLate: false }],
    ["late", { deadline, acceptedLate: true }],
    ["late", { deadline: unconfirmed, acceptedLate: true }],
    ["provisional", { deadline: unconfirmed, acceptedLate: false }],
    ["notAsked", { deadline: null, acceptedLate: false }],
  ])("are %s with %j", (outcome, call) => {
    const window = { from: "2015-01-11", at: "2016-01-11", all: [], isComplete: true };
    expect(noticesOf(window, [{ session: "consell-2016-01-11", ...call }])).toEqual({
      ...Object.fromEntries(["inTime", "late", "provisional", "notAsked"].map((each) => [each, counted(0)])),
      convened: counted(1),
      [outcome]: counted(1),
    });
    expect(noticesOf({ ...window, isComplete: false }, []).convened).toEqual(notKnown("too-many"));
  });

  it("are those of the sessions whose day has come", async () => {
    const urgent = await newReadySession(
      town,
      { start: "2016-01-11T18:00:00", kind: "urgent" },
      { urgency: "Obres aturades" },
    );
    await newReadySession(town, { start: "2016-01-11T19:00:00" });
    mustBe(201, await town.secretary.post(`${urgent}/convocations`));
    const { notices, sessions, periodicity } = await healthOf("consell");
    expect([notices.convened, notices.inTime, sessions.underWay]).toEqual([1, 1, 2].map(counted));
    expect(periodicity.next).toMatchObject({ start: "2016-01-11T18:00:00", status: "convened" });
  });
});
