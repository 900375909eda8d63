import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aSeat, aSession, aSlot, anEntity } from "./support/builders.ts";
import { refusal } from "./support/convening-town.ts";
import { mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { Client, Shown, World } from "./support/world.ts";

const SECRET = "a-secret-of-ones-own-22";
const somebody = (overrides: Record<string, unknown> = {}) => ({
  name: "Aina Serra Vidal",
  email: "aina.serra@example.org",
  phone: "971 000 111",
  note: "Cita amb treball social",
  ...overrides,
});

let world: World;
let town: Awaited<ReturnType<typeof newTownWithBody>>;
/** Whoever sits in another body, on a seat that the school holds. */
let school: Client;
let member: Client;
beforeAll(async () => {
  world = await newWorld("2016-02-01T09:00:00Z");
  town = await newTownWithBody(world);
  const { operator, at, atBody } = town;
  mustBe(201, await operator.post(`${at}/entities`, anEntity({ id: "rodari", name: "Rodari" })));
  mustBe(201, await operator.post(`${at}/bodies`, { id: "escoles", name: "Escoles", kind: "table" }));
  const sitting = async (on: string, entity: string | null) => {
    const { body } = mustBe(201, await operator.post(`${at}/people`, { name: "Algú", keeper: "consell" }));
    mustBe(201, await operator.post(`${on}/seats`, aSeat({ titular: body.id, entity })));
    return world.as({ role: "member", municipality: "vilanova", person: body.id });
  };
  school = await sitting(`${at}/bodies/escoles`, "rodari");
  member = await sitting(atBody, null);
});
afterAll(() => world.close());

const SLOTS = [
  aSlot("10:00"),
  aSlot("10:30"),
  aSlot("11:00", { for: "Marconi" }),
  { ...aSlot("11:30", { private: true }), party: "rodari" },
];

/** A session with these slots; gives back its path. */
async function withSlots(overrides: Record<string, unknown> = {}): Promise<string> {
  const { secretary, at, atBody } = town;
  const input = aSession({ start: "2016-02-10T10:00:00", duration: "PT2H", slots: SLOTS, ...overrides });
  return `${at}/sessions/${mustBe(201, await secretary.post(`${atBody}/sessions`, input)).body.id}`;
}
const statesOf = async (session: string): Promise<string[]> =>
  (await world.citizen.get(`${session}/slots`)).body.items.map(({ state }: Shown) => state);
let people = 0;
/** Whoever has no address of their own here: so many a day are booked with one, and no more. */
const another = () => somebody({ email: `aina.${++people}@example.org` });
const book = (session: string, slot: number, who: object = another(), client = world.citizen) =>
  client.put(`${session}/slots/${slot}/booking`, who);
const heldBy = ({ code, secret }: Shown): string => `?code=${code}&secret=${secret}`;

describe("a slot that is open", () => {
  it("is taken by whoever asks first, without signing in", async () => {
    const session = await withSlots();
    const { body } = mustBe(201, await book(session, 2));
    expect(body).toMatchObject({ slot: 2, start: "2016-02-10T10:30:00", startUtc: "2016-02-10T09:30:00Z" });
    expect(refusal(await book(session, 2, somebody({ name: "Un altre" })))).toBe("409 taken");
    expect(await statesOf(session)).toEqual(["free", "taken", "held", "held"]);
  });

  it("is the same booking when the same is asked with the same secret, and not otherwise", async () => {
    const session = await withSlots();
    const first = mustBe(201, await book(session, 1, somebody({ secret: SECRET }))).body;
    expect(mustBe(200, await book(session, 1, somebody({ secret: SECRET }))).body).toEqual(first);
    for (const other of [{ secret: `${SECRET}2` }, { secret: SECRET, name: "Un altre" }, {}])
      expect(refusal(await book(session, 1, somebody(other)))).toBe("409 taken");
  });

  it("shows who has it to the secretariat and to whoever has code and secret, and to nobody else", async () => {
    const session = await withSlots();
    const made = mustBe(201, await book(session, 1, somebody())).body;
    const path = `${session}/slots/1/booking`;
    for (const who of [await town.secretary.get(path), await world.citizen.get(path + heldBy(made))])
      expect(mustBe(200, who).body).toMatchObject({ ...somebody(), code: made.code, slot: 1 });
    expect(refusal(await world.citizen.get(path))).toBe("401 no-token");
    expect(refusal(await member.get(path))).toBe("403 forbidden");
    const wrong = heldBy({ ...made, secret: SECRET });
    expect(refusal(await world.citizen.get(path + wrong))).toBe("404 not-found");
    expect(refusal(await world.citizen.delete(path + wrong))).toBe("404 not-found");
    expect(refusal(await world.citizen.get(`${path}?code=${made.code}`))).toBe("400 bad-input");
  });

  it("is free again once it is cancelled, and can be booked by another", async () => {
    const session = await withSlots();
    const path = `${session}/slots/1/booking`;
    const made = mustBe(201, await book(session, 1)).body;
    mustBe(200, await world.citizen.delete(path + heldBy(made)));
    expect((await statesOf(session))[0]).toBe("free");
    expect(refusal(await world.citizen.delete(path + heldBy(made)))).toBe("404 not-found");
    mustBe(201, await book(session, 1, somebody({ name: "Un altre" })));
    mustBe(200, await town.secretary.delete(path));
  });

  it("tells all that is wrong with who asks at once", async () => {
    const session = await withSlots();
    const { status, body } = await book(session, 1, { name: "", email: "x", language: "klingon", seat: 1 });
    const paths = body.faults.map(({ path }: Shown) => path).toSorted();
    expect([status, paths]).toEqual([400, ["$.email", "$.language", "$.name", "$.seat"]]);
  });
});

describe("a slot of a party", () => {
  it("is confirmed by whoever sits for it, in whatever body, or by the secretariat, and by nobody else", async () => {
    const session = await withSlots();
    expect(refusal(await book(session, 4))).toBe("401 no-token");
    expect(refusal(await book(session, 4, another(), member))).toBe("403 forbidden");
    expect(refusal(await book(session, 3, another(), school))).toBe("403 forbidden");
    mustBe(201, await book(session, 4, another(), school));
    mustBe(201, await book(session, 3, somebody(), town.secretary));
    expect(await statesOf(session)).toEqual(["free", "free", "confirmed", "confirmed"]);
  });

  it("that is private is nobody's for everyone, and its own for those whom it concerns", async () => {
    const session = await withSlots();
    const { atBody, at, secretary } = town;
    const partyIn = async (client: Client) => {
      const { body } = mustBe(200, await client.get(`${session}/slots`));
      return [body.items[3].for, body.items[3].party?.id ?? null];
    };
    for (const client of [world.citizen, member]) expect(await partyIn(client)).toEqual([null, null]);
    for (const client of [secretary, school]) expect(await partyIn(client)).toEqual(["Rodari", "rodari"]);
    const series = { id: "privada", title: "Amb les escoles", start: "2016-02-10T10:00:00" };
    const input = { ...series, recurrence: "FREQ=WEEKLY;COUNT=2", duration: "PT2H", slots: SLOTS };
    mustBe(201, await secretary.post(`${atBody}/series`, input));
    const open = ["/sessions", "/calendar.ics", "/bodies/consell/sessions", "/bodies/consell/series"];
    const pages = [
      ...open,
      "/bodies/consell/series/privada",
      "/bodies/consell/calendar.ics",
      "/bodies/consell",
    ];
    for (const page of [session, ...pages.map((path) => at + path)])
      for (const client of [world.citizen, member])
        expect([page, JSON.stringify(mustBe(200, await client.get(page)).body).match(/rodari/i)]).toEqual([
          page,
          null,
        ]);
    expect(String((await world.citizen.get(`${at}/calendar.ics`)).body)).toContain("11:30-12:00 (reservat)");
  });

  it("must be there, and an open one hides nothing", async () => {
    const slots = [
      { ...aSlot("10:00"), party: "none" },
      { ...aSlot("10:30"), private: true },
    ];
    const { secretary, atBody } = town;
    const one = await secretary.post(
      `${atBody}/sessions`,
      aSession({ slots: slots.slice(0, 1), duration: "PT1H" }),
    );
    const other = await secretary.post(`${atBody}/sessions`, aSession({ slots: slots.slice(1) }));
    expect([one, other].map(({ body }) => body.faults.map(({ path }: Shown) => path))).toEqual([
      ["$.slots[0].party", "$.slots[0].at"],
      ["$.slots[0].private"],
    ]);
  });
});

describe("the secretary", () => {
  it("swaps two bookings, or one with a free slot", async () => {
    const session = await withSlots();
    const made = mustBe(201, await book(session, 1)).body;
    mustBe(200, await town.secretary.post(`${session}/slots/1/swap`, { with: 2 }));
    expect((await statesOf(session)).slice(0, 2)).toEqual(["free", "taken"]);
    const { body } = mustBe(200, await world.citizen.get(`${session}/slots/2/booking${heldBy(made)}`));
    expect([body.slot, body.start]).toEqual([2, "2016-02-10T10:30:00"]);
    mustBe(201, await book(session, 1, somebody({ name: "Un altre" })));
    mustBe(200, await town.secretary.post(`${session}/slots/2/swap`, { with: 1 }));
    expect((await town.secretary.get(`${session}/slots/1/booking`)).body.name).toBe("Aina Serra Vidal");
    expect((await town.secretary.get(`${session}/slots/2/booking`)).body.name).toBe("Un altre");
  });

  it("swaps two parties with what they confirmed, and not a party with what is open", async () => {
    const session = await withSlots();
    mustBe(201, await book(session, 4, another(), school));
    const { body } = mustBe(200, await town.secretary.post(`${session}/slots/3/swap`, { with: 4 }));
    expect(body.items.map((each: Shown) => [each.at, each.for, each.private, each.state])).toEqual([
      ["11:00", "Rodari", true, "confirmed"],
      ["11:30", "Marconi", false, "held"],
    ]);
    expect(refusal(await town.secretary.post(`${session}/slots/3/swap`, { with: 1 }))).toBe(
      "409 wrong-state",
    );
    expect(refusal(await town.secretary.post(`${session}/slots/1/swap`, { with: 2 }))).toBe(
      "409 wrong-state",
    );
    expect(refusal(await town.secretary.post(`${session}/slots/1/swap`, { with: 1 }))).toBe("400 bad-input");
  });

  it("may not say slots anew from under those who booked them; moved, they keep them", async () => {
    const session = await withSlots();
    mustBe(201, await book(session, 2));
    const change = (slots: object[]) => town.secretary.patch(session, { slots });
    for (const slots of [[], SLOTS.slice(0, 1), [aSlot("10:00"), aSlot("10:35")]])
      expect(refusal(await change(slots))).toBe("409 taken");
    mustBe(200, await change([aSlot("10:10", { duration: "PT5M" }), aSlot("10:30")]));
    mustBe(200, await town.secretary.patch(session, { start: "2016-02-11T16:00:00" }));
    const { body } = await town.secretary.get(`${session}/slots/2/booking`);
    expect([body.start, body.name]).toEqual(["2016-02-11T16:30:00", "Aina Serra Vidal"]);
  });
});

describe("a booked session of a series", () => {
  it("is left alone by whatever its series says from then on", async () => {
    const { secretary, at, atBody } = town;
    const series = {
      id: "oberta",
      title: "Entrevistes",
      start: "2016-03-01T10:00:00",
      recurrence: "FREQ=WEEKLY;COUNT=3",
    };
    mustBe(
      201,
      await secretary.post(`${atBody}/series`, { ...series, duration: "PT1H", slots: [aSlot("10:00")] }),
    );
    const session = `${at}/sessions/consell-oberta-2016-03-08`;
    mustBe(201, await book(session, 1));
    mustBe(
      200,
      await secretary.patch(`${atBody}/series/oberta`, { slots: [], start: "2016-03-01T12:00:00" }),
    );
    mustBe(200, await secretary.patch(`${atBody}/series/oberta`, { recurrence: "FREQ=WEEKLY;COUNT=1" }));
    const { body } = mustBe(200, await world.citizen.get(session));
    expect([body.start, body.slots.length]).toEqual(["2016-03-08T10:00:00", 1]);
    expect(await statesOf(session)).toEqual(["taken"]);
  });
});
