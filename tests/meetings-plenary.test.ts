import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aReadySession, newConveningTown, refusal } from "./support/convening-town.ts";
import type { ConveningTown } from "./support/convening-town.ts";
import { come } from "./support/meeting-town.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Shown, World } from "./support/world.ts";

let world: World;
let plenary: ConveningTown;
let [ordinary, urgent, failing] = ["", "", ""];
const [MAYOR, SECRETARY, A, B, C, D] = [0, 1, 2, 3, 4, 5];
const QUESTIONS = { title: "Precs i preguntes", kind: "questions-and-requests" };
const MATTER = { id: "pressupost", title: "Pressupost" };
const agenda = (items: object[], more: object = {}) => ({
  items,
  documentsAt: "https://seu.example.org/ple",
  order: { by: "mayor" },
  ...more,
});

beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  plenary = await newConveningTown(world, {
    town: { id: "albera" },
    body: { id: "ple", name: "Ple", kind: "plenary", legalNumbers: [{ members: 7 }] },
    rules: { from: "2015-01-01", profile: "lbrl-rof-plenary" },
    members: [{ role: "president" }, { role: "secretary" }, ...Array.from({ length: 6 }, () => ({}))],
    years: [2016],
  });
  const convened = async (session: object, items: object[], more: object = {}): Promise<string> => {
    const id = await aReadySession(plenary, { ...session }, agenda(items, more));
    mustBe(201, await plenary.secretary.post(`${plenary.at}/sessions/${id}/convocations`, {}));
    return `${plenary.at}/sessions/${id}`;
  };
  ordinary = await convened({ start: "2016-02-10T19:00:00" }, [MATTER, QUESTIONS]);
  failing = await convened({ start: "2016-02-15T19:00:00" }, [MATTER, QUESTIONS]);
  urgent = await convened(
    { start: "2016-02-22T19:00:00", kind: "urgent" },
    [{ id: "urgencia", title: "Urgència", kind: "urgency" }, MATTER],
    { urgency: "El termini venç demà" },
  );
});
afterAll(() => world.close());

const pathsOf = (body: Shown): string[] => body["faults"].map(({ path }: Shown) => path);
const seat = (place: number): string => plenary.seats[place] ?? "";
const vote = (session: string, body: object) => plenary.secretary.post(`${session}/votes`, body);
const named = (ballots: Record<number, string>) =>
  Object.entries(ballots).map(([place, ballot]) => ({ seat: seat(Number(place)), ballot }));

const counts = (yes: number) => ({ counts: { yes, no: 0, abstentions: 0 } });

describe("a plenary in session", () => {
  it("votes by name, again after a tie, and then as the mayor casts it; who left during the debate abstains", async () => {
    await world.clockTo("2016-02-10T18:00:00Z");
    await come(plenary, ordinary, [MAYOR, SECRETARY, A, B, C]);
    mustBe(200, await plenary.secretary.post(`${ordinary}/opening`, {}));
    await come(plenary, ordinary, [C], { presence: "left", item: "pressupost" });
    // President, A and B are there: three, the least that the law asks for.
    await come(plenary, ordinary, [D]);
    const tie = {
      item: "pressupost",
      method: "named",
      ballots: named({ [MAYOR]: "yes", [A]: "yes", [B]: "no", [D]: "no" }),
    };
    const first = mustBe(201, await vote(ordinary, tie)).body;
    expect(first).toMatchObject({
      n: 1,
      outcome: "vote-again",
      absentAsAbstentions: 1,
      counts: { yes: 2, no: 2, abstentions: 1 },
    });
    expect(first.articles).toEqual([
      "LBRL 47.1, ROF 99.1",
      "LBRL 46.2.d, ROF 100.2",
      "LBRL 46.2.d, ROF 100.1",
    ]);
    expect(pathsOf((await vote(ordinary, { ...tie, repeats: 9 })).body)).toEqual(["$.repeats"]);
    expect(pathsOf((await vote(ordinary, { ...tie, repeats: 1 })).body)).toEqual(["$.castingVote"]);
    const again = { ...tie, repeats: 1, castingVote: "yes", dissent: [seat(B)] };
    expect(mustBe(201, await vote(ordinary, again)).body).toMatchObject({
      n: 2,
      outcome: "carried",
      dissent: [seat(B)],
    });
  });

  it("has no vote for the secretary, nor for who is not there", async () => {
    const ballots = named({ [SECRETARY]: "yes", [C]: "yes" });
    const { status, body } = await vote(ordinary, { item: "pressupost", method: "named", ballots });
    expect([status, pathsOf(body)]).toEqual([400, ["$.ballots[0].seat", "$.ballots[1].seat"]]);
  });

  it("deals with what is not on the agenda only once an absolute majority has voted that it is urgent", async () => {
    expect(pathsOf((await vote(ordinary, { item: "moció", ...counts(4) })).body)).toEqual(["$.item"]);
    const motion = { item: "mocio", title: "Moció sobre l'aigua" };
    expect(refusal(await vote(ordinary, { ...motion, ...counts(4) }))).toBe("409 wrong-state");
    const three = mustBe(201, await vote(ordinary, { ...motion, about: "urgency", ...counts(3) })).body;
    expect([three.majority, three.needed, three.outcome]).toEqual(["absolute", 4, "rejected"]);
    expect(refusal(await vote(ordinary, { item: "mocio", ...counts(4) }))).toBe("409 wrong-state");
    expect(
      mustBe(201, await vote(ordinary, { ...motion, about: "urgency", ...counts(4) })).body.outcome,
    ).toBe("carried");
    expect(mustBe(201, await vote(ordinary, { item: "mocio", ...counts(3) })).body).toMatchObject({
      majority: "simple",
      outcome: "carried",
    });
    mustBe(200, await plenary.secretary.post(`${ordinary}/closing`, { notes: "Una interrupció" }));
  });
});

describe("a plenary without quorum", () => {
  it("waits two days for its second call, which its day does not end, and is then not held", async () => {
    await world.clockTo("2016-02-15T18:00:00Z");
    await come(plenary, failing, [A, SECRETARY]);
    await world.clockTo("2016-02-17T12:00:00Z");
    expect((await world.citizen.get(failing)).body).toMatchObject({
      status: "convened",
      secondCall: { start: "2016-02-17T19:00:00" },
    });
    const early = { outcome: "not-held", cause: "no-quorum" };
    expect(refusal(await plenary.secretary.post(`${failing}/closing`, early))).toBe("409 wrong-state");
    await world.clockTo("2016-02-17T18:10:00Z");
    const { body } = mustBe(200, await plenary.secretary.post(`${failing}/closing`, early));
    expect(body.session.status).toBe("not-held");
    expect(body.meeting.calls.map(({ n, outcome }: Shown) => [n, outcome])).toEqual([
      [1, "no-quorum"],
      [2, "no-quorum"],
    ]);
  });
});

describe("an urgent plenary", () => {
  it("ratifies the urgency before anything else, and a deputy whom nobody can tell apart is named", async () => {
    await world.clockTo("2016-02-22T18:00:00Z");
    await come(plenary, urgent, [A, B, C]);
    const open = (body: object) => plenary.secretary.post(`${urgent}/opening`, body);
    expect((await open({})).body.detail).toContain("nobody presides; no secretary");
    const office = { secretary: { office: "Secretaria accidental" } };
    expect(
      pathsOf((await open({ ...office, presiding: { seat: seat(D), ground: "deputy-in-order" } })).body),
    ).toEqual(["$.presiding.seat"]);
    expect(pathsOf((await open({ ...office, presiding: { seat: seat(A), ground: "age" } })).body)).toEqual([
      "$.presiding.ground",
    ]);
    const { body } = mustBe(
      200,
      await open({ ...office, presiding: { seat: seat(A), ground: "deputy-in-order" } }),
    );
    expect(body.quorum).toMatchObject({
      present: 3,
      president: "acting",
      secretary: "acting",
      reached: true,
    });
    const three = { counts: { yes: 3, no: 0, abstentions: 0 } };
    expect(refusal(await vote(urgent, { item: "pressupost", ...three }))).toBe("409 wrong-state");
    mustBe(201, await vote(urgent, { item: "urgencia", about: "urgency", ...three }));
    mustBe(201, await vote(urgent, { item: "pressupost", ...three }));
    const motion = { item: "mocio", title: "Moció", about: "urgency", ...three };
    expect(refusal(await vote(urgent, motion))).toBe("409 wrong-state");
  });
});
