import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aBody, aSeat, aTown } from "./support/builders.ts";
import {
  addressOf,
  answerLinkOf,
  newConvenableTown,
  newConvenedSession,
  RULES,
} from "./support/convened-town.ts";
import type { ConvenedTown } from "./support/convened-town.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Answer, Client, Shown, World } from "./support/world.ts";

/** Who may say that a member comes: by the link in their mail, by their sign-in, or the secretary for them. */
let world: World;
let town: ConvenedTown;
let session: string;
let first: string;
beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  town = await newConvenableTown(world);
  session = await newConvenedSession(world, town);
  first = town.members.first.seat;
});
afterAll(() => world.close());

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const attends = { reply: "attends" };

/** What a key gets at an address, in each of the three ways to use it. */
async function used(path: string, key: string): Promise<number[]> {
  const at = `${path}?key=${encodeURIComponent(key)}`;
  const answers = [
    await world.citizen.get(at),
    await world.citizen.put(at, attends),
    await world.citizen.post(at, "reply=excused", FORM),
  ];
  return answers.map(({ status }) => status);
}
const keyIn = (link: string): string => decodeURIComponent(link.slice(link.indexOf("?key=") + 5));
const keyOf = async (of: string, seat: string): Promise<string> => keyIn(await answerLinkOf(town, of, seat));
const answered = async (of = session): Promise<Shown[]> =>
  mustBe(200, await town.secretary.get(`${of}/answers`)).body.items;

describe("the link in a member's mail", () => {
  it("is the one in the letter, and changes nothing by being opened", async () => {
    const link = await answerLinkOf(town, session, first);
    const mail = world.machine.sink.mails().find(({ to }) => to.includes(addressOf("first")));
    const text = Buffer.from(mail?.raw ?? "")
      .toString()
      .replaceAll("=\r\n", "")
      .replaceAll("=3D", "=");
    expect(text).toContain(link);
    const page = mustBe(200, await world.citizen.get(link));
    expect(String(page.body)).toContain('<form method="post">');
    expect(await answered()).toEqual([]);
  });

  it("takes an answer over the form and as JSON, the last one counts", async () => {
    const key = await keyOf(session, first);
    expect(await used(`${session}/answers/${first}`, key)).toEqual([200, 200, 200]);
    expect(await answered()).toMatchObject([{ seat: first, tenure: 1, reply: "excused", by: "link", n: 1 }]);
  });

  it("opens no other seat, no other session, no other town", async () => {
    const key = await keyOf(session, first);
    const other = await newConvenedSession(world, town, { start: "2016-02-17T19:00:00" });
    const elsewhere = await foreignTown();
    const same = await newConvenedSession(world, elsewhere);
    const before = [await answered(), await answered(other)];
    for (const path of [
      `${session}/answers/${town.members.second.seat}`,
      `${other}/answers/${first}`,
      `${same}/answers/${elsewhere.seat}`,
    ])
      expect(await used(path, key)).toEqual([403, 403, 403]);
    expect((await used(`${same}/answers/${first}`, key)).every((status) => status === 404)).toBe(true);
    expect([await answered(), await answered(other)]).toEqual(before);
  });

  it("is not guessed: not without its key, nor with another one's, nor with a part of it", async () => {
    const key = await keyOf(session, first);
    const [tenure = "", ring = "", mac = ""] = key.split(".");
    const others = [
      "",
      ".",
      tenure,
      `${tenure}.${ring}.`,
      `${tenure}.${mac}`,
      `${tenure}.none.${mac}`,
      `2.${ring}.${mac}`,
      `01.${ring}.${mac}`,
      `${key}A`,
      key.slice(0, -1),
      key.replace(/.$/, (last) => (last === "A" ? "B" : "A")),
      await keyOf(session, town.members.second.seat),
    ];
    for (const each of others)
      expect([each, ...(await used(`${session}/answers/${first}`, each))]).toEqual([each, 403, 403, 403]);
    const bare = `${session}/answers/${first}`;
    expect((await world.citizen.get(bare)).status).toBe(400);
    expect((await world.citizen.post(bare, "reply=attends", FORM)).status).toBe(400);
    expect((await world.citizen.put(bare, attends)).status).toBe(401);
  });

  it("is no better with an office: a key that is not valid is refused to everyone", async () => {
    const path = `${session}/answers/${first}?key=1.local.AAAA`;
    for (const client of [town.secretary, town.operator, town.members.first.client])
      expect((await client.put(path, attends)).status).toBe(403);
  });

  it("is over when somebody else follows on the seat, for whom it never was", async () => {
    const { operator, atBody, members } = town;
    const key = await keyOf(session, members.second.seat);
    const seat = `${atBody}/seats/${members.second.seat}`;
    expect((await used(`${session}/answers/${members.second.seat}`, key))[0]).toBe(200);
    const next = { since: "2016-01-11", titular: members.first.person };
    expect(mustBe(200, await operator.patch(seat, next)).body.tenure).toBe(2);
    expect(await used(`${session}/answers/${members.second.seat}`, key)).toEqual([403, 403, 403]);
    const of = members.second.client;
    expect((await of.put(`${session}/answers/${members.second.seat}`, attends)).status).toBe(404);
  });
});

/** The same body, session and calendar in another town, with a member of its own. */
async function foreignTown() {
  const { operator } = town;
  const at = "/v1/municipalities/altra";
  const atBody = `${at}/bodies/consell`;
  mustBe(201, await operator.post("/v1/municipalities", aTown({ id: "altra" })));
  mustBe(201, await operator.post(`${at}/bodies`, aBody()));
  mustBe(201, await operator.put(`${atBody}/rules`, RULES));
  const input = { name: "Algú", email: "algu@example.org" };
  const person = mustBe(201, await operator.post(`${at}/people`, input)).body.id;
  const seat: string = mustBe(201, await operator.post(`${atBody}/seats`, aSeat({ titular: person }))).body
    .id;
  return { secretary: operator, at, atBody, seat };
}

const put = (client: Client, seat: string): Promise<Answer> =>
  client.put(`${session}/answers/${seat}`, attends);

describe("an answer without a link", () => {
  it("is a member's for their own seat, and the secretary's for all", async () => {
    const { members, secretary, operator } = town;
    expect((await put(members.first.client, first)).body).toMatchObject({ by: "member" });
    expect((await put(secretary, first)).body).toMatchObject({ by: "secretary" });
    expect((await put(operator, first)).body).toMatchObject({ by: "secretary" });
    expect((await put(members.president.client, first)).status).toBe(403);
    const stranger = await world.as({ role: "member", municipality: "vilanova", body: "consell" });
    expect((await put(stranger, first)).status).toBe(403);
  });

  it("is read by the secretariat alone", async () => {
    const { members, secretary } = town;
    const all = [secretary, members.secretary.client, members.first.client, world.citizen];
    const statuses = [];
    for (const client of all) statuses.push((await client.get(`${session}/answers`)).status);
    expect(statuses).toEqual([200, 200, 403, 401]);
  });
});

describe("when nobody answers any more", () => {
  it("is refused: before members are convened, once it was cancelled", async () => {
    const planned = mustBe(
      201,
      await town.secretary.post(`${town.atBody}/sessions`, { title: "Nova", start: "2016-04-05T19:00:00" }),
    ).body.id;
    const path = `${town.at}/sessions/${planned}/answers/${first}`;
    expect((await town.members.first.client.put(path, attends)).status).toBe(409);
    const cancelled = await newConvenedSession(world, town, { start: "2016-04-12T19:00:00" });
    const key = await keyOf(cancelled, first);
    mustBe(200, await town.secretary.post(`${cancelled}/cancellation`));
    expect(await used(`${cancelled}/answers/${first}`, key)).toEqual([200, 409, 409]);
    const link = `${cancelled}/answers/${first}?key=${encodeURIComponent(key)}`;
    expect(String((await world.citizen.get(link)).body)).not.toContain("<form");
  });

  it("is refused from the very moment that the session begins, whoever says it", async () => {
    const key = await keyOf(session, first);
    await world.clockTo("2016-02-10T17:59:59Z");
    expect(await used(`${session}/answers/${first}`, key)).toEqual([200, 200, 200]);
    await world.clockTo("2016-02-10T18:00:00Z");
    expect(await used(`${session}/answers/${first}`, key)).toEqual([200, 409, 409]);
    for (const client of [town.secretary, town.members.first.client])
      expect((await client.put(`${session}/answers/${first}`, attends)).status).toBe(409);
  });
});
