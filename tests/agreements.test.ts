import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aVote, become, heldSession, minutes, record } from "./support/agreed-session.ts";
import { anEntity } from "./support/builders.ts";
import { anAgenda, newConveningTown, refusal } from "./support/convening-town.ts";
import type { ConveningTown } from "./support/convening-town.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Answer, Client, Shown, World } from "./support/world.ts";

const TOWN = "vilanova";
let world: World;
let town: ConveningTown;
let member: Client;
let held: string;
beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  town = await newConveningTown(world);
  member = await world.as({ role: "member", municipality: TOWN, person: town.people[2] ?? "" });
  mustBe(201, await town.operator.post(`${town.at}/entities`, anEntity()));
  held = await newHeld("2016-01-08T18:00:00");
});
afterAll(() => world.close());

/** A held session whose agenda had one item, "1", on which a vote was carried and another one was not. */
async function newHeld(start: string): Promise<string> {
  const id = await heldSession(town, start);
  await become(world, TOWN, id, "planned");
  mustBe(201, await town.secretary.put(`${town.at}/sessions/${id}/agenda`, anAgenda({ ready: false })));
  await become(world, TOWN, id, "held");
  await record(world, aVote({ session: id }));
  await record(world, aVote({ session: id, n: 2, outcome: "rejected" }));
  await record(world, aVote({ session: id, n: 3, about: "urgency" }));
  return id;
}
const of = (session: string): string => `${town.at}/sessions/${session}/agreements`;
const agree = (session: string, overrides: object = {}): Promise<Answer> =>
  town.secretary.post(of(session), { text: "Obrir el casal els diumenges", ...overrides });
const agreed = async (session: string, overrides: object = {}): Promise<string> => {
  const { headers } = mustBe(201, await agree(session, overrides));
  return headers.get("location") ?? "";
};
const textsIn = async (client: Client, path: string): Promise<string[]> =>
  mustBe(200, await client.get(path)).body.items.map(({ text }: Shown) => text.ca);
const overdue = async (path: string) => (await member.get(path)).body.overdue as boolean;
const faultsOf = ({ status, body }: Answer) => [status, body.faults?.map(({ path }: Shown) => path)];

describe("an agreement", () => {
  it("says what was agreed, on which item and vote, who sees to it and by when; it counts from 1", async () => {
    const said = { vote: 1, responsible: { seat: town.seats[2] }, due: "2016-03-01", note: "Cal pressupost" };
    const { body, headers } = mustBe(201, await agree(held, said));
    expect(headers.get("location")).toBe(`${of(held)}/1`);
    expect(body).toMatchObject({ ...said, note: { ca: "Cal pressupost" }, n: 1, item: "1", state: "open" });
    expect(mustBe(201, await agree(held)).body).toMatchObject({ n: 2, item: null, vote: null, due: null });
  });

  it.each<[what: string, path: string, said: object]>([
    ["an item that the session did not deal with", "$.item", { item: "9" }],
    ["a vote that was not taken", "$.vote", { vote: 9 }],
    ["a vote that was not carried", "$.vote", { vote: 2 }],
    ["a vote about its urgency", "$.vote", { vote: 3 }],
    ["a person by name", "$.responsible", { responsible: { name: "Mercè" } }],
  ])("does not rest on %s", async (_, path, said) => {
    expect(faultsOf(await agree(held, said))).toEqual([400, [path]]);
  });

  it("tells all that is wrong with it at once", async () => {
    expect(faultsOf(await agree(held, { item: "9", vote: 2 }))).toEqual([
      400,
      ["$.item", "$.vote", "$.vote"],
    ]);
  });

  it.each<[who: string, responsible: object]>([
    ["a seat", { seat: "ningu" }],
    ["a body", { body: "cap" }],
    ["an entity", { entity: "cap" }],
  ])("is nobody's to see to who is not there: %s", async (_, responsible) => {
    expect(refusal(await agree(held, { responsible }))).toBe("404 not-found");
  });

  it("is seen to by an entity, a body or an office as well", async () => {
    for (const responsible of [{ entity: "amics" }, { body: "consell" }, { office: "Secretaria" }])
      expect(mustBe(201, await agree(held, { responsible })).body.responsible).toEqual(responsible);
  });

  it("is of a session that is open or held, and of no other", async () => {
    const id = await heldSession(town, "2015-03-10");
    const statuses = ["planned", "convened", "cancelled", "not-held", "unrecorded", "open", "held"] as const;
    const answers = [];
    for (const status of statuses) {
      await become(world, TOWN, id, status);
      answers.push((await agree(id)).status);
    }
    expect(answers).toEqual([409, 409, 409, 409, 409, 201, 201]);
  });
});

describe("who sees an agreement", () => {
  it("members while the session is open, everyone what is public once it is over, without notes", async () => {
    const id = await newHeld("2016-01-04T18:00:00");
    await become(world, TOWN, id, "open");
    const path = await agreed(id, { text: "Públic", note: "Intern" });
    await agreed(id, { text: "Reservat", access: "members" });
    const seen = async () => [await textsIn(member, of(id)), await textsIn(world.citizen, of(id))];
    expect(await seen()).toEqual([["Públic", "Reservat"], []]);
    expect((await world.citizen.get(path)).status).toBe(404);
    await become(world, TOWN, id, "held");
    expect(await seen()).toEqual([["Públic", "Reservat"], ["Públic"]]);
    const [inside, outside] = [await member.get(path), await world.citizen.get(path)];
    expect([inside.body.note, outside.body.note]).toEqual([{ ca: "Intern" }, null]);
    expect((await world.citizen.get(`${of(id)}/2`)).status).toBe(404);
    const listed = await textsIn(world.citizen, `${town.atBody}/agreements?state=all`);
    expect([listed.includes("Públic"), listed.includes("Reservat")]).toEqual([true, false]);
  });

  it("is not taken for final before the minutes are approved", async () => {
    const id = await newHeld("2016-01-05T18:00:00");
    const path = await agreed(id);
    const isFinal = async () => (await world.citizen.get(path)).body.minutesApproved as boolean;
    await minutes(world, TOWN, id, [1, "circulated"]);
    expect(await isFinal()).toBe(false);
    await minutes(world, TOWN, id, [1, "superseded"]);
    await minutes(world, TOWN, id, [2, "approved"]);
    expect(await isFinal()).toBe(true);
    const [listed] = (await world.citizen.get(of(id))).body.items;
    expect(listed.minutesApproved).toBe(true);
  });
});

describe("following up", () => {
  it.each<[from: readonly string[], to: string, status: number]>([
    [[], "in-progress", 200],
    [[], "done", 200],
    [["in-progress"], "done", 200],
    [["in-progress"], "open", 200],
    [["done"], "open", 200],
    [["dropped"], "open", 200],
    [["done"], "in-progress", 409],
    [["done"], "dropped", 409],
    [["dropped"], "done", 409],
  ])("after %j, %s is answered %i", async (from, to, status) => {
    const path = await agreed(held);
    for (const state of from) mustBe(200, await town.secretary.patch(path, { state }));
    expect((await town.secretary.patch(path, { state: to })).status).toBe(status);
  });

  it("asks for the version that was read, and is the secretariat's", async () => {
    const path = await agreed(held);
    const stale = await town.secretary.patch(path, { state: "done" }, { "if-match": '"7"' });
    expect(refusal(stale)).toBe("412 changed-meanwhile");
    const done = { state: "done" };
    expect([(await member.patch(path, done)).status, (await world.citizen.patch(path, done)).status]).toEqual(
      [403, 401],
    );
  });

  it("lists what a body has still to do by when it is due, moves with every change, and pages", async () => {
    const id = await newHeld("2015-12-10T18:00:00");
    const paths = [];
    for (const [text, due] of [
      ["B", "2999-02-01"],
      ["C", null],
      ["A", "2015-12-31"],
    ] as const)
      // prettier-ignore
      paths.push(await agreed(id, { text, due }));
    const own = async (query = "") =>
      (await textsIn(town.secretary, `${town.atBody}/agreements${query}`)).filter(
        (text) => text.length === 1,
      );
    expect(await own()).toEqual(["A", "B", "C"]);
    mustBe(200, await town.secretary.patch(paths[2] ?? "", { due: "2999-12-31" }));
    expect(await own()).toEqual(["B", "A", "C"]);
    mustBe(200, await town.secretary.patch(paths[1] ?? "", { state: "in-progress" }));
    mustBe(200, await town.secretary.patch(paths[0] ?? "", { state: "done" }));
    expect([await own(), await own("?state=done"), await own("?state=in-progress")]).toEqual([
      ["C", "A"],
      ["B"],
      ["C"],
    ]);
    const first = (await town.secretary.get(`${town.atBody}/agreements?limit=1`)).body;
    expect(first.items).toMatchObject([{ text: { ca: "C" }, state: "in-progress" }]);
    const rest = `${town.atBody}/agreements?limit=50&cursor=${first.cursor}`;
    expect(await textsIn(town.secretary, rest)).not.toContain("C");
    expect((await town.secretary.get(`${town.at}/bodies/cap/agreements`)).status).toBe(404);
  });

  it("is overdue from the day after, on the town's clock, until it is done", async () => {
    const path = await agreed(held, { due: "2016-01-10" });
    const today = await agreed(held, { due: "2016-01-11" });
    expect([await overdue(path), await overdue(today)]).toEqual([true, false]);
    mustBe(200, await town.secretary.patch(path, { state: "done" }));
    expect(await overdue(path)).toBe(false);
  });

  it("leaves the text alone once the minutes are approved, and nothing is added", async () => {
    const id = await newHeld("2015-11-10T18:00:00");
    const path = await agreed(id);
    mustBe(200, await town.secretary.patch(path, { text: "Obrir-lo els dissabtes" }));
    await minutes(world, TOWN, id, [1, "approved"]);
    expect(refusal(await town.secretary.patch(path, { text: "Tancar-lo" }))).toBe("409 wrong-state");
    expect(refusal(await agree(id))).toBe("409 wrong-state");
    const still = { state: "done", due: "2016-02-01", note: "Fet", responsible: null };
    const { body } = mustBe(200, await town.secretary.patch(path, still));
    expect(body).toMatchObject({ text: { ca: "Obrir-lo els dissabtes" }, state: "done", version: 3 });
  });
});
