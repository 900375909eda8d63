import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { aSession, aSlot } from "./support/builders.ts";
import { refusal } from "./support/convening-town.ts";
import { rowsOf } from "./support/dump.ts";
import { calendarIn, newMailClient } from "./support/mail-client.ts";
import { mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { Shown, World } from "./support/world.ts";

const NAME = "Aina Serra Vidal";
const WHO = { name: NAME, phone: "971 000 111", note: "Reservat del tot" };
/** A word of each field that tells of somebody. */
const TELLING = /Aina|aina\.|971 000 111|Reservat del tot/;

let world: World;
let town: Awaited<ReturnType<typeof newTownWithBody>>;
beforeAll(async () => {
  world = await newWorld("2016-02-01T09:00:00Z");
  town = await newTownWithBody(world);
});
afterAll(() => world.close());

const rows = () => rowsOf(inject("endpoint"), world.tableName);
/** What is due is done, and the clock stands where it stood. */
const settle = () => world.machine.advance(world.machine.clock.now());

async function withSlots(start = "2016-02-10T10:00:00", overrides: Record<string, unknown> = {}) {
  const slots = [aSlot("10:00"), aSlot("10:30")];
  const input = aSession({ title: "Entrevistes", start, duration: "PT1H", slots, ...overrides });
  const { id } = mustBe(201, await town.secretary.post(`${town.atBody}/sessions`, input)).body;
  return `${town.at}/sessions/${id}`;
}

let people = 0;
/** Somebody books with an address of their own. */
async function booked(session: string, slot: number, who: Record<string, unknown> = {}) {
  const email = `aina.${++people}@example.org`;
  const path = `${session}/slots/${slot}/booking`;
  const { body } = mustBe(201, await world.citizen.put(path, { ...WHO, email, ...who }));
  await settle();
  return { ...body, path: `${path}?code=${body.code}&secret=${body.secret}`, email };
}

const mailsTo = (email: string) => world.machine.sink.mails().filter(({ to }) => to === email);
const invitationsTo = (email: string): string[] => mailsTo(email).map(({ raw }) => calendarIn(raw) ?? "");

/** What stands in the calendar of whoever gets mail there. */
function entryOf(email: string) {
  const client = newMailClient();
  for (const calendar of invitationsTo(email)) client.receive(calendar);
  return [...client.entries.values()];
}

describe("whoever books with an address", () => {
  it("gets an invitation to that slot alone, in their language", async () => {
    const { email, code } = await booked(await withSlots(), 2, { language: "es" });
    const [mail, ...others] = mailsTo(email);
    const [calendar = ""] = invitationsTo(email);
    expect([others.length, calendar.match(/^METHOD:.*$/m)?.[0].trim()]).toEqual([0, "METHOD:REQUEST"]);
    const [entry] = entryOf(email);
    expect(entry).toMatchObject({
      sequence: 0,
      start: "2016-02-10T10:30:00 Europe/Madrid",
      cancelled: false,
    });
    expect(entry?.duration).toBe("PT30M");
    const raw = Buffer.from(mail?.raw ?? []).toString("latin1");
    expect([raw.includes("Content-Language: es"), raw.includes(code)]).toEqual([true, true]);
  });

  it("is told when the session moves, once each time, under the same entry", async () => {
    const session = await withSlots("2016-02-12T10:00:00");
    const { email } = await booked(session, 1);
    mustBe(200, await town.secretary.patch(session, { start: "2016-02-15T16:00:00" }));
    await settle();
    mustBe(200, await town.secretary.patch(session, { description: "Porteu la documentació" }));
    await settle();
    expect(invitationsTo(email).length).toBe(2);
    expect(entryOf(email).map(({ sequence, start }) => [sequence, start])).toEqual([
      [1, "2016-02-15T16:00:00 Europe/Madrid"],
    ]);
  });

  it("is told when it is swapped, when the session is off, and when it takes place after all", async () => {
    const session = await withSlots("2016-02-16T10:00:00");
    const { email } = await booked(session, 1);
    mustBe(200, await town.secretary.post(`${session}/slots/1/swap`, { with: 2 }));
    await settle();
    mustBe(200, await town.secretary.post(`${session}/cancellation`, {}));
    await settle();
    expect(entryOf(email)).toMatchObject([
      { sequence: 2, cancelled: true, start: "2016-02-16T10:30:00 Europe/Madrid" },
    ]);
    mustBe(200, await town.secretary.post(`${session}/reinstatement`));
    await settle();
    expect(entryOf(email)).toMatchObject([{ sequence: 3, cancelled: false }]);
  });

  it("is forgotten once the mail that takes it back has left", async () => {
    const session = await withSlots("2016-02-17T10:00:00");
    const { email, path, code } = await booked(session, 1);
    mustBe(200, await world.citizen.delete(path));
    const kept = (await rows()).filter(({ sk }) => sk === code);
    expect(kept.map((row) => [row["name"], row["phone"], row["note"], row["email"]])).toEqual([
      [null, null, null, email],
    ]);
    await settle();
    expect(entryOf(email)).toMatchObject([{ sequence: 1, cancelled: true }]);
    await world.clockTo("2016-02-01T09:10:00Z");
    expect(
      (await rows()).filter((row) => JSON.stringify(row).includes(code) && !row.pk.startsWith("AUDIT#")),
    ).toEqual([]);
  });
});

describe("whoever books without an address", () => {
  it("is forgotten at once when they cancel, and told nothing", async () => {
    const before = world.machine.sink.mails().length;
    const { path, code } = await booked(await withSlots("2016-02-18T10:00:00"), 1, { email: null });
    mustBe(200, await world.citizen.delete(path));
    expect((await rows()).filter(({ sk }) => sk === code)).toEqual([]);
    await settle();
    expect(world.machine.sink.mails().length).toBe(before);
  });
});

describe("who booked", () => {
  it("stands behind a wall of its own and nowhere else: not in the session, the audit log, the outbox, a log", async () => {
    const session = await withSlots("2016-02-19T10:00:00");
    await booked(session, 1);
    const waiting = { ...WHO, email: "aina.waits@example.org" };
    mustBe(201, await world.citizen.put(`${session}/slots/2/booking`, waiting, { "idempotency-key": "one" }));
    const telling = (await rows()).filter((row) => TELLING.test(JSON.stringify(row)));
    expect(telling.length).toBeGreaterThan(1);
    expect([...new Set(telling.map(({ pk }) => pk))]).toEqual(["BOOKING#vilanova"]);
    expect(world.lines.filter((line) => TELLING.test(JSON.stringify(line)))).toEqual([]);
    const secrets = (await rows()).filter((row) => /"secret"/.test(JSON.stringify(row)));
    expect(secrets).toEqual([]);
    await settle();
  });
});

describe("an hour", () => {
  /** The point of service opens Monday to Thursday, 09:00-14:00, in slots of half an hour. */
  it("of a service point can be booked until it is over: 13:59 is in, 14:00 is out", async () => {
    const { secretary, atBody, at } = town;
    const halfHours = Array.from({ length: 10 }, (_, i) =>
      aSlot(`${String(9 + Math.floor(i / 2)).padStart(2, "0")}:${i % 2 === 0 ? "00" : "30"}`),
    );
    const opening = {
      title: "Atenció social",
      start: "2016-02-01T09:00:00",
      duration: "PT5H",
      slots: halfHours,
    };
    const rule = { id: "atencio", recurrence: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH", horizonMonths: 1 };
    mustBe(201, await secretary.post(`${atBody}/series`, { ...opening, ...rule }));
    const tuesday = `${at}/sessions/consell-atencio-2016-02-23`;
    const days = (await world.citizen.get(`${atBody}/sessions?from=2016-02-22&to=2016-02-28`)).body.items;
    expect(days.map(({ start, slots }: Shown) => [start, slots.length])).toEqual(
      ["22", "23", "24", "25"].map((day) => [`2016-02-${day}T09:00:00`, 10]),
    );
    await world.clockTo("2016-02-23T12:59:59Z");
    const { email, path } = await booked(tuesday, 10);
    expect(mailsTo(email)).toEqual([]); // it has begun: they are there
    mustBe(200, await world.citizen.delete(path));
    await world.clockTo("2016-02-23T13:00:00Z");
    const late = await world.citizen.put(`${tuesday}/slots/10/booking`, WHO);
    expect(refusal(late)).toBe("409 wrong-state");
    expect(
      (await world.citizen.get(`${tuesday}/slots`)).body.items.filter(({ bookable }: Shown) => bookable),
    ).toEqual([]);
  });

  it("is missed by whoever does not come, from its beginning on", async () => {
    const session = await withSlots("2016-02-24T10:00:00");
    const { path } = await booked(session, 2);
    expect(refusal(await town.secretary.post(`${session}/slots/2/no-show`))).toBe("409 wrong-state");
    await world.clockTo("2016-02-24T09:30:00Z");
    expect(mustBe(200, await town.secretary.post(`${session}/slots/2/no-show`)).body.state).toBe("no-show");
    expect(refusal(await town.secretary.post(`${session}/slots/1/no-show`))).toBe("409 wrong-state");
    expect(refusal(await world.citizen.delete(path))).toBe("409 wrong-state");
  });

  it("that is over for thirty days has nobody's name any more; the slot keeps its code", async () => {
    expect((await rows()).filter(({ pk }) => pk.startsWith("BOOKING#")).length).toBeGreaterThan(0);
    await world.clockTo("2016-03-26T00:00:00Z");
    const left = await rows();
    expect(left.filter(({ pk }) => pk.startsWith("BOOKING#vilanova"))).toEqual([]);
    expect(left.filter((row) => TELLING.test(JSON.stringify(row)))).toEqual([]);
    expect(left.filter(({ sk }) => sk.startsWith("SLOT#")).length).toBeGreaterThan(0);
  });
});
