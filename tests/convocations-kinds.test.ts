import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  aReadySession,
  CATALAN_RULES,
  mailsOf,
  newConveningTown,
  refusal,
} from "./support/convening-town.ts";
import type { ConveningTown } from "./support/convening-town.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Answer, Shown, World } from "./support/world.ts";

let world: World;
let plenary: ConveningTown;
beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  plenary = await newConveningTown(world, {
    town: { id: "albera" },
    body: { id: "ple", name: "Ple", kind: "plenary", legalNumbers: [{ members: 13 }] },
    rules: { from: "2015-01-01", profile: "lbrl-rof-plenary" },
    members: [
      { role: "president" },
      { role: "secretary" },
      ...Array.from({ length: 12 }, () => ({ role: "member" })),
    ],
  });
});
afterAll(() => world.close());

const missingIn = ({ body }: Answer): string[] => body.faults.map(({ path }: Shown) => path);
const convene = (town: ConveningTown, id: string, body: object = {}): Promise<Answer> =>
  town.secretary.post(`${town.at}/sessions/${id}/convocations`, body);

describe("a plenary", () => {
  const questions = { title: "Precs i preguntes", kind: "questions-and-requests" };
  const documentsAt = "https://seu.example.org/ple";

  it("holds questions and requests in every ordinary session, and the draft of the minutes that it approves", async () => {
    const bare = await aReadySession(
      plenary,
      { start: "2016-02-10T19:00:00", title: "Ordinària" },
      {
        items: [{ title: "Aprovació de l'acta", kind: "minutes-approval" }],
        documentsAt,
        order: { by: "mayor" },
      },
    );
    const refused = await convene(plenary, bare);
    expect([refusal(refused), missingIn(refused)]).toEqual([
      "409 incomplete",
      ["$.draft-minutes", "$.questions-and-requests-if-ordinary"],
    ]);
    expect(refused.body.faults[1].message).toContain("ROF");
  });

  it("is ordered by the mayor, and by nobody else", async () => {
    const id = await aReadySession(
      plenary,
      { start: "2016-02-11T19:00:00" },
      { items: [{ title: "Pressupost" }, questions], documentsAt, order: { by: "president", act: null } },
    );
    expect(missingIn(await convene(plenary, id))).toEqual(["$.order"]);
    expect((await convene(plenary, id, { order: { by: "mayor", act: "Decret 7/2016" } })).status).toBe(201);
  });

  it("meets again at the same hour two days later if there is no quorum", async () => {
    const id = await aReadySession(
      plenary,
      { start: "2016-02-12T19:00:00" },
      { items: [{ title: "Pressupost" }, questions], documentsAt, order: { by: "mayor" } },
    );
    const { body } = mustBe(201, await convene(plenary, id));
    expect(body.secondCall).toEqual({
      start: "2016-02-14T19:00:00",
      startUtc: "2016-02-14T18:00:00Z",
      article: "ROF 90.2",
    });
  });

  it("says why it is extraordinary", async () => {
    const id = await aReadySession(
      plenary,
      { start: "2016-02-15T19:00:00", kind: "extraordinary" },
      { documentsAt, order: { by: "mayor" } },
    );
    expect(missingIn(await convene(plenary, id))).toEqual(["$.reasons-if-extraordinary"]);
  });

  it("ratifies its urgency first, and is then convened for the next hour", async () => {
    const urgent = { start: "2016-01-11T13:00:00", kind: "urgent" };
    const agenda = { documentsAt, order: { by: "mayor" } };
    const id = await aReadySession(plenary, urgent, agenda);
    expect(missingIn(await convene(plenary, id))).toEqual(["$.urgency"]);
    const first = { title: "Ratificació de la urgència", kind: "urgency" };
    const ready = await aReadySession(plenary, urgent, { ...agenda, items: [first, { title: "Aiguat" }] });
    expect((await convene(plenary, ready)).status).toBe(201);
    const ordinary = await aReadySession(
      plenary,
      { start: "2016-01-11T14:00:00" },
      { ...agenda, items: [{ title: "Aiguat" }, questions] },
    );
    expect(refusal(await convene(plenary, ordinary))).toBe("409 too-late");
  });
});

const ask = (seats: readonly (string | undefined)[], more: object = {}): Promise<Answer> =>
  plenary.secretary.post(`${plenary.atBody}/session-requests`, {
    on: "2016-01-11",
    title: "A petició",
    seats,
    ...more,
  });

describe("members who ask for a session (LBRL 46.2.a)", () => {
  let requested = "";
  it("must be a quarter of the legal number, each on a seat with a vote", async () => {
    const refused = await ask([plenary.seats[1], plenary.seats[2]]);
    expect(refused.body.faults.map(({ path }: Shown) => path)).toEqual(["$.seats[0]", "$.seats"]);
    expect(refused.body.faults[1].message).toContain("4 at least");
  });

  it("get it within fifteen working days, or else on the tenth after these, at noon, by itself", async () => {
    const { body } = mustBe(201, await ask(plenary.seats.slice(2, 6)));
    expect(body.request).toEqual({
      on: "2016-01-11",
      members: 4,
      needed: 4,
      heldBy: "2016-02-01",
      otherwise: "2016-02-15T12:00:00",
      provisional: false,
      article: expect.stringContaining("46.2.a"),
    });
    expect([body.start, body.kind, body.status]).toEqual(["2016-02-15T12:00:00", "extraordinary", "planned"]);
    const agenda = {
      items: [{ title: "El que es demana" }],
      documentsAt: "https://seu.example.org/ple",
      reasons: "A petició de quatre regidors",
      order: { by: "law" },
      ready: true,
    };
    mustBe(201, await plenary.secretary.put(`${plenary.at}/sessions/${body.id}/agenda`, agenda));
    // As long as the mayor may still convene it, the law does not.
    expect(missingIn(await convene(plenary, body.id))).toEqual(["$.order"]);
    requested = body.id;
    const far = { start: "2016-06-20T12:00:00" };
    for (const answer of [
      await plenary.secretary.patch(`${plenary.at}/sessions/${body.id}`, far),
      await convene(plenary, body.id, far),
    ])
      expect([answer.status, answer.body.faults[0].path]).toEqual([400, "$.start"]);
    const late = await ask(plenary.seats.slice(2, 6), { start: "2016-02-02T12:00:00" });
    expect(late.body.faults[0]).toMatchObject({
      path: "$.start",
      message: expect.stringContaining("2016-02-01"),
    });
  });

  it("ask at most three times a year each", async () => {
    for (let i = 0; i < 2; i++)
      mustBe(201, await ask(plenary.seats.slice(2, 6), { start: `2016-01-2${i}T12:00:00` }));
    const refused = await ask(plenary.seats.slice(5, 9), { start: "2016-01-22T12:00:00" });
    expect(refused.body.faults.map(({ path }: Shown) => path)).toEqual(["$.seats[0]"]);
  });

  it("are convened by the law itself once the term is over", async () => {
    await world.clockTo("2016-02-02T09:00:00Z");
    expect((await convene(plenary, requested)).status).toBe(201);
  });
});

describe("a member who lives where other days are holidays (Ley 39/2015, 30.6)", () => {
  it("has to be told earlier, and only the secretariat sees that", async () => {
    const other = await newWorld("2016-01-11T09:00:00Z");
    const there = await newConveningTown(other, {
      rules: CATALAN_RULES,
      members: [{ role: "president" }, { role: "member", residence: "ES-43148" }],
    });
    const days = { source: "Butlletí", confirmed: true, language: "ca" };
    const holiday = [{ date: "2016-02-09", name: "Carnestoltes", kind: "local-holiday" }];
    for (const year of [2015, 2016]) {
      mustBe(
        201,
        await there.operator.put(`/v1/calendars/ES-43148/${year}`, {
          ...days,
          days: year === 2016 ? holiday : [],
        }),
      );
      mustBe(201, await there.operator.put(`/v1/calendars/ES-09/${year}`, { ...days, days: [] }));
    }
    const id = await aReadySession(there, { start: "2016-02-10T19:00:00" });
    const { deadline } = mustBe(201, await convene(there, id)).body;
    expect([deadline.lastLawfulMoment, deadline.strictest]).toEqual([
      "2016-02-07T22:59:59Z",
      "2016-02-04T22:59:59Z",
    ]);
    const seen = (await other.citizen.get(`${there.at}/sessions/${id}/convocations/1`)).body.deadline;
    expect(seen).not.toHaveProperty("strictest");
    expect(seen).not.toHaveProperty("unconfirmed");
    await other.clockTo("2016-01-11T09:10:00Z");
    const { items } = (await there.secretary.get(`${there.at}/sessions/${id}/convocations/1/notices`)).body;
    const limits = Object.fromEntries(
      items.map(({ seat, lastLawfulMoment }: Shown) => [seat, lastLawfulMoment]),
    );
    expect([limits[there.seats[0] ?? ""], limits[there.seats[1] ?? ""]]).toEqual([
      deadline.lastLawfulMoment,
      deadline.strictest,
    ]);
    await other.close();
  });
});

it("without mail the same letter is ready to be printed, and is given once it is served", async () => {
  const other = await newWorld("2016-01-11T09:00:00Z");
  const there = await newConveningTown(other, {
    members: [{ role: "president", name: "Rosa Puig", email: null }],
  });
  const { secretary, at, seats } = there;
  const id = await aReadySession(there, { start: "2016-02-10T19:00:00" });
  mustBe(201, await convene(there, id));
  await other.clockTo("2016-01-12T09:00:00Z");
  const of = `${at}/sessions/${id}/convocations/1`;
  const letter = mustBe(200, await secretary.get(`${of}/notices/${seats[0]}.1.paper/letter`));
  expect(letter.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(letter.body).toContain("Rosa Puig");
  expect(mailsOf(other)).toEqual([]);
  const served = { servedAt: "2016-01-12T08:30:00Z", servedBy: "Notificador municipal" };
  const notice = mustBe(
    200,
    await secretary.patch(`${of}/notices/${seats[0]}.1.paper`, served, { "if-match": '"1"' }),
  );
  expect(notice.body).toMatchObject({ state: "served", givenAt: "2016-01-12T08:30:00Z", inTime: true });
  const early = { ...served, servedAt: "2016-01-10T08:30:00Z" };
  expect(
    (await secretary.patch(`${of}/notices/${seats[0]}.1.paper`, early, { "if-match": '"1"' })).status,
  ).toBe(400);
  const certificate = mustBe(200, await secretary.get(`${of}/certificate`)).body;
  expect(certificate).toMatchObject({ certified: true, count: { members: 1, inTime: 1 } });
  expect(mustBe(200, await secretary.get(`${of}/certificate.html`)).body).toContain(certificate.digest);
  await other.close();
});
