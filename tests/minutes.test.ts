import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { keys } from "../lib/table.ts";
import { newConvenableTown } from "./support/convened-town.ts";
import type { ConvenedTown } from "./support/convened-town.ts";
import { refusal } from "./support/convening-town.ts";
import { rowsOf } from "./support/dump.ts";
import { aHeldSession, circulated, drafted, idOf, someMinutes } from "./support/held-session.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Client, Shown, World } from "./support/world.ts";

let world: World;
let town: ConvenedTown;
let secretary: Client;
beforeAll(async () => {
  world = await newWorld("2016-02-11T09:00:00Z");
  town = await newConvenableTown(world);
  ({ secretary } = town);
});
afterAll(() => world.close());

/** The versions that each sees in the list, and how the page of one answers them. */
async function seen(session: string, n: number): Promise<Shown> {
  const readers = { everyone: world.citizen, member: town.members.first.client, secretary };
  const found: Shown = {};
  for (const [who, client] of Object.entries(readers)) {
    const { items } = mustBe(200, await client.get(`${session}/minutes`)).body;
    const one = await client.get(`${session}/minutes/${n}`);
    const page = await client.get(`${session}/minutes/${n}/page`);
    found[who] = [items.map((each: Shown) => `${each["n"]} ${each["status"]}`), one.status, page.status];
  }
  return found;
}

describe("a draft", () => {
  it("holds what is on record: when, who came, who did not, what was voted and agreed", async () => {
    const { first, second, president } = town.members;
    const session = await aHeldSession(world, town, {
      there: ["president", "secretary", "first"],
      excused: ["second"],
      votes: [
        { counts: { yes: 1, no: 1, abstentions: 0 }, outcome: "vote-again" },
        {
          method: "named",
          ballots: [{ seat: first.seat, ballot: "no" }],
          castingVote: "yes",
          outcome: "carried",
          dissent: [first.seat],
        },
      ],
    });
    const agreement = { n: 1, item: "1", text: { ca: "S'aprova el pressupost." }, state: "open" };
    await world.machine.table.transact([
      { put: { ...keys.agreement("vilanova", idOf(session), 1), ...agreement } },
    ]);
    const path = await drafted(town, session);
    const { content, checklist, digest, status } = mustBe(200, await secretary.get(path)).body;
    expect([status, digest.length]).toEqual(["draft", 64]);
    expect(content).toMatchObject({
      type: "minutes",
      day: "2016-02-10",
      openedAt: "2016-02-10T18:05:00Z",
      closedAt: "2016-02-10T20:00:00Z",
      place: { ca: "Sala de plens" },
      presiding: { seat: president.seat },
    });
    const presences = content.members.map(({ seat, presence }: Shown) => [seat, presence]);
    expect(Object.fromEntries(presences)).toMatchObject({
      [first.seat]: "present",
      [second.seat]: "excused",
    });
    const [item] = content.items;
    expect(item.votes.map(({ outcome }: Shown) => outcome)).toEqual(["vote-again", "carried"]);
    expect(item.votes[1]).toMatchObject({
      ballots: [{ seat: first.seat, ballot: "no" }],
      castingVote: "yes",
    });
    expect(item.agreements).toEqual([{ n: 1, text: agreement.text, access: "public" }]);
    expect(checklist.map(({ name, state, article }: Shown) => `${name}: ${state} (${article})`)).toEqual([
      "attendees: done (Llei 26/2010, 20.1)",
      "agenda: done (Llei 26/2010, 20.1)",
      "place and time: done (Llei 26/2010, 20.1)",
      "main points of debate: done (Llei 26/2010, 20.1)",
      "agreements: done (Llei 26/2010, 20.1)",
      "sense of the votes: done (Llei 26/2010, 20.1)",
      "brief opinion on request: not-known (Llei 26/2010, 20.1)",
    ]);
  });

  it("is never overwritten by who read an older one, who is told the latest", async () => {
    const session = await aHeldSession(world, town);
    await drafted(town, session);
    const [one, other] = await Promise.all(
      ["La meva", "La teva"].map((remarks) =>
        secretary.post(`${session}/minutes`, someMinutes({ basedOn: 1, remarks })),
      ),
    );
    expect([one, other].map((each) => each?.status)).toEqual(expect.arrayContaining([201, 412]));
    const late = await secretary.post(`${session}/minutes`, someMinutes({ basedOn: 1 }));
    expect([refusal(late), late.body.detail]).toEqual([
      "412 changed-meanwhile",
      expect.stringContaining("basedOn: 2"),
    ]);
    const { items } = mustBe(200, await secretary.get(`${session}/minutes`)).body;
    expect(items.map(({ status }: Shown) => status)).toEqual(["superseded", "draft"]);
  });

  it("tells all faults of what was written at once", async () => {
    const session = await aHeldSession(world, town);
    const items = [
      { item: "1", interventions: [{ seat: "nobody", text: "Sí" }] },
      { item: "9", debate: ["No hi era"] },
    ];
    const { status, body } = await secretary.post(`${session}/minutes`, someMinutes({ items }));
    expect([status, body.faults.map(({ path }: Shown) => path)]).toEqual([
      400,
      ["$.items[0].interventions[0].seat", "$.items[1].item"],
    ]);
  });

  it("does not go out while the session is open, nor once the record says something else", async () => {
    const open = await aHeldSession(world, town, { status: "open" });
    expect(refusal(await secretary.post(`${await drafted(town, open)}/circulation`))).toBe("409 wrong-state");
    const held = await aHeldSession(world, town);
    const path = await drafted(town, held);
    const agreement = { n: 1, item: "1", text: { ca: "Un acord més." } };
    await world.machine.table.transact([
      { put: { ...keys.agreement("vilanova", idOf(held), 1), ...agreement } },
    ]);
    const { status, body } = await secretary.post(`${path}/circulation`);
    expect([status, body.detail]).toEqual([409, expect.stringContaining("basedOn: 1")]);
  });

  it("goes out incomplete only when that is accepted, and the article is named", async () => {
    const session = await aHeldSession(world, town);
    const path = await drafted(town, session, someMinutes({ items: [] }));
    const { status, body } = await secretary.post(`${path}/circulation`);
    expect([status, body.code, body.faults.map(({ message }: Shown) => message)]).toEqual([
      409,
      "incomplete",
      ["main points of debate (Llei 26/2010, 20.1)"],
    ]);
    mustBe(200, await secretary.post(`${path}/circulation`, { acceptIncomplete: true }));
  });

  it("is not drawn up of a session that is planned, or of which nothing is on record", async () => {
    const planned = await aHeldSession(world, town, { status: "planned" });
    expect(refusal(await secretary.post(`${planned}/minutes`, someMinutes()))).toBe("409 wrong-state");
  });
});

describe("who reads minutes", () => {
  it("the secretariat a draft, members what is circulated, everyone what is approved", async () => {
    const session = await aHeldSession(world, town);
    const path = await drafted(town, session);
    expect(await seen(session, 1)).toEqual({
      everyone: [[], 404, 404],
      member: [[], 404, 404],
      secretary: [["1 draft"], 200, 200],
    });
    mustBe(200, await secretary.post(`${path}/circulation`));
    expect(await seen(session, 1)).toEqual({
      everyone: [[], 404, 404],
      member: [["1 circulated"], 200, 200],
      secretary: [["1 circulated"], 200, 200],
    });
    mustBe(200, await secretary.post(`${path}/approval`, { session: idOf(session) }));
    const all = [["1 approved"], 200, 200];
    expect(await seen(session, 1)).toEqual({ everyone: all, member: all, secretary: all });
  });

  it("what is not theirs answers like what is not there", async () => {
    const session = await aHeldSession(world, town);
    const path = await circulated(town, session);
    const [hidden, missing] = await Promise.all(
      [path, `${session}/minutes/7`].map((each) => world.citizen.get(each)),
    );
    expect(hidden?.body.detail).toBe(missing?.body.detail.replace("7", "1"));
  });

  it("of a body whose sessions are not public, members alone, also once they are approved (ROF 113.1.b)", async () => {
    const session = await aHeldSession(world, town, { profile: "rof-junta-de-govern" });
    const path = await circulated(town, session);
    const later = await aHeldSession(world, town, {
      session: { start: "2016-02-11T08:00:00" },
      meeting: { closedAt: "2016-02-20T20:00:00Z" },
    });
    mustBe(200, await secretary.post(`${path}/approval`, { session: idOf(later) }));
    const [everyone, member] = [world.citizen, town.members.first.client];
    expect([(await everyone.get(path)).status, (await member.get(path)).status]).toEqual([404, 200]);
  });
});

describe("the page of minutes", () => {
  it.each([
    ["ca", "Acta de la sessió", "Assistents"],
    ["es", "Acta de la sesión", "Asistentes"],
    ["it", "Verbale della seduta", "Presenti"],
    ["en", "Minutes of the session", "Present"],
    ["eu", "Acta de la sessió", "Assistents"],
  ])("in %s says '%s'", async (language, title, present) => {
    const session = await aHeldSession(world, town, { votes: [{}] });
    const { body } = mustBe(
      200,
      await secretary.get(`${await drafted(town, session)}/page?language=${language}`),
    );
    expect(String(body)).toContain(`<h1>${title}: Consell de la Vila</h1>`);
    expect(String(body)).toContain(`<h2>${present}</h2>`);
  });

  it("escapes what was written, and warns that certificates come before approval", async () => {
    const session = await aHeldSession(world, town);
    const input = someMinutes({ remarks: "<script>alert(1)</script>" });
    const page = String(mustBe(200, await secretary.get(`${await drafted(town, session, input)}/page`)).body);
    expect(page).not.toContain("<script>");
    expect(page).toContain("abans que s’hagi aprovat l’acta");
  });
});

describe("what is stored of minutes", () => {
  it("names nobody: neither by name nor by id of a person", async () => {
    const session = await aHeldSession(world, town, { votes: [{}] });
    await circulated(town, session);
    const rows = (await rowsOf(inject("endpoint"), world.tableName)).filter(({ sk }) =>
      sk.startsWith("MINUTES#"),
    );
    expect(rows.length).toBeGreaterThan(1);
    const telling = Object.values(town.members).flatMap(({ person }) => [person, "Nom ", "@example.org"]);
    expect(rows.filter((row) => telling.some((each) => JSON.stringify(row).includes(each)))).toEqual([]);
  });
});
