import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aLayer } from "./support/builders.ts";
import {
  anAgenda,
  aReadySession,
  CATALAN_RULES,
  mailsOf,
  newConveningTown,
  refusal,
} from "./support/convening-town.ts";
import type { ConveningTown } from "./support/convening-town.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { World } from "./support/world.ts";

/** A council in Vilanova, two clear working days, its clock standing on Monday 11 January 2016, 10:00. */
let world: World;
let town: ConveningTown;
beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  town = await newConveningTown(world);
});
afterAll(() => world.close());

const later = (minutes: number): Promise<void> =>
  world.clockTo(new Date(world.machine.clock.now() + minutes * 60_000).toISOString().replace(".000Z", "Z"));

describe("convening by hand", () => {
  it("freezes what members are told, and tells each of them once", async () => {
    const { secretary, at } = town;
    const id = await aReadySession(town, { start: "2016-02-10T19:00:00" });
    const made = mustBe(201, await secretary.post(`${at}/sessions/${id}/convocations`));
    expect(made.headers.get("location")).toBe(`${at}/sessions/${id}/convocations/1`);
    expect(made.body).toMatchObject({ n: 1, type: "convocation", start: "2016-02-10T19:00:00" });
    expect(made.body.deadline).toMatchObject({
      source: "Reglament 8",
      lastLawfulMoment: "2016-02-07T22:59:59Z",
      provisional: false,
    });
    expect((await secretary.get(`${at}/sessions/${id}`)).body).toMatchObject({
      status: "convened",
      convocations: 1,
    });
    await later(5);
    expect(mailsOf(world).filter((line) => line.startsWith(`notice ${id}`))).toEqual([
      `notice ${id} 1 presidencia@example.org`,
      `notice ${id} 1 secretaria@example.org`,
      `notice ${id} 1 vocal-1@example.org`,
      `notice ${id} 1 vocal-2@example.org`,
    ]);
    const { items } = mustBe(200, await secretary.get(`${at}/sessions/${id}/convocations/1/notices`)).body;
    expect(
      items.map(({ channel, state }: { channel: string; state: string }) => `${channel} ${state}`).toSorted(),
    ).toEqual([
      "mail delivered",
      "mail delivered",
      "mail delivered",
      "mail delivered",
      "page published",
      "paper to-print",
    ]);
  });

  it("names everything that is missing, each with its article, and writes nothing", async () => {
    const { secretary, at, atBody } = town;
    const { id } = mustBe(
      201,
      await secretary.post(`${atBody}/sessions`, { title: "Buida", start: "2016-02-11T19:00:00" }),
    ).body;
    const { status, body } = await secretary.post(`${at}/sessions/${id}/convocations`);
    expect([status, body.code]).toEqual([409, "incomplete"]);
    expect(body.faults.map(({ path }: { path: string }) => path)).toEqual([
      "$.agenda",
      "$.documents-or-where-they-are",
      "$.order",
    ]);
    expect(body.faults[2].message).toContain("Llei 26/2010, 15.1.b");
    expect((await secretary.get(`${at}/sessions/${id}`)).body).toMatchObject({
      status: "planned",
      convocations: 0,
    });
  });

  it.each([
    ["2016-02-07T22:59:59Z", "201 undefined"],
    ["2016-02-07T23:00:00Z", "409 too-late"],
  ])("is in time until the last second of the last lawful day: at %s it answers %s", async (now, outcome) => {
    const other = await newWorld("2016-01-11T09:00:00Z");
    const there = await newConveningTown(other);
    const id = await aReadySession(there, { start: "2016-02-10T19:00:00" });
    await other.clockTo(now);
    expect(refusal(await there.secretary.post(`${there.at}/sessions/${id}/convocations`))).toBe(outcome);
    await other.close();
  });

  it("refuses to count over a calendar that nobody confirmed, unless that is accepted and on record", async () => {
    const { operator, secretary, at } = town;
    mustBe(201, await operator.put("/v1/calendars/ES/2018", aLayer({}, { confirmed: false, source: null })));
    const id = await aReadySession(town, { start: "2018-03-14T19:00:00" });
    const refused = await secretary.post(`${at}/sessions/${id}/convocations`);
    expect(refusal(refused)).toBe("409 provisional");
    expect(refused.body.detail).toContain("ES 2018");
    const made = mustBe(
      201,
      await secretary.post(`${at}/sessions/${id}/convocations`, { acceptProvisional: true }),
    );
    expect(made.body.deadline.provisional).toBe(true);
    const { certified, because } = (await secretary.get(`${at}/sessions/${id}/convocations/1/certificate`))
      .body;
    expect(certified).toBe(false);
    expect(because).toContainEqual(expect.stringContaining("provisional"));
  });

  it("gives one convocation to a request that comes twice", async () => {
    const { secretary, at } = town;
    const id = await aReadySession(town, { start: "2016-02-17T19:00:00" });
    const key = { "idempotency-key": "twice" };
    const first = await secretary.post(`${at}/sessions/${id}/convocations`, {}, key);
    const second = await secretary.post(`${at}/sessions/${id}/convocations`, {}, key);
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect((await secretary.get(`${at}/sessions/${id}/convocations`)).body.items).toHaveLength(1);
    expect(refusal(await secretary.post(`${at}/sessions/${id}/convocations`))).toBe("409 wrong-state");
  });
});

describe("a convened session", () => {
  it("is moved by convening anew, in time for its new day, and members get one mail a version", async () => {
    const { secretary, at } = town;
    const id = await aReadySession(town, { start: "2016-03-02T19:00:00" });
    mustBe(201, await secretary.post(`${at}/sessions/${id}/convocations`));
    await later(5);
    expect(refusal(await secretary.patch(`${at}/sessions/${id}`, { start: "2016-03-03T19:00:00" }))).toBe(
      "409 wrong-state",
    );
    const patched = await secretary.patch(`${at}/sessions/${id}`, { start: "2016-03-03T19:00:00" });
    expect(patched.body.detail).toContain("POST …/convocations");
    const order = { by: "president", act: "Decret 4/2016" };
    const unordered = { start: "2016-03-09T18:00:00" };
    // What was ordered was another day.
    expect(refusal(await secretary.post(`${at}/sessions/${id}/convocations`, unordered))).toBe(
      "409 incomplete",
    );
    const tooSoon = { start: "2016-01-13T19:00:00", order };
    expect(refusal(await secretary.post(`${at}/sessions/${id}/convocations`, tooSoon))).toBe("409 too-late");
    const moved = { start: "2016-03-09T18:00:00", reason: "La sala no estava lliure", order };
    const { body } = mustBe(201, await secretary.post(`${at}/sessions/${id}/convocations`, moved));
    expect(body).toMatchObject({
      n: 2,
      type: "change",
      start: "2016-03-09T18:00:00",
      reason: { ca: moved.reason },
    });
    const [first] = (await secretary.get(`${at}/sessions/${id}/convocations`)).body.items;
    expect(body.previous).toBe(first.digest);
    await later(5);
    expect(mailsOf(world).filter((line) => line.includes(`${id} 2`))).toHaveLength(4);
    expect((await secretary.get(`${at}/sessions/${id}`)).body.start).toBe("2016-03-09T18:00:00");
  });

  it("takes another room late where that is said to be late, but no other agenda", async () => {
    const other = await newWorld("2016-01-11T09:00:00Z");
    const there = await newConveningTown(other);
    const { secretary, at } = there;
    const id = await aReadySession(there, { start: "2016-02-10T19:00:00", place: "Sala 1" });
    mustBe(201, await secretary.post(`${at}/sessions/${id}/convocations`));
    await other.clockTo("2016-02-10T09:00:00Z");
    const room = { place: "Sala 2" };
    expect(refusal(await secretary.post(`${at}/sessions/${id}/convocations`, room))).toBe("409 too-late");
    const made = mustBe(
      201,
      await secretary.post(`${at}/sessions/${id}/convocations`, { ...room, acceptLate: true }),
    );
    expect(made.body.place.name).toEqual({ ca: "Sala 2" });
    const more = anAgenda({ items: [...anAgenda().items, { title: "Un punt més" }] });
    const { headers } = await secretary.get(`${at}/sessions/${id}/agenda?draft=true`);
    mustBe(
      200,
      await secretary.put(`${at}/sessions/${id}/agenda`, more, { "if-match": headers.get("etag") ?? "" }),
    );
    expect(refusal(await secretary.post(`${at}/sessions/${id}/convocations`, { acceptLate: true }))).toBe(
      "409 too-late",
    );
    await other.close();
  });

  it("is called off for everyone who was told", async () => {
    const { secretary, at } = town;
    const id = await aReadySession(town, { start: "2016-03-16T19:00:00" });
    mustBe(201, await secretary.post(`${at}/sessions/${id}/convocations`));
    await later(5);
    mustBe(200, await secretary.post(`${at}/sessions/${id}/cancellation`, { reason: "Falta de temes" }));
    await later(5);
    const { items } = (await secretary.get(`${at}/sessions/${id}/convocations`)).body;
    expect(items.map(({ type }: { type: string }) => type)).toEqual(["convocation", "cancellation"]);
    expect(mailsOf(world).filter((line) => line.includes(`${id} 2`))).toHaveLength(4);
  });

  it("shows everyone its agenda, and members alone how to connect", async () => {
    const { secretary, at } = town;
    const id = await aReadySession(
      town,
      { start: "2016-03-23T19:00:00" },
      { connection: "https://sala.example.org/clau" },
    );
    expect((await world.citizen.get(`${at}/sessions/${id}/agenda`)).status).toBe(404);
    mustBe(201, await secretary.post(`${at}/sessions/${id}/convocations`));
    const seen = mustBe(200, await world.citizen.get(`${at}/sessions/${id}/agenda`)).body;
    expect([seen.items[0].title, seen.items[0].documents, seen.connection]).toEqual([
      { ca: "Pressupost participatiu" },
      [],
      null,
    ]);
    const member = await world.as({ role: "member", municipality: "vilanova", person: town.people[2] ?? "" });
    expect((await member.get(`${at}/sessions/${id}/agenda`)).body.connection).toEqual({
      ca: "https://sala.example.org/clau",
    });
  });
});

describe("who sits there", () => {
  it("is told later when they come later, and told off when they leave", async () => {
    const other = await newWorld("2016-01-11T09:00:00Z");
    const there = await newConveningTown(other);
    const { secretary, operator, at, atBody, seats } = there;
    const id = await aReadySession(there, { start: "2016-02-10T19:00:00" });
    mustBe(201, await secretary.post(`${at}/sessions/${id}/convocations`));
    await other.clockTo("2016-01-12T09:00:00Z");
    const person = { name: "Nova Vocal", email: "nova@example.org", keeper: null };
    const { id: titular } = mustBe(201, await operator.post(`${at}/people`, person)).body;
    mustBe(200, await secretary.patch(`${atBody}/seats/${seats[2]}`, { since: "2016-01-12", titular }));
    await other.clockTo("2016-01-12T10:00:00Z");
    expect(mailsOf(other).filter((line) => /nova|vocal-1/.test(line))).toEqual([
      `notice ${id} 1 nova@example.org`,
      `notice ${id} 1 vocal-1@example.org`,
      `withdrawal ${id} 1 vocal-1@example.org`,
    ]);
    await other.close();
  });
});

it("a rule of the law that an own rule cannot displace is what a convocation records", async () => {
  const { at } = town;
  const id = await aReadySession(town, { start: "2016-03-30T19:00:00" });
  const own = {
    ...CATALAN_RULES,
    from: "2016-03-01",
    own: {
      ...CATALAN_RULES.own,
      quorumFirstCall: { value: { share: "quarter" } },
      quorumSecondCall: { value: { share: "number", number: 5 } },
      secondCall: { value: { foreseen: true, after: { n: 1, unit: "hours" }, automatic: true } },
    },
  };
  const rules = mustBe(201, await town.secretary.put(`${town.atBody}/rules`, own)).body;
  expect(rules.warnings[0].rule).toBe("quorumFirstCall");
  const { body } = mustBe(201, await town.secretary.post(`${at}/sessions/${id}/convocations`));
  expect(body.rules.quorumFirstCall.value).toMatchObject({ share: "half" });
  expect(body.rules.quorumSecondCall.value).toMatchObject({ share: "number", number: 5 });
  expect(body.secondCall).toMatchObject({ start: "2016-03-30T20:00:00" });
});
