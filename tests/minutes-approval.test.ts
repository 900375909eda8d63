import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newConvenableTown } from "./support/convened-town.ts";
import type { ConvenedTown, RoleIn } from "./support/convened-town.ts";
import { refusal } from "./support/convening-town.ts";
import { aHeldSession, circulated, drafted, idOf, someMinutes } from "./support/held-session.ts";
import type { Held } from "./support/held-session.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Answer, Client, Shown, World } from "./support/world.ts";
import { waitingOf } from "../lib/minutes/waiting.ts";

let world: World;
let town: ConvenedTown;
let secretary: Client;
beforeAll(async () => {
  world = await newWorld("2016-02-11T09:00:00Z");
  town = await newConvenableTown(world);
  ({ secretary } = town);
});
afterAll(() => world.close());

const WHICH = {
  ordinary: { start: "2016-02-11T08:00:00", kind: "ordinary" },
  extraordinary: { start: "2016-02-11T08:30:00", kind: "extraordinary" },
  before: { start: "2016-01-13T19:00:00", kind: "ordinary" },
} as const;
const others = new Map<string, string>();

/** A held session that all rows may name: the same one for the same kind. */
async function another(which: keyof typeof WHICH): Promise<string> {
  const known =
    others.get(which) ?? (await aHeldSession(world, town, { session: WHICH[which], meeting: LATER }));
  others.set(which, known);
  return known;
}

/** Whether the minutes of a session wait, as its body's list has it. */
const waits = async (session: string): Promise<boolean> =>
  (await waitingOf(world.machine.table, "vilanova", "consell")).some(
    (line) => line.session === idOf(session),
  );

/** Closed after the minutes were sent: a session approves what its members had. */
const LATER = { closedAt: "2016-02-20T20:00:00Z" };

const incomplete = { acceptIncomplete: true };

/** Circulated minutes of a session, by the rules of a profile. */
async function waitingMinutes(held: Held = {}): Promise<{ session: string; path: string }> {
  const session = await aHeldSession(world, town, held);
  const path = await drafted(town, session);
  mustBe(200, await secretary.post(`${path}/circulation`, incomplete));
  return { session, path };
}

describe("a session that approves minutes", () => {
  it.each<[profile: Held["profile"], which: "same" | "ordinary" | "extraordinary" | "before", is: string]>([
    ["ley-40-2015", "same", "200 Ley 40/2015, 18.2"],
    ["ley-40-2015", "extraordinary", "200 Ley 40/2015, 18.2"],
    ["llei-26-2010", "same", "200 Llei 26/2010, 20.3"],
    ["llei-26-2010", "ordinary", "200 Llei 26/2010, 20.3"],
    ["llei-26-2010", "before", "409 Llei 26/2010, 20.3"],
    ["lbrl-rof-plenary", "same", "409 ROF 91.1"],
    ["lbrl-rof-plenary", "extraordinary", "200 ROF 91.1"],
    ["lbrl-rof-plenary", "before", "409 ROF 91.1"],
    ["rof-commission", "ordinary", "200 ROF 91.1"],
    ["rof-junta-de-govern", "same", "409 ROF 91.1"],
    ["dl-2-2003-plenary", "same", "409 DL 2/2003, 110.3"],
    ["dl-2-2003-plenary", "extraordinary", "409 DL 2/2003, 110.3"],
    ["dl-2-2003-plenary", "ordinary", "200 DL 2/2003, 110.3"],
    ["dl-2-2003-other", "extraordinary", "409 DL 2/2003, 110.3"],
    ["none", "same", "200 null"],
    ["none", "before", "409 null"],
  ])("by %s, the %s one: %s", async (profile, which, is) => {
    const { session, path } = await waitingMinutes({ profile });
    const approving = which === "same" ? session : await another(which);
    const answer = await secretary.post(`${path}/approval`, { session: idOf(approving) });
    const { approval, detail } = answer.body;
    const article = approval ? approval.article : (/\(([^()]+)\)\.$/.exec(detail)?.[1] ?? null);
    expect(`${answer.status} ${article}`).toBe(is);
    expect(await waits(session)).toBe(answer.status !== 200);
  });

  it("is open or held, and of the same body", async () => {
    const { path } = await waitingMinutes();
    const next = await aHeldSession(world, town, { session: WHICH.ordinary, status: "planned" });
    const faults = await secretary.post(`${path}/approval`, { session: "consell-2001-01-01" });
    expect(refusal(await secretary.post(`${path}/approval`, { session: idOf(next) }))).toBe(
      "409 wrong-state",
    );
    expect([refusal(faults), refusal(await secretary.post(`${path}/approval`))]).toEqual([
      "400 bad-input",
      "400 bad-input",
    ]);
  });

  it("approves nothing twice, and nothing that members have not been sent", async () => {
    const session = await aHeldSession(world, town);
    const path = await drafted(town, session);
    const approve = () => secretary.post(`${path}/approval`, { session: idOf(session) });
    expect(refusal(await approve())).toBe("409 wrong-state");
    mustBe(200, await secretary.post(`${path}/circulation`));
    expect([(await approve()).status, refusal(await approve())]).toEqual([200, "409 wrong-state"]);
  });
});

const ley40 = (held: Held = {}) => waitingMinutes({ profile: "ley-40-2015", ...held });
const say = (path: string, role: RoleIn, word: Shown): Promise<Answer> => {
  const { seat, client } = town.members[role];
  return client.post(`${path}/conformity`, { seat, ...word });
};

describe("conformity", () => {
  const agrees = { agrees: true };
  const objects = { agrees: false, remarks: "Jo no vaig dir això." };

  it("of all who attended approves them in that very moment, as of their own session (Ley 40/2015, 18.2)", async () => {
    const { session, path } = await ley40({ there: ["president", "secretary", "first"] });
    expect((await say(path, "president", agrees)).body.status).toBe("circulated");
    expect((await secretary.get(path)).body.awaited).toEqual([town.members.first.seat]);
    expect((await say(path, "first", agrees)).body.status).toBe("approved");
    expect(mustBe(200, await world.citizen.get(path)).body.approval).toMatchObject({
      how: "conformity",
      session: idOf(session),
      article: "Ley 40/2015, 18.2",
    });
    expect(await waits(session)).toBe(false);
    expect(refusal(await say(path, "first", objects))).toBe("409 wrong-state");
  });

  it("of two who agree at the same time approves them, too", async () => {
    const { path } = await ley40();
    mustBe(200, await say(path, "president", agrees));
    const answers = await Promise.all((["first", "second"] as const).map((role) => say(path, role, agrees)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(mustBe(200, await world.citizen.get(path)).body.status).toBe("approved");
  });

  it("may be taken back, and a remark keeps them waiting", async () => {
    const { path } = await ley40({ there: ["president", "first"] });
    await say(path, "first", agrees);
    await say(path, "first", objects);
    expect((await say(path, "president", agrees)).body.status).toBe("circulated");
    const { conformities } = mustBe(200, await secretary.get(path)).body;
    expect(conformities.map(({ seat, agrees: is, by }: Shown) => [seat, is, by])).toEqual(
      expect.arrayContaining([[town.members.first.seat, false, "member"]]),
    );
    expect((await say(path, "first", agrees)).body.status).toBe("approved");
  });

  it("is not needed of who was absent, and does not approve where nobody attended", async () => {
    const { path } = await ley40({ there: [], excused: ["president", "first", "second"] });
    expect((await say(path, "first", agrees)).body.status).toBe("circulated");
  });

  it("is said over one's own seat, or recorded by the secretary", async () => {
    const { path } = await ley40();
    const { first, second } = town.members;
    const foreign = await first.client.post(`${path}/conformity`, { seat: second.seat, agrees: true });
    expect(refusal(foreign)).toBe("403 forbidden");
    const told = mustBe(200, await secretary.post(`${path}/conformity`, { seat: second.seat, agrees: true }));
    expect(told.body.conformity.by).toBe("secretary");
  });

  it.each<[profile: Held["profile"], article: string]>([
    ["llei-26-2010", "(Llei 26/2010, 20.3)"],
    ["lbrl-rof-plenary", "(ROF 91.1)"],
    ["dl-2-2003-plenary", "(DL 2/2003, 110.3)"],
    ["none", "session approves them."],
  ])("is not how %s has it %s", async (profile, article) => {
    const { path } = await waitingMinutes({ profile });
    const { status, body } = await say(path, "first", agrees);
    expect([status, body.detail]).toEqual([409, expect.stringContaining(article)]);
  });

  it("of a draft is not asked: to members it is not there", async () => {
    const session = await aHeldSession(world, town, { profile: "ley-40-2015" });
    const path = await drafted(town, session);
    expect(refusal(await say(path, "first", agrees))).toBe("404 not-found");
  });
});

/** Minutes that their own session approved. */
async function approved(): Promise<{ session: string; path: string }> {
  const session = await aHeldSession(world, town, { votes: [{}] });
  const text = "Es debat el presupost de 2015.";
  const input = someMinutes({ items: [{ item: "1", debate: [text] }], remarks: "Cap." });
  const path = await circulated(town, session, input);
  mustBe(200, await secretary.post(`${path}/approval`, { session: idOf(session) }));
  return { session, path };
}
describe("after approval", () => {
  const error = { item: "1", was: "de 2015", is: "de 2016", reason: "Error material en l'any" };

  it("an error is put right in a version of its own, which shows it, and the one before says so", async () => {
    const { session, path } = await approved();
    const first = mustBe(201, await secretary.post(`${path}/corrections`, error));
    expect(first.headers.get("location")).toBe(`${session}/minutes/2`);
    const next = { was: "Cap.", is: "Cap observació.", reason: "Error de transcripció" };
    mustBe(201, await secretary.post(`${session}/minutes/2/corrections`, next));
    const { body } = mustBe(200, await world.citizen.get(`${session}/minutes/3`));
    expect(body.content.items[0].debate).toEqual([{ ca: "Es debat el presupost de 2016." }]);
    expect(body.corrections.map(({ was, is, corrects }: Shown) => [was, is, corrects])).toEqual([
      ["de 2015", "de 2016", 1],
      ["Cap.", "Cap observació.", 2],
    ]);
    const { items } = mustBe(200, await world.citizen.get(`${session}/minutes`)).body;
    expect(items.map(({ n, status }: Shown) => `${n} ${status}`)).toEqual([
      "1 corrected",
      "2 corrected",
      "3 approved",
    ]);
    const page = String(mustBe(200, await world.citizen.get(`${session}/minutes/3/page`)).body);
    expect(page).toContain("<del>de 2015</del>, ha de dir <ins>de 2016</ins>");
    expect(refusal(await secretary.post(`${path}/corrections`, error))).toBe("409 wrong-state");
  });

  it.each([
    ["words that are not there", { was: "de 2014" }],
    ["words that are there twice", { was: "e" }],
    ["what the agenda says", { was: "Pressupost" }],
    ["who came", { was: "Seient president" }],
    ["how a vote ended", { was: "rejected" }],
    ["the text of another item", { item: "2" }],
  ])("no correction is made of %s", async (_, words) => {
    const { path } = await approved();
    expect(refusal(await secretary.post(`${path}/corrections`, { ...error, ...words }))).toBe(
      "400 bad-input",
    );
  });

  it("nothing is drawn up anew", async () => {
    const { session } = await approved();
    const anew = await secretary.post(`${session}/minutes`, someMinutes({ basedOn: 1 }));
    expect(refusal(anew)).toBe("409 wrong-state");
  });
});

describe("a session that was not held", () => {
  it("has a record with its cause and who was excused, which the secretary signs (ROF 109.2)", async () => {
    const session = await aHeldSession(world, town, {
      status: "not-held",
      profile: "lbrl-rof-plenary",
      there: ["president"],
      excused: ["first"],
    });
    const path = await circulated(town, session, someMinutes({ items: [] }));
    const { content, checklist } = mustBe(200, await secretary.get(path)).body;
    const { president, first, second } = town.members;
    const presences = content.members.map(({ seat, presence }: Shown) => [seat, presence]);
    expect(Object.fromEntries(presences)).toEqual({
      [president.seat]: "present",
      [first.seat]: "excused",
      [second.seat]: "absent",
    });
    expect([content.type, content.cause]).toEqual(["record", "no-quorum"]);
    expect(checklist.map(({ name, article }: Shown) => `${name} ${article}`)).toEqual([
      "cause ROF 109.2",
      "who came ROF 109.2",
      "who was excused ROF 109.2",
    ]);
    expect(await waits(session)).toBe(false);
    const approval = mustBe(200, await secretary.post(`${path}/approval`)).body.approval;
    expect([approval.how, approval.article]).toEqual(["signature", "ROF 109.2"]);
    expect((await world.citizen.get(path)).status).toBe(200);
  });
});
