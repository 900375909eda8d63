import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anAgenda, CATALAN_RULES, newConveningTown, refusal } from "./support/convening-town.ts";
import type { ConveningTown } from "./support/convening-town.ts";
import {
  come,
  COUNCIL,
  FIRST,
  PRESIDENT,
  SECRETARY,
  secondCallAfterAnHour,
  VICE,
} from "./support/meeting-town.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Client, Shown, World } from "./support/world.ts";
import { aSession } from "./support/builders.ts";

/** A year of a council in one story, over HTTP: each step looks at what the public and a member see by then. */
let world: World;
let town: ConveningTown;
let member: Client;
const own = {
  ...CATALAN_RULES.own,
  ...secondCallAfterAnHour,
  conformity: { value: "electronic", article: "Reglament 14" },
  periodicity: { value: { every: { n: 3, unit: "months" } }, article: "Reglament 4" },
};
const STARTS = ["2016-02-10T18:00:00", "2016-05-11T18:00:00", "2016-09-14T18:00:00"];
let [winter, spring, autumn] = ["", "", ""];

beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  town = await newConveningTown(world, {
    body: { legalNumbers: [{ members: 10 }] },
    rules: { ...CATALAN_RULES, own },
    members: COUNCIL,
    years: [2015, 2016],
  });
  member = await world.as({ role: "member", municipality: "vilanova", person: town.people[FIRST] ?? "" });
  const plan = async (start = ""): Promise<string> => {
    const { id } = mustBe(
      201,
      await town.secretary.post(`${town.atBody}/sessions`, aSession({ start, place: "Sala de plens" })),
    ).body;
    return `${town.at}/sessions/${id}`;
  };
  [winter = "", spring = "", autumn = ""] = await Promise.all(STARTS.map((start) => plan(start)));
});
afterAll(() => world.close());

/** What someone gets of a session: its state, and of each page a status, or how much of it. */
async function seenBy(client: Client, session: string): Promise<Shown> {
  const of = async (page: string) => (await client.get(`${session}/${page}`)).status;
  const countOf = async (page: string) => (await client.get(`${session}/${page}`)).body.items?.length;
  return {
    state: (await client.get(session)).body.status,
    agenda: await of("agenda"),
    convocations: await countOf("convocations"),
    answers: await of("answers"),
    attendance: await of("attendance"),
    votes: await of("votes"),
    minutes: await countOf("minutes"),
    agreements: await countOf("agreements"),
  };
}
const closed = { answers: 401, attendance: 401, votes: 401 };
const inside = { answers: 403, attendance: 200, votes: 200 };
const vote = (session: string, body: object) =>
  town.secretary.post(`${session}/votes`, { item: "1", ...body });

describe("the year of a council", () => {
  it("begins with a session that is planned: nobody sees what is being prepared", async () => {
    mustBe(201, await town.secretary.put(`${winter}/agenda`, anAgenda()));
    const nothing = { state: "planned", agenda: 404, convocations: 0, minutes: 0, agreements: 0 };
    expect(await seenBy(world.citizen, winter)).toEqual({ ...nothing, ...closed });
    expect(await seenBy(member, winter)).toEqual({ ...nothing, ...inside });
  });

  it("convenes its members, who answer", async () => {
    mustBe(201, await town.secretary.post(`${winter}/convocations`, {}));
    const { seats } = town;
    mustBe(200, await member.put(`${winter}/answers/${seats[FIRST]}`, { reply: "attends" }));
    mustBe(200, await town.secretary.put(`${winter}/answers/${seats[PRESIDENT]}`, { reply: "excused" }));
    expect(refusal(await member.put(`${winter}/answers/${seats[VICE]}`, { reply: "attends" }))).toBe(
      "403 forbidden",
    );
    const seen = { state: "convened", agenda: 200, convocations: 1, minutes: 0, agreements: 0 };
    expect(await seenBy(world.citizen, winter)).toEqual({ ...seen, ...closed });
  });

  it("has no quorum in first call, and one in the second, an hour later", async () => {
    await world.clockTo("2016-02-10T17:00:00Z");
    await come(town, winter, [SECRETARY, VICE, FIRST, FIRST + 1]);
    const refused = await town.secretary.post(`${winter}/opening`, {});
    expect([refusal(refused), refused.body.detail.split(".")[0]]).toEqual([
      "409 no-quorum",
      "3 of 10; needs 5 + president + secretary",
    ]);
    await world.clockTo("2016-02-10T18:00:00Z");
    await come(town, winter, [SECRETARY, VICE, FIRST, FIRST + 1]);
    await come(town, winter, [FIRST + 2], { how: "remote" });
    const { body } = mustBe(200, await town.secretary.post(`${winter}/opening`, {}));
    expect(body.meeting).toMatchObject({ call: 2, presiding: { ground: "vice-president" } });
  });

  it("ties, and whoever presides casts the vote; what is agreed stays among members while it is open", async () => {
    const tie = { counts: { yes: 2, no: 2, abstentions: 0 } };
    expect(refusal(await vote(winter, tie))).toBe("400 bad-input");
    const carried = mustBe(
      201,
      await vote(winter, { ...tie, castingVote: "yes", dissent: [town.seats[FIRST]] }),
    ).body;
    expect(carried).toMatchObject({ outcome: "carried", castingVote: "yes" });
    const agreement = {
      item: "1",
      vote: 1,
      text: "Arranjar la plaça",
      responsible: { office: "Regidoria" },
      due: "2016-04-30",
    };
    mustBe(201, await town.secretary.post(`${winter}/agreements`, agreement));
    const seen = { state: "open", agenda: 200, convocations: 1, minutes: 0 };
    expect(await seenBy(world.citizen, winter)).toEqual({ ...seen, ...closed, agreements: 0 });
    expect(await seenBy(member, winter)).toEqual({ ...seen, ...inside, agreements: 1 });
    mustBe(200, await town.secretary.post(`${winter}/closing`, {}));
    const { items } = mustBe(200, await world.citizen.get(`${winter}/agreements`)).body;
    expect(items.map(({ state, minutesApproved }: Shown) => [state, minutesApproved])).toEqual([
      ["open", false],
    ]);
    const certificate = mustBe(200, await world.citizen.get(`${winter}/agreements/1/certificate`)).body;
    expect(certificate.warning.article).toBe("Llei 26/2010, 20.3");
  });

  it("writes its minutes, which members read once they are circulated, and agree to", async () => {
    const { secretary, seats } = town;
    const draft = { basedOn: 0, items: [{ item: "1", debate: ["Es parla de la plaça"] }] };
    mustBe(201, await secretary.post(`${winter}/minutes`, draft));
    expect(refusal(await secretary.post(`${winter}/minutes`, draft))).toBe("412 changed-meanwhile");
    const [before, later] = [
      await seenBy(member, winter),
      mustBe(200, await secretary.post(`${winter}/minutes/1/circulation`, {})),
    ];
    expect([before["minutes"], (await seenBy(member, winter))["minutes"]]).toEqual([0, 1]);
    expect(later.body.awaited).toHaveLength(4);
    expect((await world.citizen.get(`${winter}/minutes/1`)).status).toBe(404);
    for (const place of [VICE, FIRST, FIRST + 1]) {
      const said = { agrees: true, seat: seats[place] };
      const { body } = mustBe(200, await secretary.post(`${winter}/minutes/1/conformity`, said));
      expect(body.status).toBe("circulated");
    }
    const last = { agrees: true, seat: seats[FIRST + 2] };
    expect(mustBe(200, await secretary.post(`${winter}/minutes/1/conformity`, last)).body.status).toBe(
      "approved",
    );
  });

  it("publishes them, and what was agreed is final", async () => {
    const { body } = mustBe(200, await world.citizen.get(`${winter}/minutes/1`));
    expect(body).toMatchObject({
      status: "approved",
      approval: { how: "conformity", article: "Reglament 14" },
    });
    const page = mustBe(200, await world.citizen.get(`${winter}/minutes/1/page`));
    expect(page.body).toContain("Es parla de la plaça");
    const { items } = mustBe(200, await world.citizen.get(`${winter}/agreements`)).body;
    expect(items[0].minutesApproved).toBe(true);
    expect(
      mustBe(200, await world.citizen.get(`${winter}/agreements/1/certificate`)).body.warning,
    ).toBeNull();
    const told = JSON.stringify([body, page.body, items]);
    expect(town.people.filter((person) => told.includes(person))).toEqual([]);
    expect(told).not.toContain("Persona ");
  });

  it("takes what is still to be done to the next agenda, overdue and all", async () => {
    await world.clockTo("2016-05-02T09:00:00Z");
    const { proposals } = mustBe(200, await town.secretary.get(`${spring}/agenda/proposals`)).body;
    expect(proposals).toMatchObject([{ n: 1, due: "2016-04-30", overdue: true }]);
    const items = [{ title: "Seguiment de la plaça", agreement: { session: proposals[0].session, n: 1 } }];
    const agenda = anAgenda({ items, documentsAt: "https://seu.example.org" });
    mustBe(201, await town.secretary.put(`${spring}/agenda`, agenda));
    mustBe(201, await town.secretary.post(`${spring}/convocations`, {}));
    expect(mustBe(200, await world.citizen.get(`${spring}/agenda`)).body.items[0].agreement.n).toBe(1);
    expect(mustBe(200, await town.secretary.get(`${spring}/agenda/proposals`)).body.proposals).toEqual([]);
  });

  it("lets minutes that nobody agreed to travel with the next convocation by themselves, and approves them there", async () => {
    const { secretary } = town;
    await world.clockTo("2016-05-11T16:10:00Z");
    await come(town, spring, [PRESIDENT, SECRETARY, VICE, FIRST, FIRST + 1, FIRST + 2]);
    mustBe(200, await secretary.post(`${spring}/opening`, {}));
    mustBe(200, await secretary.post(`${spring}/closing`, {}));
    mustBe(
      201,
      await secretary.post(`${spring}/minutes`, {
        basedOn: 0,
        items: [{ item: "1", debate: ["Seguiment"] }],
      }),
    );
    mustBe(200, await secretary.post(`${spring}/minutes/1/circulation`, {}));
    await world.clockTo("2016-09-05T09:00:00Z");
    mustBe(201, await secretary.put(`${autumn}/agenda`, anAgenda()));
    mustBe(201, await secretary.post(`${autumn}/convocations`, {}));
    const { items } = mustBe(200, await world.citizen.get(`${autumn}/agenda`)).body;
    expect(items.map(({ kind }: Shown) => kind)).toEqual(["minutes-approval", "matter"]);
    const approval = { session: autumn.slice(autumn.lastIndexOf("/") + 1) };
    expect(refusal(await secretary.post(`${spring}/minutes/1/approval`, approval))).toBe("409 wrong-state");
    await world.clockTo("2016-09-14T16:10:00Z");
    await come(town, autumn, [PRESIDENT, SECRETARY, VICE, FIRST, FIRST + 1, FIRST + 2]);
    mustBe(200, await secretary.post(`${autumn}/opening`, {}));
    expect((await world.citizen.get(`${spring}/minutes/1`)).status).toBe(404);
    mustBe(200, await secretary.post(`${spring}/minutes/1/approval`, approval));
    expect((await world.citizen.get(`${spring}/minutes/1`)).status).toBe(200);
    mustBe(200, await secretary.post(`${autumn}/closing`, {}));
  });

  it("ends with what was done, how the body does, and all of it as open data", async () => {
    const first = `${winter}/agreements/1`;
    mustBe(200, await town.secretary.patch(first, { state: "done" }));
    const { body: health } = mustBe(200, await world.citizen.get(`${town.atBody}/health`));
    expect(health.periodicity.held.value).toBe(3);
    const rows = async (dataset: string) =>
      mustBe(200, await world.citizen.get(`${town.at}/open-data/${dataset}?from=2016-01-01`)).body.items;
    expect((await rows("minutes")).length).toBe(2);
    expect((await rows("agreements")).length).toBe(1);
    expect((await rows("sessions")).length).toBe(3);
  });
});
