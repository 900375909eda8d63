import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { anEntity, aSeat } from "./support/builders.ts";
import { answerLinkOf, newConvenableTown, newConvenedSession } from "./support/convened-town.ts";
import type { ConvenedTown, Member } from "./support/convened-town.ts";
import { rowsOf } from "./support/dump.ts";
import type { Row } from "./support/dump.ts";
import { refusal } from "./support/convening-town.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Answer, Client, Shown, World } from "./support/world.ts";

/** Why somebody does not come, and who comes in their place. */
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const REASON = "Visita a l'hospital";
let world: World;
let town: ConvenedTown;
let session: string;
let first: Member;
beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  town = await newConvenableTown(world);
  session = await newConvenedSession(world, town);
  ({ first } = town.members);
});
afterAll(() => world.close());

const say = (client: Client, seat: string, answer: object): Promise<Answer> =>
  client.put(`${session}/answers/${seat}`, answer);
const byFirst = (answer: object) => say(first.client, first.seat, answer);
const send = (substitute?: string) =>
  byFirst({ reply: "substitute", ...(substitute !== undefined && { substitute }) });
const listed = async (seat: string): Promise<Shown> =>
  mustBe(200, await town.secretary.get(`${session}/answers`)).body.items.find(
    (each: Shown) => each["seat"] === seat,
  );
/** What the table holds of these words. */
const told = async (words: string): Promise<Row[]> =>
  (await rowsOf(inject("endpoint"), world.tableName)).filter((row) => JSON.stringify(row).includes(words));
const familiesOf = (rows: readonly Row[]): string[] => rows.map(({ pk }) => pk.slice(0, pk.indexOf("#")));
const faultsOf = ({ status, body }: Answer) => [status, body.faults?.map(({ path }: Shown) => path)];

describe("why a member does not come", () => {
  it("is for the secretariat, and stands nowhere but behind its own wall", async () => {
    const answered = mustBe(200, await say(first.client, first.seat, { reply: "excused", reason: REASON }));
    expect(JSON.stringify(answered.body)).not.toContain(REASON);
    expect(await listed(first.seat)).toMatchObject({ reply: "excused", reason: REASON });
    expect(familiesOf(await told(REASON))).toEqual(["EXCUSES"]);
    expect(world.lines.filter((line) => JSON.stringify(line).includes(REASON))).toEqual([]);
    for (const path of ["", "/agenda", "/convocations", "/convocations/1"])
      expect(JSON.stringify((await world.citizen.get(session + path)).body)).not.toContain(REASON);
  });

  it("is in the person's own export", async () => {
    const { excuses } = (await first.client.get(`${town.at}/people/${first.person}/export`)).body;
    expect(excuses).toMatchObject([{ session: "consell-2016-02-10", seat: first.seat, reason: REASON }]);
  });

  it.each([
    ["another reply", { reply: "attends" }],
    ["the same reply without it", { reply: "excused" }],
  ])("is forgotten with %s", async (_, answer) => {
    mustBe(200, await say(first.client, first.seat, { reply: "excused", reason: REASON }));
    mustBe(200, await say(first.client, first.seat, answer));
    expect((await listed(first.seat))["reason"]).toBeNull();
    expect(await told(REASON)).toEqual([]);
  });

  it("goes with no other reply, and is no essay", async () => {
    expect(faultsOf(await byFirst({ reply: "attends", reason: REASON }))).toEqual([400, ["$.reason"]]);
    expect(faultsOf(await byFirst({ reply: "excused", reason: "a".repeat(501) }))).toEqual([
      400,
      ["$.reason"],
    ]);
    expect((await byFirst({ reply: "excused", reason: "a".repeat(500) })).status).toBe(200);
  });

  it("is written into the page behind the link, over several lines, and is not shown there again", async () => {
    const link = await answerLinkOf(town, session, first.seat);
    expect(String((await world.citizen.get(link)).body)).toContain('<textarea id="reason"');
    const sent = "reply=excused&reason=Feina%0D%0Ai%20fam%C3%ADlia";
    const key = { ...FORM, "idempotency-key": "reason-1" };
    const page = mustBe(200, await world.citizen.post(link, sent, key)).body;
    expect([String(page).includes("Feina"), (await listed(first.seat))["reason"]]).toEqual([
      false,
      "Feina\ni família",
    ]);
    expect(familiesOf(await told("Feina"))).toEqual(["EXCUSES"]);
    mustBe(200, await world.citizen.post(link, "reply=excused&reason=", FORM));
    expect(await told("Feina")).toEqual([]);
  });

  it("is not kept where no person is known: an entity tells the secretary", async () => {
    mustBe(201, await town.operator.post(`${town.at}/entities`, anEntity()));
    const seat = mustBe(201, await town.operator.post(`${town.atBody}/seats`, aSeat({ entity: "amics" })))
      .body.id;
    const refused = await say(town.secretary, seat, { reply: "excused", reason: REASON });
    expect(faultsOf(refused)).toEqual([400, ["$.reason"]]);
    mustBe(200, await say(town.secretary, seat, { reply: "excused" }));
  });

  it("is gone with the person who is erased; that they are excused stays", async () => {
    const { second } = town.members;
    mustBe(200, await say(second.client, second.seat, { reply: "excused", reason: REASON }));
    mustBe(200, await town.operator.delete(`${town.at}/people/${second.person}`));
    expect(await told(REASON)).toEqual([]);
    expect(await listed(second.seat)).toMatchObject({ reply: "excused", reason: null });
  });
});

describe("who comes in a member's place", () => {
  let stand: string;
  let once: string;
  beforeAll(async () => {
    const person = async (name: string) =>
      mustBe(201, await town.operator.post(`${town.at}/people`, { name })).body.id as string;
    [stand, once] = [await person("Suplent"), await person("Suplent d'un dia")];
    const other = { sessions: ["consell-2016-03-01"] };
    const substitutes = [
      { person: stand, until: "2016-02-11" },
      { person: once, ...other },
    ];
    mustBe(200, await town.secretary.put(`${town.atBody}/seats/${first.seat}/substitutes`, { substitutes }));
  });
  it("is whoever is accredited on that seat for that day and session, and is named or not", async () => {
    expect((await send()).body).toMatchObject({ reply: "substitute", substitute: null });
    mustBe(200, await send(stand));
    expect(await listed(first.seat)).toMatchObject({ substitute: stand });
    for (const nobody of [once, first.person, "ningu"])
      expect(faultsOf(await send(nobody))).toEqual([400, ["$.substitute"]]);
    const both = { reply: "attends", substitute: stand };
    expect(faultsOf(await say(first.client, first.seat, both))).toEqual([400, ["$.substitute"]]);
  });

  it("is nobody where the rules know no substitutes, by their article; the page does not offer it", async () => {
    const link = await answerLinkOf(town, session, first.seat);
    expect(String((await world.citizen.get(link)).body)).toContain('value="substitute"');
    const rules = { from: "2016-02-01", profile: "own-rules", act: "Reglament" };
    const own = { substitutes: { value: "none", article: "Reglament 9" } };
    mustBe(201, await town.secretary.put(`${town.atBody}/rules`, { ...rules, own }));
    const refused = await send(stand);
    expect([refusal(refused), refused.body.detail]).toEqual([
      "409 wrong-state",
      expect.stringContaining("Reglament 9"),
    ]);
    expect(String((await world.citizen.get(link)).body)).not.toContain('value="substitute"');
  });
});
