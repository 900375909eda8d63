import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { effectiveRule } from "../lib/law/effective.ts";
import type { BodyRules } from "../lib/law/model.ts";
import { profiles } from "../lib/law/profiles/profiles.ts";
import { OwnRules, quorumOf, ruleNames, ruleShapes } from "../lib/law/rule-model.ts";
import { aLayer, aTown } from "./support/builders.ts";
import { mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { Client, Shown, World } from "./support/world.ts";

describe("the regimes", () => {
  it.each(Object.entries(profiles))(
    "%s: every value has its shape, every rule its article",
    (_, { rules }) => {
      for (const [name, rule] of Object.entries(rules)) {
        expect(ruleShapes[name as keyof typeof ruleShapes].safeParse(rule.value).error?.issues ?? []).toEqual(
          [],
        );
        expect(rule.article).toMatch(/^(LBRL|ROF|Ley|Llei|DL|TUEL) ?[\d/]+/);
      }
    },
  );

  it("never claim a quorum or a notice of a body without statute", () => {
    for (const profile of ["none", "own-rules"] as const) expect(profiles[profile].rules).toEqual({});
  });

  it.each([
    ["ley-40-2015", 17, 9, null],
    ["llei-26-2010", 17, 9, 6],
    ["lbrl-rof-plenary", 17, 6, 6],
    ["lbrl-rof-plenary", 5, 3, 3],
    ["rof-commission", 10, 6, 3],
    ["rof-junta-de-govern", 9, 5, 3],
    ["dl-2-2003-other", 10, 4, null],
  ] as const)(
    "%s with %i members needs %i in first call, %s in second",
    (profile, members, first, second) => {
      const rules: BodyRules = { ...nothing, profile };
      const quorum = (name: "quorumFirstCall" | "quorumSecondCall") => {
        const rule = effectiveRule(rules, name);
        return rule && quorumOf(rule.value, members);
      };
      expect([quorum("quorumFirstCall"), quorum("quorumSecondCall")]).toEqual([first, second]);
    },
  );
});

const nothing: BodyRules = {
  municipality: "vilanova",
  body: "consell",
  from: "2020-01-01",
  profile: "none",
  own: {},
  act: null,
  version: 1,
};

describe("a body's rules, over HTTP", () => {
  let world: World;
  let secretary: Client;
  let at: string;
  let rules: string;
  beforeAll(async () => {
    world = await newWorld("2022-11-01T09:00:00Z");
    const town = await newTownWithBody(world, aTown({ areas: ["ES", "ES-25120"] }));
    ({ secretary, at } = town);
    rules = `${town.atBody}/rules`;
    const spain = aLayer({ "2022-11-01": "Todos los Santos", "2022-12-06": "Constitución" });
    mustBe(201, await town.operator.put("/v1/calendars/ES/2022", spain));
    mustBe(201, await town.operator.put("/v1/calendars/ES-25120/2022", aLayer({}, { confirmed: false })));
  });
  afterAll(() => world.close());
  const read = async (on = ""): Promise<Shown> =>
    (await world.citizen.get(`${rules}${on && `?at=${on}`}`)).body;
  const ask = async (question: object): Promise<Shown> =>
    mustBe(200, await world.citizen.post(`${at}/notice-calculations`, question)).body;
  const tuesday = { start: "2022-11-22T19:00:00" };

  it("are none until someone says so: nothing is claimed", async () => {
    expect(await read()).toMatchObject({ profile: null, rules: {}, warnings: [] });
    const { status, body } = await world.citizen.post(`${at}/notice-calculations`, {
      ...tuesday,
      body: "consell",
    });
    expect([status, body.faults[0].path]).toEqual([400, "$.body"]);
  });

  it("in Catalonia: an own first-call quorum gives way with a warning, an own second-call number stands", async () => {
    const own = {
      quorumFirstCall: { value: { share: "quarter" }, article: "Reglament, 12" },
      quorumSecondCall: { value: { share: "number", number: 5 }, article: "Reglament, 13" },
    };
    mustBe(201, await secretary.put(rules, { from: "2020-11-19", profile: "llei-26-2010", own, act: "Ple" }));
    const { rules: found, warnings, own: kept } = await read();
    expect(found.quorumFirstCall).toMatchObject({
      layer: "mandatory",
      article: "Llei 26/2010, 17.4",
      value: { share: "half", with: ["president", "secretary"] },
      displaced: [{ layer: "own", article: "Reglament, 12", value: { share: "quarter" } }],
    });
    expect(found.quorumSecondCall).toMatchObject({
      layer: "own",
      value: { share: "number", number: 5 },
      displaced: [{ layer: "default", article: "Llei 26/2010, 17.6" }],
    });
    expect(warnings.map(({ rule }: Shown) => rule)).toEqual(["quorumFirstCall"]);
    expect(kept.quorumFirstCall.value.share).toBe("quarter"); // stored and shown, never silently dropped
    expect(found.notice.reading).toContain("natural or working hours");
  });

  it("hold from their day on, until the next ones do", async () => {
    mustBe(201, await secretary.put(rules, { from: "2022-06-01", profile: "own-rules", own: sportsCouncil }));
    expect((await read("2020-11-18")).profile).toBeNull();
    expect((await read("2022-05-31")).profile).toBe("llei-26-2010");
    expect((await read("2022-06-01")).profile).toBe("own-rules");
    const again = { from: "2022-06-01", profile: "own-rules", own: {} };
    expect((await secretary.put(rules, again)).status).toBe(428);
    expect((await secretary.put(rules, again, { "if-match": '"7"' })).status).toBe(412);
  });

  /** `law.md` 5: two thirds in first call, absolute majority in second; quarterly; 48 h and no new items if extraordinary. */
  const sportsCouncil = {
    quorumFirstCall: { value: { share: "two-thirds" }, article: "Estatuts, 5" },
    quorumSecondCall: { value: { share: "absolute-majority" }, article: "Estatuts, 5" },
    quorumLaterMeetings: { value: { share: "third" }, article: "Estatuts, 6" },
    periodicity: { value: { every: { n: 3, unit: "months" } } },
    extraordinaryNotice: { value: { n: 48, unit: "natural-hours" } },
    offAgenda: { value: { ordinary: "absolute-majority", extraordinary: "never" } },
    majority: { value: "simple-of-votes" },
    abstentions: { value: "debate-and-vote-again" },
  };

  it("express a body's own statute as data", async () => {
    expect(OwnRules.safeParse(sportsCouncil).error?.issues ?? []).toEqual([]);
    const { rules: found } = await read("2022-06-01");
    const layers = Object.values(found as Record<string, { layer: string }>).map(({ layer }) => layer);
    expect([new Set(layers), layers.length]).toEqual([new Set(["own"]), Object.keys(sportsCouncil).length]);
  });

  it("are refused with every fault at its path", async () => {
    const own = {
      quorumFirstCall: { value: { share: "number" } },
      notice: { value: { n: 2, unit: "working-days", clearDays: true, countSessionDay: true } },
      colour: { value: "red" },
    };
    const { status, body } = await secretary.put(rules, { from: "2023-01-01", profile: "llei-26-2010", own });
    expect([status, body.faults.map(({ path }: Shown) => path).toSorted()]).toEqual([
      400,
      ["$.own.colour", "$.own.notice.value.clearDays", "$.own.quorumFirstCall.value.number"],
    ]);
  });

  it("are the secretary's to set, and everyone's to read", async () => {
    const input = { from: "2024-01-01", profile: "none" };
    expect((await world.citizen.put(rules, input)).status).toBe(401);
    const other = await world.as({ role: "secretary", municipality: "vilanova", body: "taula" });
    expect((await other.put(rules, input)).status).toBe(403);
  });

  describe("a calculation", () => {
    it("takes the notice of a body's rules on the day of the session, and names its article", async () => {
      const early = await ask({ start: "2022-05-10T19:00:00", body: "consell" });
      expect(early).toMatchObject({ source: "Llei 26/2010, 17.1", lastLawfulMoment: "2022-05-08T17:00:00Z" });
      expect(early.otherReading).toEqual({
        unit: "working-hours",
        lastLawfulMoment: "2022-05-06T17:00:00Z",
        isStricter: true,
      });
    });

    it("is provisional over a layer that is missing or not confirmed, and says which", async () => {
      const notice = { n: 2, unit: "working-days", clearDays: true };
      const found = await ask({ ...tuesday, notice });
      expect(found).toMatchObject({
        lastLawfulMoment: "2022-11-17T22:59:59Z",
        lastLawfulLocal: "2022-11-17T23:59:59",
        provisional: true,
        unconfirmed: [{ area: "ES-25120", year: 2022, why: "not-confirmed" }],
      });
      expect((await ask({ ...tuesday, notice, areas: ["ES"] })).provisional).toBe(false);
      const next = await ask({ start: "2023-01-03T19:00:00", notice, areas: ["ES"] });
      expect(next.unconfirmed).toEqual([{ area: "ES", year: 2023, why: "missing" }]);
      expect((await ask({ ...tuesday, notice, areas: [] })).provisional).toBe(true);
      expect((await ask({ ...tuesday, notice: { n: 3, unit: "natural-days" }, areas: [] })).provisional).toBe(
        false,
      );
    });

    it("says whether a notice was in time: the last moment is still lawful, the next second is not", async () => {
      const notice = { n: 48, unit: "natural-hours" };
      const lawful = async (servedAt: string) =>
        (await ask({ ...tuesday, notice, servedAt })).lawful as boolean;
      expect([await lawful("2022-11-20T18:00:00Z"), await lawful("2022-11-20T18:00:01Z")]).toEqual([
        true,
        false,
      ]);
      expect(await ask({ ...tuesday, notice })).not.toHaveProperty("lawful");
    });

    it("asks for a body or a notice, not both", async () => {
      const both = { ...tuesday, body: "consell", notice: { n: 1, unit: "natural-days" } };
      for (const question of [both, tuesday]) {
        const { status, body } = await world.citizen.post(`${at}/notice-calculations`, question);
        expect([status, body.faults[0].path]).toEqual([400, "$.notice"]);
      }
    });
  });
});

it("every rule is set by some law or by the example of a statute", () => {
  const set = new Set(Object.values(profiles).flatMap(({ rules }) => Object.keys(rules)));
  const ownAlone = ["abstentions", "quorumLaterMeetings"];
  expect(ruleNames.filter((name) => !set.has(name)).toSorted()).toEqual(ownAlone.toSorted());
});
