import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { aSession, aSlot } from "./support/builders.ts";
import { rowsOf } from "./support/dump.ts";
import { mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { Answer, World } from "./support/world.ts";

/** `CONVOCA_RACES=full`: as many as the acceptance asks for. */
const MANY = process.env["CONVOCA_RACES"] === "full" ? 1000 : 150;
const IN_FLIGHT = 100;

let world: World;
let town: Awaited<ReturnType<typeof newTownWithBody>>;
beforeAll(async () => {
  world = await newWorld("2016-02-01T09:00:00Z");
  town = await newTownWithBody(world);
  mustBe(201, await town.operator.post(`${town.at}/places`, { id: "sala", name: "Sala" }));
});
afterAll(() => world.close());

const MOST_TRIES = 20;

/** Asks again while the machine fails, as its answer says: each request can tell itself from every other. */
async function untilAnswered(ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask();
    if (answer.status < 500 || attempt === MOST_TRIES) return answer;
  }
}

/** So many at once, until all have asked: their answers. */
async function race(ask: (n: number) => Promise<Answer>, many = MANY): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < many; from += IN_FLIGHT) {
    const batch = Array.from({ length: Math.min(IN_FLIGHT, many - from) }, (_, i) =>
      untilAnswered(() => ask(from + i)),
    );
    answers.push(...(await Promise.all(batch)));
  }
  return answers;
}

const secretOf = (n: number): string => `a-secret-of-ones-own-${n}`;

const outcomes = (answers: readonly Answer[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    // 200: a first try was committed, and its answer lost.
    const outcome = status < 300 ? "won" : `${status} ${body.code}`;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
};

const rows = () => rowsOf(inject("endpoint"), world.tableName);

async function withSlots(start: string, ats: readonly string[], overrides: object = {}): Promise<string> {
  const input = aSession({ start, duration: "PT5H", slots: ats.map((at) => aSlot(at)), ...overrides });
  return mustBe(201, await town.secretary.post(`${town.atBody}/sessions`, input)).body.id;
}

describe("of many who book at once", () => {
  it("one gets the slot, each other is told that it is taken, and nobody is in the table but that one", async () => {
    const id = await withSlots("2016-02-10T09:00:00", ["09:00"]);
    const path = `${town.at}/sessions/${id}/slots/1/booking`;
    const answers = await race((n) => world.citizen.put(path, { name: `Persona ${n}`, secret: secretOf(n) }));
    expect(outcomes(answers)).toEqual({ won: 1, "409 taken": MANY - 1 });
    const won = answers.findIndex(({ status }) => status < 300);
    const bookings = (await rows()).filter(({ pk }) => pk === "BOOKING#vilanova");
    expect(bookings.map((row) => [row["name"], row["code"]])).toEqual([
      [`Persona ${won}`, answers[won]?.body.code],
    ]);
  });

  it("each gets a slot of their own where there are as many, also of a session that its series could still change", async () => {
    const ats = ["09", "10", "11", "12"].flatMap((hour) =>
      ["00", "15", "30", "45"].map((m) => `${hour}:${m}`),
    );
    const slots = ats.map((at) => aSlot(at, { duration: "PT15M" }));
    const series = {
      id: "hores",
      title: "Hores",
      start: "2016-02-15T09:00:00",
      recurrence: "FREQ=WEEKLY;COUNT=1",
    };
    mustBe(201, await town.secretary.post(`${town.atBody}/series`, { ...series, duration: "PT5H", slots }));
    const path = `${town.at}/sessions/consell-hores-2016-02-15/slots`;
    const answers = await race(
      (n) => world.citizen.put(`${path}/${n + 1}/booking`, { name: "Algú", secret: secretOf(n) }),
      ats.length,
    );
    expect(outcomes(answers)).toEqual({ won: ats.length });
    const states = (await world.citizen.get(path)).body.items.map(({ state }: { state: string }) => state);
    expect(new Set(states)).toEqual(new Set(["taken"]));
  });

  it("none is lost to a cancellation or a change of the slots at the same moment", async () => {
    for (let round = 0; round < 5; round++) {
      const id = await withSlots(`2016-02-1${round}T15:00:00`, ["15:00"]);
      const session = `${town.at}/sessions/${id}`;
      const [booked, changed] = await Promise.all([
        world.citizen.put(`${session}/slots/1/booking`, { name: "Algú" }),
        town.secretary.patch(session, { slots: [] }),
      ]);
      // Either the booking came first and the slot stays, or the slot went and there is no booking.
      const left = (await world.citizen.get(session)).body.slots.length;
      expect([booked.status === 201, changed.status !== 200, left]).toEqual(
        booked.status === 201 ? [true, true, 1] : [false, false, 0],
      );
    }
  });
});

const hour = (n: number): string => `2016-03-11T${String(8 + (n % 6)).padStart(2, "0")}:00:00`;

describe("of many who want one room at once", () => {
  const uses = `/places/sala/uses`;

  it("one gets it, each other is told when it is taken, and the day holds that one alone", async () => {
    const start = "2016-03-10T19:00:00";
    const { operator, at } = town;
    const wants = (n: number) => ({ start, duration: "PT2H", purpose: `Ús ${n}` });
    const answers = await race((n) => operator.post(at + uses, wants(n), { "idempotency-key": `use-${n}` }));
    expect(outcomes(answers)).toEqual({ won: 1, "409 taken": MANY - 1 });
    const held = (await rows()).filter(({ pk }) => pk === "PLACE#vilanova#sala");
    expect(held.map(({ sk }) => sk.replace(/#.*/, "")).toSorted()).toEqual(["DAY", "USE"]);
    const [day, use] = held;
    const won = answers.find(({ status }) => status < 300);
    expect([day?.["holds"], use?.["id"]]).toMatchObject([[{ by: { id: won?.body.id } }], won?.body.id]);
  });

  it("two bodies and a ceded use share it out, and every hour of the day has one holder", async () => {
    const { operator, at } = town;
    mustBe(201, await operator.post(`${at}/bodies`, { id: "taula", name: "Taula", kind: "table" }));
    const ask = (n: number) =>
      n % 3 === 2
        ? operator.post(at + uses, { start: hour(n >> 2), duration: "PT1H", purpose: "Ús" })
        : operator.post(
            `${at}/bodies/${n % 3 === 0 ? "consell" : "taula"}/sessions`,
            aSession({ start: hour(n >> 2), duration: "PT1H", place: { place: "sala" } }),
          );
    const answers = await race(ask, 24);
    const { items } = (await world.citizen.get(`${at}${uses}?from=2016-03-11&to=2016-03-11`)).body;
    const won = answers.filter(({ status }) => status === 201).length;
    const hours = items.map(({ from }: { from: string }) => from);
    expect([won, new Set(hours).size]).toEqual([items.length, items.length]);
    expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    // Whoever lost a race may try again, and finds every hour given away or free.
    for (let n = 0; n < 24; n += 4) expect([201, 409]).toContain((await ask(n)).status);
  });
});
