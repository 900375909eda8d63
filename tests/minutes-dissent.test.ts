import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { effectiveRule } from "../lib/law/effective.ts";
import type { profiles } from "../lib/law/profiles/profiles.ts";
import { warningOf } from "../lib/minutes/warning.ts";
import { newConvenableTown } from "./support/convened-town.ts";
import type { ConvenedTown } from "./support/convened-town.ts";
import { refusal } from "./support/convening-town.ts";
import { aHeldSession, circulated, idOf } from "./support/held-session.ts";
import type { Held } from "./support/held-session.ts";
import { aLayer } from "./support/builders.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Shown, World } from "./support/world.ts";

let world: World;
let town: ConvenedTown;
beforeAll(async () => {
  world = await newWorld("2016-02-10T20:30:00Z");
  town = await newConvenableTown(world);
  const festa = aLayer({ "2016-02-12": "Festa local" });
  mustBe(200, await town.operator.put("/v1/calendars/ES/2016", festa, { "if-match": '"1"' }));
});
afterAll(() => world.close());

const opinion = { text: "No comparteixo l'acord." };
const give = (session: string, input: Shown = opinion) =>
  town.members.first.client.put(`${session}/opinions/${town.members.first.seat}`, input);

describe("the written opinion of who dissents", () => {
  // The session ended on Wednesday 10 February at 21:00 in the town; Friday is a holiday there.
  it.each<[profile: Held["profile"], own: Held["own"], until: string]>([
    ["ley-40-2015", {}, "2016-02-15T22:59:59Z"],
    ["llei-26-2010", {}, "2016-02-13T20:00:00Z"],
    [
      "own-rules",
      { dissent: { value: { n: 1, unit: "working-days" }, article: "art. 9" } },
      "2016-02-11T22:59:59Z",
    ],
  ])("is given by %s %j until %s", async (profile, own, until) => {
    const session = await aHeldSession(world, town, { profile, own });
    const { body } = mustBe(200, await give(session));
    expect([body.until, body.provisional, body.by]).toEqual([until, false, "member"]);
  });

  it.each<[profile: Held["profile"]]>([["lbrl-rof-plenary"], ["dl-2-2003-plenary"], ["none"]])(
    "is not foreseen by %s",
    async (profile) => {
      expect(refusal(await give(await aHeldSession(world, town, { profile })))).toBe("409 wrong-state");
    },
  );

  it("is a member's own, and given once the session is closed", async () => {
    const { first, second } = town.members;
    const session = await aHeldSession(world, town);
    const foreign = await second.client.put(`${session}/opinions/${first.seat}`, opinion);
    expect(refusal(foreign)).toBe("403 forbidden");
    expect(refusal(await give(await aHeldSession(world, town, { status: "open" })))).toBe("409 wrong-state");
  });

  it("is joined to the minutes: its text is for members, unless its author lets everyone read it", async () => {
    const session = await aHeldSession(world, town);
    mustBe(200, await give(session));
    const path = await circulated(town, session);
    mustBe(200, await town.secretary.post(`${path}/approval`, { session: idOf(session) }));
    const readers = [world.citizen, town.members.second.client];
    const texts = async () =>
      Promise.all(readers.map(async (each) => mustBe(200, await each.get(path)).body.opinions[0].text));
    const text = { ca: opinion.text };
    expect(await texts()).toEqual([null, text]);
    expect(String((await world.citizen.get(`${path}/page`)).body)).not.toContain("comparteixo");
    mustBe(200, await give(session, { ...opinion, access: "public" }));
    expect(await texts()).toEqual([text, text]);
  });

  it("comes too late after that, and hears what the last moment was", async () => {
    const session = await aHeldSession(world, town);
    await world.clockTo("2016-02-13T20:00:00Z");
    mustBe(200, await give(session));
    await world.clockTo("2016-02-13T20:00:01Z");
    const { status, body } = await give(session);
    expect([status, body.code, body.detail]).toEqual([
      409,
      "too-late",
      "A written opinion could be given until 2016-02-13T20:00:00Z (Llei 26/2010, 20.2).",
    ]);
  });
});

describe("a certificate before approval", () => {
  const rules = { municipality: "m", body: "b", from: "2015-01-01", own: {}, act: null, version: 1 };

  it.each<[profile: keyof typeof profiles, article: string | null]>([
    ["ley-40-2015", "Ley 40/2015, 19.5"],
    ["llei-26-2010", "Llei 26/2010, 20.3"],
    ["none", null],
  ])("by %s says that it is one (%s), in four languages", (profile, article) => {
    const rule = effectiveRule({ ...rules, profile }, "certificatesBeforeApproval");
    for (const status of [null, "draft", "circulated", "superseded"] as const) {
      const warning = warningOf(status, rule);
      expect([warning?.allowed, warning?.article]).toEqual([true, article]);
      expect(Object.keys(warning?.words ?? {}).toSorted()).toEqual(["ca", "en", "es", "it"]);
    }
    expect([warningOf("approved", rule), warningOf("corrected", rule)]).toEqual([null, null]);
  });

  it("is not allowed where own rules foresee none", () => {
    expect(warningOf("draft", { value: "not-foreseen", article: "art. 3" })?.allowed).toBe(false);
  });
});
