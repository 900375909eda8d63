import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { aSession, aSlot, aTown } from "./support/builders.ts";
import { rowsOf } from "./support/dump.ts";
import { mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { Client, World } from "./support/world.ts";

let world: World;
let secretary: Client;
/** Paths of slots that nobody has booked, in two towns by turns. */
const free: string[] = [];
const minutes = Array.from({ length: 40 }, (_, i) => `10:${String(i).padStart(2, "0")}`);

beforeAll(async () => {
  world = await newWorld("2016-02-01T09:00:00Z");
  const slots = minutes.map((at) => aSlot(at, { duration: "PT1M" }));
  const towns: string[] = [];
  for (const id of ["vilanova", "vilavella"]) {
    const town = await newTownWithBody(world, aTown({ id }));
    const input = aSession({ start: "2016-02-10T10:00:00", duration: "PT1H", slots });
    const { body } = mustBe(201, await town.secretary.post(`${town.atBody}/sessions`, input));
    towns.push(`${town.at}/sessions/${body.id}/slots`);
    secretary = town.secretary;
  }
  free.push(...minutes.flatMap((_, i) => towns.map((town) => `${town}/${i + 1}/booking`)));
});
afterAll(() => world.close());

const book = (email: string | null, client = world.citizen) =>
  client.put(free.shift() ?? "", { name: "Guanyeu un premi: evil.example", email });

/** The statuses of so many bookings, one after the other. */
async function statusesOf(many: number, email: (n: number) => string | null): Promise<number[]> {
  const statuses = [];
  for (let n = 0; n < many; n++) statuses.push((await book(email(n))).status);
  return statuses;
}
const TEN = Array.from({ length: 10 }, () => 201);

describe("an address of mail, which whoever books need not own", () => {
  it("is written to about ten bookings a day, whatever the town and the spelling, and no more", async () => {
    const spelt = ["aina@example.org", "Aina@Example.org", "aina+1@example.org", "aina+2@example.org"];
    expect(await statusesOf(12, (n) => spelt[n % 4] ?? "")).toEqual([...TEN, 429, 429]);
    const { body } = await book("aina@example.org");
    expect([body.code, body.detail]).toEqual(["too-many", expect.stringContaining("leave the address out")]);
    expect(await statusesOf(2, (n) => [null, "another@example.org"][n] ?? null)).toEqual([201, 201]);
  });

  it("gets no more by what was cancelled, which is told as well", async () => {
    const paths = free.slice(0, 10);
    for (const path of paths) {
      const { code, secret } = mustBe(201, await book("joan@example.org")).body;
      mustBe(200, await world.citizen.delete(`${path}?code=${code}&secret=${secret}`));
    }
    expect((await book("joan@example.org")).status).toBe(429);
  });

  it("is counted right by bookings that come at once", async () => {
    const answers = await Promise.all(Array.from({ length: 14 }, () => book("alhora@example.org")));
    const won = answers.filter(({ status }) => status === 201).length;
    const others = answers.map(({ status }) => status).filter((status) => status !== 201);
    expect(won).toBeLessThanOrEqual(10);
    // 412: too many wanted to count at one moment
    expect(others.filter((status) => ![412, 429].includes(status))).toEqual([]);
    expect(await statusesOf(11 - won, () => "alhora@example.org")).toEqual([...TEN.slice(won), 429]);
  });

  it("may be booked with by the secretariat as often as it is asked to", async () => {
    const ours = free.filter((path) => path.includes("/vilavella/")).slice(0, 11);
    const statuses = [];
    for (const path of ours)
      statuses.push((await secretary.put(path, { name: "X", email: "ofi@example.org" })).status);
    expect(statuses).toEqual([...TEN, 201]);
    free.splice(0, free.length, ...free.filter((path) => !ours.includes(path)));
  });

  it("is written nothing that whoever booked wrote", async () => {
    await world.machine.advance(world.machine.clock.now());
    const mails = world.machine.sink.mails();
    expect(new Set(mails.map(({ to }) => to))).toContain("another@example.org");
    const raw = mails.map((mail) => Buffer.from(mail.raw).toString("latin1"));
    const parts = raw.flatMap((text) => [
      text,
      ...[...text.matchAll(/base64\r\n\r\n([\w+/=\r\n]+)/g)].map(([, part = ""]) =>
        Buffer.from(part, "base64"),
      ),
    ]);
    expect(parts.some((part) => part.toString().includes("BEGIN:VCALENDAR"))).toBe(true);
    expect(parts.filter((part) => /premi|evil/.test(part.toString()))).toEqual([]);
  });

  it("is counted by a digest that is of no use the day after, and gone then; the next day counts anew", async () => {
    const counts = (await rowsOf(inject("endpoint"), world.tableName)).filter(({ pk }) =>
      pk.startsWith("BOOKING##"),
    );
    expect(counts.map((row) => Object.keys(row).toSorted())).toEqual(
      counts.map(() => ["count", "expiresAtSeconds", "pk", "schema", "sk"]),
    );
    expect(counts.map(({ pk, sk }) => [pk, /^[\w-]{43}$/.test(sk)])).toEqual(
      counts.map(() => ["BOOKING##2016-02-01", true]),
    );
    expect(counts[0]?.["expiresAtSeconds"]).toBe(Date.parse("2016-02-03T09:00:00Z") / 1000);
    await world.clockTo("2016-02-02T09:00:00Z");
    expect((await book("aina@example.org")).status).toBe(201);
  });
});
