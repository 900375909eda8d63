import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { aLayer } from "./support/builders.ts";
import {
  addressOf,
  answerLinkOf,
  newConvenableTown,
  newConvenedSession,
  newReadySession,
} from "./support/convened-town.ts";
import type { ConvenedTown } from "./support/convened-town.ts";
import { rowsOf } from "./support/dump.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Client, World } from "./support/world.ts";

/** What an answer that everyone gets may hold, property by property: one more, and somebody has to think about it. */
const titled = (path: string): string => `${path}.ca`;
const named = (text: string): string[] => text.split(" ").map((name) => `.${name}`);
const DOCUMENT = [...named("url digest access"), titled(".title")];
const ITEM = [
  ...named("id kind description"),
  titled(".title"),
  ...DOCUMENT.map((each) => `.documents[]${each}`),
];
const CONTENTS = [
  ...ITEM.map((each) => `.items[]${each}`),
  ...named("conditions connection places documentsAt reasons urgency"),
];
// `recordedBy` and `by` are the ids of callers, which say nothing by themselves.
const ORDER = named("order.by order.act order.seat order.recordedBy order.at order.start order.kind");
const AGENDA = [
  ...named(
    "municipality session state ready proposed changedSinceConvened missing proposals version convocation",
  ),
  ...CONTENTS,
  ...ORDER,
];
const BRIEF = named("n type kind start timeZone convenedAt digest");
const STEPS = [...named("what date why hours counted holiday holiday.area"), titled(".holiday.name")];
const DEADLINE = [
  ...named("source lastLawfulMoment provisional notice.n notice.unit notice.clearDays"),
  ...STEPS.map((each) => `.steps[]${each}`),
];
const CONVOCATION = [
  ...BRIEF,
  ...named(
    "municipality body session startUtc duration place sequence secondCall reason by previous acceptedLate",
  ),
  titled(".title"),
  ...CONTENTS.map((each) => `.agenda${each}`),
  ...ORDER,
  ...DEADLINE.map((each) => `.deadline${each}`),
];
const LIST = [".outlook", ...BRIEF.map((each) => `.items[]${each}`)];

let world: World;
let town: ConvenedTown;
let session: string;
/** All that tells of somebody: names, addresses, ids, where they live, how they sign in. */
let telling: string[];
beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  town = await newConvenableTown(world);
  const { operator, at, members } = town;
  for (const area of ["ES-09", "ES-08113"])
    mustBe(
      201,
      await operator.put(`/v1/calendars/${area}/2016`, aLayer({ "2016-02-08": `Festa de ${area}` })),
    );
  const own = { phone: "973 555 111", address: "Carrer Major, 7", residence: "ES-08113" };
  mustBe(200, await operator.patch(`${at}/people/${members.second.person}`, own));
  session = await newConvenedSession(world, town);
  const all = ["president", "secretary", "first", "second"] as const;
  telling = [
    ...all.flatMap((role) => [members[role].person, addressOf(role), `Nom ${role}`]),
    ...Object.values(own),
    "ES-09",
    world.machine.tokens.issuer,
    "Sala virtual 7",
    "reservat",
  ];
});
afterAll(() => world.close());

/** The paths to all that is neither an object nor a list in a value; of an empty one, its own. */
function pathsIn(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [path];
  const inside = Array.isArray(value)
    ? value.flatMap((each) => pathsIn(each, `${path}[]`))
    : Object.entries(value).flatMap(([name, each]) => pathsIn(each, `${path}.${name}`));
  return inside.length > 0 ? inside : [path];
}

/** The rules that held are the law's words: of each its value, its article and how it is read. */
const isOfRules = (path: string): boolean =>
  /^\.rules\.[a-zA-Z]+\.(layer|value|article|reading)\b/.test(path);

const notAllowed = (body: unknown, allowed: readonly string[]): string[] =>
  [...new Set(pathsIn(body))].filter((path) => !allowed.includes(path) && !isOfRules(path));

const tells = (text: string): string[] => telling.filter((each) => text.includes(each));

describe("what everyone may read of a convocation", () => {
  it.each<[what: string, path: string, allowed: readonly string[]]>([
    ["the agenda", "/agenda", AGENDA],
    ["the versions", "/convocations", LIST],
    ["a version", "/convocations/1", CONVOCATION],
  ])("is no more than this, of %s", async (_, path, allowed) => {
    const { body } = mustBe(200, await world.citizen.get(session + path));
    expect(notAllowed(body, allowed)).toEqual([]);
    expect(tells(JSON.stringify(body))).toEqual([]);
  });

  it("is the same after it changed, with a reason, and once it was taken back", async () => {
    const other = await newConvenedSession(world, town, { start: "2016-02-17T19:00:00" });
    const { secretary } = town;
    const change = { title: "En una altra sala", reason: "Obres", place: "Casal" };
    mustBe(201, await secretary.post(`${other}/convocations`, change));
    mustBe(200, await secretary.post(`${other}/cancellation`, { reason: "Obres" }));
    await world.machine.advance(world.machine.clock.now());
    const said = [...CONVOCATION, ".deadline", titled(".reason"), titled(".place.name")];
    for (const n of [1, 2, 3]) {
      const { body } = mustBe(200, await world.citizen.get(`${other}/convocations/${n}`));
      expect([n, notAllowed(body, said), tells(JSON.stringify(body))]).toEqual([n, [], []]);
    }
  });

  it("names nobody on the page behind a link, whoever has it", async () => {
    const { members } = town;
    const link = await answerLinkOf(town, session, members.second.seat);
    const { body } = mustBe(200, await world.citizen.get(link));
    expect(tells(String(body))).toEqual([]);
    expect(String(body)).not.toContain(members.second.seat);
  });

  it("holds what tells of somebody where it may: else this would find nothing", async () => {
    const { secretary, members } = town;
    const inside = mustBe(200, await secretary.get(`${session}/convocations/1`)).body;
    expect(notAllowed(inside, CONVOCATION)).toContain(".deadline.strictest");
    expect(tells(JSON.stringify(inside))).toEqual(expect.arrayContaining(["Sala virtual 7", "reservat"]));
    const letter = await secretary.get(
      `${session}/convocations/1/notices/${members.second.seat}.1.mail/letter`,
    );
    expect(tells(String(letter.body))).toContain("Nom second");
  });
});

describe("what stays on record of a convocation", () => {
  it("names nobody: ledger, outbox, convocations, alerts, answers and audit hold ids alone", async () => {
    const other = await newReadySession(town, { start: "2016-02-24T19:00:00" });
    mustBe(201, await town.secretary.post(`${other}/convocations`));
    await bounce(town.operator);
    const rows = (await rowsOf(inject("endpoint"), world.tableName)).filter(
      ({ pk, sk }) =>
        /^(LEDGER|OUTBOX|ALERTS|AUDIT|IDEMPOTENCY|TIMER)#|^SESSION#/.test(pk) ||
        /^(CONVOCATION|ANSWER)#/.test(sk),
    );
    expect(rows.length).toBeGreaterThan(30);
    const events = new Set(rows.map((row) => row["event"]));
    expect([...events]).toEqual(expect.arrayContaining(["bounced", "refused", "delivered"]));
    // Not their ids, which may hold any digits
    const people = telling.filter((each) => /@|^Nom |^973 |^Carrer/.test(each));
    const told = rows.filter((row) => people.some((each) => JSON.stringify(row).includes(each)));
    expect(told.map(({ pk, sk }) => `${pk} ${sk}`)).toEqual([]);
    const logged = world.lines.filter((line) => people.some((each) => JSON.stringify(line).includes(each)));
    expect(logged).toEqual([]);
  });
});

/** The first that leaves is not taken, of two others one at least comes back: what is put on record of that names nobody either. */
async function bounce(operator: Client): Promise<void> {
  const fates = ["first", "second"].map((role) => ({ to: `^${role}@`, fate: "permanent-bounce" }));
  mustBe(200, await operator.put("/local/mail-faults", { next: ["MessageRejected"], fates }));
  await world.machine.advance(world.machine.clock.now());
}
