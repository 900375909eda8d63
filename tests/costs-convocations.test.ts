import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPerson, putNewPerson } from "../lib/people/store.ts";
import type { Write } from "../lib/platform/writes.ts";
import { findSeat, seatWrites } from "../lib/seats/store.ts";
import { aBody, aLayer, aPerson, aSeat } from "./support/builders.ts";
import { newReadySession, RULES } from "./support/convened-town.ts";
import { mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { Shown, World } from "./support/world.ts";

const FEW = 10;
/** 5,000 in the long suite. */
const MANY = Number(process.env["CONVOCA_MEMBERS"] ?? 250);
const LIMIT = 600_000;

/**
 * What one notice may cost from being decided until it is delivered, 12 units on DynamoDB: decided, with its mail in the
 * outbox; taken in hand; sent, and out of the outbox; delivered. Two of these are written alone, and what that costs in a
 * transaction not every store counts alike.
 */
const mostANotice = (alone: number): number => ITEM * 4 + alone * 2;
const ITEM = 2; // an item of at most a kilobyte, written in a transaction
/** What a whole version may cost beside: its timers, set and taken, and that all were told. */
const MOST_BESIDE = 16;
/** The session with both its timelines, the version, its publication, timers, audit, and what was awaited taken away. */
const MOST_TO_ASK = 26;

let world: World;
let town: Awaited<ReturnType<typeof newTownWithBody>>;
/** What this store counts for one item written alone in a transaction. */
let alone: number;
let few: Costs;
let many: Costs;
beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  town = await newTownWithBody(world);
  const { operator, at, atBody } = town;
  mustBe(201, await operator.put("/v1/calendars/ES/2016", aLayer({})));
  mustBe(201, await operator.post(`${at}/bodies`, aBody({ id: "few" })));
  for (const body of [atBody, `${at}/bodies/few`]) mustBe(201, await operator.put(`${body}/rules`, RULES));
  await seated("few", FEW);
  await seated("consell", MANY);
  await world.machine.advance(world.machine.clock.now());
  const { table } = world.machine;
  const before = table.units.write;
  await table.transact([{ put: { pk: "AUDIT#vilanova#2016-01", sk: "one", schema: 1 } }]);
  alone = table.units.write - before;
  few = await convened("few");
  many = await convened("consell");
}, LIMIT);
afterAll(() => world.close());

/** So many members with addresses: one as the interface makes them, the others after that, straight into the table. */
async function seated(body: string, count: number): Promise<void> {
  const { operator, at } = town;
  const { table } = world.machine;
  const input = aPerson({ email: `${body}-0@example.org`, keeper: body });
  const titular: string = mustBe(201, await operator.post(`${at}/people`, input)).body.id;
  const made = mustBe(201, await operator.post(`${at}/bodies/${body}/seats`, aSeat({ titular })));
  const person = await findPerson(table, "vilanova", titular);
  const seat = await findSeat(table, "vilanova", body, made.body.id);
  if (!person || !seat) throw new Error("nobody to make others after");
  const writes: Write[] = [];
  for (let i = 1; i < count; i++) {
    const id = randomUUID();
    writes.push(
      putNewPerson({ ...person, id, email: `${body}-${i}@example.org` }),
      ...seatWrites(null, { ...seat, id: randomUUID(), titular: id }),
    );
  }
  for (let i = 0; i < writes.length; i += 99) await table.transact(writes.slice(i, i + 99));
}

interface Costs {
  readonly session: string;
  /** Of the request itself. */
  readonly asked: number;
  /** Of everything that followed, until the last mail was delivered. */
  readonly followed: number;
  readonly notices: Shown[];
  /** To whom mail went, each as often as it did. */
  readonly mails: string[];
}

async function convened(body: string): Promise<Costs> {
  const { machine, lines } = world;
  const of = { secretary: town.operator, at: town.at, atBody: `${town.at}/bodies/${body}` };
  const session = await newReadySession(of);
  await machine.advance(machine.clock.now());
  const before = machine.sink.mails().length;
  mustBe(201, await town.operator.post(`${session}/convocations`));
  const asked = Number(lines.at(-1)?.["writeUnits"]);
  const from = lines.length;
  await machine.advance(machine.clock.now());
  const since = lines.slice(from).filter((line) => "tick" in line || "stream" in line || "listener" in line);
  const followed = since.reduce((all, { writeUnits }) => all + Number(writeUnits), 0);
  const notices: Shown[] = [];
  let cursor: string | null = null;
  do {
    const query: string = `?limit=200${cursor === null ? "" : `&cursor=${cursor}`}`;
    const page = mustBe(200, await town.operator.get(`${session}/convocations/1/notices${query}`)).body;
    notices.push(...page.items.filter(({ channel }: Shown) => channel === "mail"));
    cursor = page.cursor;
  } while (cursor !== null);
  const mails = machine.sink
    .mails()
    .slice(before)
    .map(({ to }) => to);
  return { session, asked, followed, notices, mails };
}

describe("a convocation", () => {
  it(`costs the same for each of ${FEW} and of ${MANY} members`, () => {
    for (const [{ followed }, count] of [
      [few, FEW],
      [many, MANY],
    ] as const)
      expect(followed).toBeLessThanOrEqual(mostANotice(alone) * count + MOST_BESIDE);
    const marginal = (many.followed - few.followed) / (MANY - FEW);
    expect(marginal).toBeCloseTo((few.followed - MOST_BESIDE) / FEW, 0);
    expect(marginal).toBeLessThanOrEqual(mostANotice(alone));
    expect(mostANotice(alone)).toBeLessThanOrEqual(12);
  });

  it("is delivered to every member, in one mail each", () => {
    for (const [{ notices, mails }, count] of [
      [few, FEW],
      [many, MANY],
    ] as const) {
      expect(new Set(notices.map(({ state }) => state))).toEqual(new Set(["delivered"]));
      expect([notices.length, mails.length, new Set(mails).size]).toEqual([count, count, count]);
    }
  });

  it("lets nobody wait for the members: they are told after that", () => {
    expect(many.asked).toBe(few.asked);
    expect(few.asked).toBeLessThanOrEqual(MOST_TO_ASK);
  });
});

describe("reading it", () => {
  it.each<[what: string, path: string, most: number]>([
    ["the agenda", "/agenda", 2],
    ["what members were told", "/convocations/1", 1],
    ["the list of versions", "/convocations", 2],
  ])(
    "costs for %s no more than the session and what was frozen, however many members there are",
    async (_, path, most) => {
      const all: number[] = [];
      for (const { session } of [few, many]) {
        mustBe(200, await world.citizen.get(session + path));
        all.push(Number(world.lines.at(-1)?.["readUnits"]));
      }
      expect(all[0]).toBeLessThanOrEqual(most);
      expect(all[1]).toBe(all[0]);
    },
  );
});
