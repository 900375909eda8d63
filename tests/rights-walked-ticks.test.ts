import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forgetTimer } from "../lib/people/timers.ts";
import { dropTimer, setTimer } from "../lib/platform/timers.ts";
import { formatInstant } from "../lib/platform/zone.ts";
import { loadSeat } from "../lib/seats/store.ts";
import { seatTimer } from "../lib/seats/timers.ts";
import { keys } from "../lib/table.ts";
import {
  aBody,
  aLayer,
  aPerson,
  aSeat,
  aSeries,
  aSession,
  aSlot,
  aTown,
  anEntity,
} from "./support/builders.ts";
import { newConvenableTown, newConvenedSession } from "./support/convened-town.ts";
import type { ConvenedTown } from "./support/convened-town.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Client, Shown, World } from "./support/world.ts";

// What no other test lets the clock do over HTTP, so that every right of every role is one that is used.
let world: World;
let town: ConvenedTown;
let atTable: string;
beforeAll(async () => {
  world = await newWorld("2016-02-15T09:00:00Z");
  town = await newConvenableTown(world);
  const { operator, at } = town;
  mustBe(201, await operator.post(`${at}/entities`, anEntity()));
  mustBe(201, await operator.post(`${at}/bodies`, aBody({ id: "taula", kind: "table" })));
  atTable = `${at}/bodies/taula`;
});
afterAll(() => world.close());

const made = async (client: Client, path: string, body: object): Promise<string> =>
  mustBe(201, await client.post(path, body)).body.id;
const listed = async (path: string): Promise<Shown[]> =>
  mustBe(200, await town.operator.get(path)).body.items;
const whoSignsInAs = (subject: string) => aPerson({ signIn: { issuer: "https://id.example.org", subject } });
const now = (): string => formatInstant(world.machine.clock.now());

/** Someone on two seats of a table, one of them an entity's; the term of that one was over at midnight, and nothing has ended it yet. */
async function someoneWhoSits(until: string): Promise<{ person: string; held: string; own: string }> {
  const { operator, at } = town;
  const person = await made(operator, `${at}/people`, aPerson());
  const own = await made(operator, `${atTable}/seats`, aSeat({ titular: person }));
  const held = await made(operator, `${atTable}/seats`, aSeat({ titular: person, entity: "amics", until }));
  const { table, clock } = world.machine;
  const end = seatTimer(await loadSeat(table, "vilanova", "taula", held));
  await table.transact(end ? [dropTimer(end)] : []);
  clock.set(Date.parse(`${until}T00:01:00+01:00`));
  return { person, held, own };
}

/** Where one of these seats is still shown as somebody's: nowhere, once they have left. */
async function leftOf({ held, own }: { held: string; own: string }): Promise<string[]> {
  const { body } = mustBe(200, await town.operator.get(`${atTable}/seats/${own}`));
  const present = (await listed(`${atTable}/seats`)).map(({ id }) => String(id));
  const entity = mustBe(200, await town.operator.get(`${town.at}/entities/amics`)).body;
  return [
    ...(body.occupancy === "vacant" ? [] : ["their own"]),
    ...(present.includes(held) ? ["the body's"] : []),
    ...(JSON.stringify(entity).includes(held) ? ["the entity's"] : []),
  ];
}

describe("who is erased while the term of a seat is over and nobody has ended it", () => {
  it("leaves that one ended, and the others to go on", async () => {
    const { person, ...seats } = await someoneWhoSits("2016-02-16");
    mustBe(200, await town.operator.delete(`${town.at}/people/${person}`));
    expect(await leftOf(seats)).toEqual([]);
  });

  it("and whose seats nobody came to, is taken from them by the clock, with why they did not come", async () => {
    const { at, members } = town;
    const session = await newConvenedSession(world, town, { start: "2016-03-10T19:00:00" });
    const { first } = members;
    const answer = { reply: "excused", reason: "Un motiu" };
    mustBe(200, await first.client.put(`${session}/answers/${first.seat}`, answer));
    const { person, ...seats } = await someoneWhoSits("2016-02-17");
    // As a crash leaves it: they are erased, the intent is there, and nothing else was done.
    await world.machine.table.transact(
      [person, first.person].flatMap((id) => [
        { remove: keys.person("vilanova", id) },
        setTimer(forgetTimer("vilanova", id, now())),
      ]),
    );
    await world.machine.advance(world.machine.clock.now() + 30 * 60_000);
    expect(await leftOf(seats)).toEqual([]);
    expect((await town.operator.get(`${at}/people/${first.person}`)).status).toBe(404);
    const said = await listed(`${session}/answers`);
    expect(said.map(({ reason }) => reason)).toEqual([null]);
  });
});

describe("mail that did not leave at once", () => {
  it("is sent by the clock, to whoever books a slot and to an entity that is convened", async () => {
    const { operator, secretary, at, atBody } = town;
    const { sink } = world.machine;
    const contact = { email: "entitat@example.org" };
    await made(operator, `${at}/entities`, anEntity({ id: "veins", contact }));
    await made(operator, `${atBody}/seats`, aSeat({ entity: "veins" }));
    const start = "2016-03-08T10:00:00";
    const booked = await made(secretary, `${atBody}/sessions`, aSession({ start, slots: [aSlot("10:00")] }));
    sink.faults({ odds: { TooManyRequestsException: 1 } });
    const who = { name: "Aina", email: "aina@example.org" };
    mustBe(201, await world.citizen.put(`${at}/sessions/${booked}/slots/1/booking`, who));
    await newConvenedSession(world, town, { start: "2016-03-09T19:00:00" });
    sink.faults({});
    await world.machine.advance(world.machine.clock.now() + 60 * 60_000);
    const told = new Set(sink.mails().map(({ to }) => to));
    expect([told.has(who.email), told.has(contact.email)]).toEqual([true, true]);
  });
});

describe("a session at the end of the day", () => {
  it("is missed, also where the day is over before anybody looked", async () => {
    const { operator } = town;
    mustBe(200, await operator.patch(atTable, { convening: { mode: "automatic" } }));
    const session = await made(operator, `${atTable}/sessions`, aSession({ start: "2016-02-17T23:58:00" }));
    await world.clockTo("2016-02-17T23:05:00Z");
    const alerts = await listed(`${atTable}/alerts`);
    expect(alerts.map((alert) => [alert.session, alert.code])).toEqual([[session, "missed"]]);
  });
});

describe("a body that is dissolved while its members are convened", () => {
  it("calls that off to them, ends their seats, and leaves nothing to look at", async () => {
    const { operator, at, atBody, members } = town;
    const convened = await newConvenedSession(world, town, { start: "2016-03-11T19:00:00" });
    mustBe(201, await operator.post(`${atBody}/seats`, aSeat({ entity: "amics" })));
    mustBe(201, await operator.post(`${atBody}/sessions`, aSession({ start: "2016-02-24T19:00:00" })));
    await world.clockTo("2016-02-19T09:00:00Z");
    expect((await listed(`${atBody}/alerts`)).length).toBeGreaterThan(0);
    mustBe(201, await operator.post(`${atBody}/events`, { kind: "dissolve", date: "2016-02-19" }));
    await world.clockTo("2016-02-19T09:10:00Z");
    const versions = await listed(`${convened}/convocations`);
    expect(versions.map(({ type }) => type)).toEqual(["convocation", "cancellation"]);
    expect(await listed(`${atBody}/alerts`)).toEqual([]);
    expect(await listed(`${atBody}/seats`)).toEqual([]);
    const { body } = mustBe(200, await operator.get(`${at}/people/${members.president.person}`));
    expect(body.seats).toEqual([]);
  });
});

describe("who has not been needed for as long as a town keeps people", () => {
  it("is forgotten there with their sign-in, which stays what it is in another town", async () => {
    const { operator } = town;
    const [here, there] = ["/v1/municipalities/riba", "/v1/municipalities/colla"];
    mustBe(
      201,
      await operator.post("/v1/municipalities", aTown({ id: "riba", areas: [], retention: { people: 1 } })),
    );
    mustBe(201, await operator.post("/v1/municipalities", aTown({ id: "colla", areas: [] })));
    const both = await made(operator, `${there}/people`, whoSignsInAs("both"));
    for (const subject of ["both", "here"]) await made(operator, `${here}/people`, whoSignsInAs(subject));
    await world.clockTo("2016-03-20T09:00:00Z");
    expect(await listed(`${here}/people`)).toEqual([]);
    const { body } = mustBe(200, await operator.get(`${there}/people/${both}/export`));
    expect(body.signIn).toMatchObject({ subject: "both" });
    const again = mustBe(201, await operator.post(`${here}/people`, whoSignsInAs("here")));
    expect(again.body.municipality).toBe("riba");
  });
});

describe("a series that leaves holidays out", () => {
  it("has a session again whose day is a holiday no more", async () => {
    const { operator } = town;
    const atTown = "/v1/municipalities/mura";
    mustBe(201, await operator.post("/v1/municipalities", aTown({ id: "mura", areas: ["ES-MURA"] })));
    mustBe(201, await operator.post(`${atTown}/bodies`, aBody()));
    const series = aSeries({ holidayPolicy: "skip", start: "2016-04-01T18:30:00", horizonMonths: 6 });
    mustBe(201, await operator.post(`${atTown}/bodies/consell/series`, series));
    const dates = async () =>
      (await listed(`${atTown}/sessions?from=2016-05-01&to=2016-06-30`)).map(
        ({ recurrenceDate }) => recurrenceDate,
      );
    const declare = async (days: Record<string, string>) => {
      const path = "/v1/calendars/ES-MURA/2016";
      const etag = (await operator.get(path)).headers.get("etag");
      const answer = await operator.put(path, aLayer(days), etag === null ? {} : { "if-match": etag });
      expect([200, 201]).toContain(answer.status);
      await world.machine.advance(world.machine.clock.now() + 20 * 60_000);
      return dates();
    };
    expect(await declare({ "2016-05-06": "Fira" })).toEqual(["2016-06-03"]);
    expect(await declare({})).toEqual(["2016-05-06", "2016-06-03"]);
  });
});

describe("a series whose sessions were lost", () => {
  it("has them again at the second look, more than one commit takes", async () => {
    const { operator } = town;
    const daily = aSeries({
      id: "diaries",
      start: "2016-04-01T18:30:00",
      recurrence: "FREQ=DAILY",
      horizonMonths: 4,
    });
    mustBe(201, await operator.post(`${atTable}/series`, daily));
    const sessions = async () =>
      (await listed(`${atTable}/sessions?from=2016-04-01&limit=200`)).map(({ id }) => String(id));
    const before = await sessions();
    expect(before.length).toBeGreaterThan(100);
    const gone = before.map((id) => ({ remove: keys.session("vilanova", id) }));
    await world.machine.table.transact(gone.slice(0, 100));
    await world.machine.table.transact(gone.slice(100));
    await world.machine.advance(world.machine.clock.now() + 5 * 60_000);
    expect(await sessions()).toEqual(before);
  });
});
