import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aBody, aLayer, aTown } from "./support/builders.ts";
import {
  anAgendaInput,
  answerLinkOf,
  newConvenableTown,
  newConvenedSession,
  newReadySession,
} from "./support/convened-town.ts";
import type { ConvenedTown } from "./support/convened-town.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Answer, Client, Shown, World } from "./support/world.ts";

let world: World;
let town: ConvenedTown;
/** Who is near, and not inside: another body's secretary and member, another town's secretary. */
let strangers: readonly [secretary: Client, member: Client, elsewhere: Client];
beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  town = await newConvenableTown(world);
  const { operator, at } = town;
  mustBe(201, await operator.post(`${at}/bodies`, aBody({ id: "taula", name: "Taula" })));
  mustBe(201, await operator.post("/v1/municipalities", aTown({ id: "altra" })));
  mustBe(201, await operator.post("/v1/municipalities/altra/bodies", aBody()));
  strangers = [
    await world.as({ role: "secretary", municipality: "vilanova", body: "taula" }),
    await world.as({ role: "member", municipality: "vilanova", body: "taula" }),
    await world.as({ role: "secretary", municipality: "altra", body: "consell" }),
  ];
});
afterAll(() => world.close());

const statuses = async (clients: readonly Client[], ask: (client: Client) => Promise<Answer>) => {
  const all: number[] = [];
  for (const client of clients) all.push((await ask(client)).status);
  return all;
};
const CONNECTION = { ca: "Sala virtual 7, clau 1234" };
const titlesIn = ({ items }: Shown): string[] =>
  items.flatMap((item: Shown) => item.documents.map(({ title }: Shown) => title.ca));

describe("the agenda as it is worked on", () => {
  it("is the secretariat's of the body alone", async () => {
    const draft = `${await newReadySession(town, { start: "2016-02-02T19:00:00" })}/agenda?draft=true`;
    const { secretary, operator, members } = town;
    const administrator = await world.as({ role: "administrator", municipality: "vilanova" });
    const inside = [secretary, operator, administrator, members.secretary.client];
    expect(await statuses(inside, (client) => client.get(draft))).toEqual([200, 200, 200, 200]);
    const outside = [world.citizen, members.president.client, members.first.client, ...strangers];
    expect(await statuses(outside, (client) => client.get(draft))).toEqual([401, 403, 403, 403, 403, 404]);
  });

  it("is nobody's to read before members are convened with it", async () => {
    const session = await newReadySession(town, { start: "2016-02-03T19:00:00" });
    const all = [world.citizen, town.secretary, town.members.first.client];
    expect(await statuses(all, (client) => client.get(`${session}/agenda`))).toEqual([404, 404, 404]);
    expect((await world.citizen.get(`${session}/agenda?draft=false`)).status).toBe(404);
  });

  it("stays inside when it is changed after members were convened", async () => {
    const session = await newConvenedSession(world, town, { start: "2016-02-04T19:00:00" });
    const draft = `${session}/agenda?draft=true`;
    const etag = (await town.secretary.get(draft)).headers.get("etag") ?? "";
    const later = anAgendaInput({ items: [{ title: "Encara en secret" }] });
    mustBe(200, await town.secretary.put(`${session}/agenda`, later, { "if-match": etag }));
    expect((await town.secretary.get(draft)).body).toMatchObject({ changedSinceConvened: true });
    for (const client of [world.citizen, town.members.first.client, town.secretary]) {
      const { body } = mustBe(200, await client.get(`${session}/agenda`));
      expect([body.state, JSON.stringify(body).includes("Encara en secret")]).toEqual(["convened", false]);
    }
  });
});

describe("the agenda that members were convened with", () => {
  it("tells members how to connect and what is reserved to them, and nobody else", async () => {
    const session = await newConvenedSession(world, town, { start: "2016-02-05T19:00:00" });
    const shownTo = async (client: Client) => {
      const agenda = mustBe(200, await client.get(`${session}/agenda`)).body;
      const convocation = mustBe(200, await client.get(`${session}/convocations/1`)).body;
      expect(convocation.agenda.connection).toEqual(agenda.connection);
      expect(titlesIn(convocation.agenda)).toEqual(titlesIn(agenda));
      return [agenda.connection, titlesIn(agenda)];
    };
    const { secretary, operator, members } = town;
    for (const client of [secretary, operator, members.first.client, members.president.client])
      expect(await shownTo(client)).toEqual([CONNECTION, ["Proposta", "Informe reservat"]]);
    for (const client of [world.citizen, ...strangers])
      expect(await shownTo(client)).toEqual([null, ["Proposta"]]);
  });

  it("is ordered by whoever presides, over their own seat, or by the secretariat for them", async () => {
    const session = await newReadySession(town, { start: "2016-02-09T19:00:00" }, { order: null });
    const { secretary, members } = town;
    const order = async (client: Client): Promise<Answer> => {
      const { headers } = await secretary.get(`${session}/agenda?draft=true`);
      return client.put(
        `${session}/agenda/order`,
        { by: "president" },
        { "if-match": headers.get("etag") ?? "" },
      );
    };
    const refused = [world.citizen, members.first.client, ...strangers];
    expect(await statuses(refused, order)).toEqual([401, 403, 403, 403, 404]);
    const { order: own } = mustBe(200, await order(members.president.client)).body;
    const { order: told } = mustBe(200, await order(secretary)).body;
    expect([own.seat, told.seat]).toEqual([members.president.seat, null]);
    expect(own.recordedBy).not.toBe(told.recordedBy);
  });
});

describe("how the next convocation stands", () => {
  it("is for the secretariat of the body", async () => {
    const session = await newReadySession(town, { start: "2016-02-16T19:00:00" }, { ready: false });
    await world.machine.advance(Math.ceil(world.machine.clock.now() / 300_000) * 300_000);
    const path = `${session}/convocations`;
    for (const client of [town.secretary, town.operator, town.members.secretary.client])
      expect((await client.get(path)).body.outlook).toMatchObject({ mode: "review", ready: false });
    for (const client of [
      world.citizen,
      town.members.first.client,
      town.members.president.client,
      ...strangers,
    ])
      expect((await client.get(path)).body).toEqual({ items: [], outlook: null });
    const alerts = "/v1/municipalities/vilanova/bodies/consell/alerts";
    const asking = [town.secretary, world.citizen, town.members.first.client, ...strangers];
    expect(await statuses(asking, (client) => client.get(alerts))).toEqual([200, 401, 403, 403, 403, 404]);
  });
});

describe("by when members have to be told", () => {
  it("shows everyone the calendar of the seat, and the secretariat alone what follows from where members live", async () => {
    const { operator, secretary, at, members } = town;
    mustBe(201, await operator.put("/v1/calendars/ES-08113/2016", aLayer({ "2016-02-19": "Festa" })));
    const person = `${at}/people/${members.second.person}`;
    mustBe(200, await operator.patch(person, { residence: "ES-08113" }));
    const session = await newReadySession(town, { start: "2016-02-23T19:00:00" });
    expect((await secretary.post(`${session}/convocations`)).body).toMatchObject({ code: "provisional" });
    mustBe(201, await secretary.post(`${session}/convocations`, { acceptProvisional: true }));
    const path = `${session}/convocations/1`;
    for (const client of [secretary, operator, members.secretary.client]) {
      const { deadline } = mustBe(200, await client.get(path)).body;
      expect(deadline.strictest < deadline.lastLawfulMoment).toBe(true);
      expect(deadline.unconfirmed).toMatchObject([{ area: "ES-09", year: 2016 }]);
    }
    for (const client of [world.citizen, members.first.client, members.second.client, ...strangers]) {
      const { body } = mustBe(200, await client.get(path));
      expect(Object.keys(body.deadline)).not.toContain("strictest");
      expect(Object.keys(body.deadline)).not.toContain("unconfirmed");
      expect(JSON.stringify(body)).not.toMatch(/ES-09|ES-08113|2016-02-17T/);
    }
    mustBe(200, await operator.patch(person, { residence: null }));
  });
});

describe("notices", () => {
  it("are listed for a member as far as they are their own", async () => {
    const session = await newConvenedSession(world, town, { start: "2016-03-01T19:00:00" });
    const path = `${session}/convocations/1/notices`;
    const seatsFor = async (client: Client): Promise<string[]> =>
      mustBe(200, await client.get(path)).body.items.map(({ seat }: Shown) => seat);
    const { members, secretary } = town;
    const seats = Object.values(members).map(({ seat }) => seat);
    expect((await seatsFor(secretary)).toSorted()).toEqual(["everyone", ...seats].toSorted());
    expect((await seatsFor(members.secretary.client)).toSorted()).toEqual(["everyone", ...seats].toSorted());
    for (const { seat, client } of [members.first, members.second, members.president])
      expect(await seatsFor(client)).toEqual([seat]);
    const refused = [world.citizen, ...strangers];
    expect(await statuses(refused, (client) => client.get(path))).toEqual([401, 403, 403, 404]);
    const letter = `${path}/${members.first.seat}.1.mail/letter`;
    const certificate = `${session}/convocations/1/certificate`;
    for (const each of [letter, certificate, `${certificate}.html`]) {
      expect((await secretary.get(each)).status).toBe(200);
      const asking = [members.first.client, members.president.client, ...refused];
      expect(await statuses(asking, (client) => client.get(each))).toEqual([403, 403, 401, 403, 403, 404]);
    }
  });
});

describe("a substitute", () => {
  it("who sits in for a member answers for the seat, and for no other", async () => {
    const { operator, at, atBody, members } = town;
    const person = mustBe(201, await operator.post(`${at}/people`, { name: "Qui substitueix" })).body.id;
    mustBe(
      200,
      await operator.put(`${atBody}/seats/${members.second.seat}/substitutes`, { substitutes: [{ person }] }),
    );
    const substitute = await world.as({ role: "member", municipality: "vilanova", person });
    const session = await newConvenedSession(world, town, { start: "2016-03-15T19:00:00" });
    const answer = (seat: string) => substitute.put(`${session}/answers/${seat}`, { reply: "attends" });
    expect((await answer(members.second.seat)).body).toMatchObject({ by: "member", reply: "attends" });
    expect((await answer(members.first.seat)).status).toBe(403);
    expect((await answerLinkOf(town, session, members.second.seat)).startsWith(session)).toBe(true);
  });
});

describe("whoever follows on a seat", () => {
  it("reads nothing of what whoever sat there before was told", async () => {
    const { operator, atBody, members } = town;
    const session = await newConvenedSession(world, town, { start: "2016-03-08T19:00:00" });
    const next = { since: "2016-01-11", titular: members.first.person };
    mustBe(200, await operator.patch(`${atBody}/seats/${members.second.seat}`, next));
    const { items } = mustBe(200, await members.first.client.get(`${session}/convocations/1/notices`)).body;
    expect(items.map(({ id }: Shown) => id)).not.toContain(`${members.second.seat}.1.mail`);
    const before = mustBe(200, await members.first.client.get(`${session}/convocations/1/notices`)).body
      .items;
    expect(before.map(({ seat }: Shown) => seat)).toEqual([members.first.seat]);
  });
});
