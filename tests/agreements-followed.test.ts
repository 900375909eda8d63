import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadExamples } from "../lib/local/load-examples.ts";
import { aVote, become, heldSession, minutes, record } from "./support/agreed-session.ts";
import { aBody, aSession } from "./support/builders.ts";
import { anAgenda, refusal } from "./support/convening-town.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Answer, Client, Shown, World } from "./support/world.ts";

/** From an agreement to its plan and challenge, to the next agenda, to a certificate: in the town of the superilles. */
const TOWN = "superilles";
const at = `/v1/municipalities/${TOWN}`;
const atBody = `${at}/bodies/consell-govern-superilla-nord`;
const PLAN = `${at}/plans/serveis-socials-basics`;
const VINE = { plan: "serveis-socials-basics", element: "vine" };
let world: World;
let operator: Client;
let secretary: Client;
let session: string;
beforeAll(async () => {
  world = await newWorld("2026-11-22T09:00:00Z");
  operator = await world.as({ role: "operator" });
  const now = world.machine.clock.now();
  await loadExamples({ url: world.machine.url, token: operator.token ?? "", now });
  const body = "consell-govern-superilla-nord";
  secretary = await world.as({ role: "secretary", municipality: TOWN, body });
  const superilla = { id: "nord", name: "Nord", kind: "superilla" };
  mustBe(201, await operator.post(`${at}/territories`, superilla));
  const instances = `${at}/body-templates/consell-govern-superilla/instances`;
  mustBe(201, await operator.post(instances, { territories: ["nord"] }));
  mustBe(
    201,
    await operator.post(`${at}/challenges`, { id: "inclusio", name: "Acció comunitària inclusiva" }),
  );
  session = await heldSession({ secretary, at, atBody }, "2026-10-05T18:00:00");
});
afterAll(() => world.close());

const of = (id: string): string => `${at}/sessions/${id}/agreements`;
const agreed = async (id: string, said: object): Promise<string> => {
  const input = { text: "Estendre el VINE a tota la superilla", ...said };
  return mustBe(201, await secretary.post(of(id), input)).headers.get("location") ?? "";
};
const agreeing = (said: object) => secretary.post(of(session), { text: "Acord", ...said });
const rules = (from: string, profile: string, own: object = {}) =>
  operator.put(`${atBody}/rules`, { from, profile, act: "Reglament", own });
const faultsOf = ({ status, body }: Answer) => [status, body.faults?.map(({ path }: Shown) => path)];
const see = async (path: string, client = world.citizen): Promise<Shown> =>
  mustBe(200, await client.get(path)).body;
const follow = async (path: string): Promise<unknown> =>
  (await see(path))["agreements"].map((each: Shown) => [each["n"], each["element"], each["state"]]);

describe("the trail of an agreement", () => {
  it("leads to its action, what that belongs to, the axis; the other way the plan shows the agreement", async () => {
    const path = await agreed(session, { follows: VINE });
    expect((await see(path))["trail"]).toMatchObject({
      plan: { id: "serveis-socials-basics" },
      elements: [
        { id: "vine", kind: "action", status: "done" },
        { id: "impulsem", kind: "action" },
        { id: "justa", kind: "axis", title: { ca: "Justa" } },
      ],
      challenge: null,
    });
    expect(await follow(PLAN)).toEqual([[1, "vine", "open"]]);
    mustBe(200, await secretary.patch(path, { state: "in-progress" }));
    expect(await follow(PLAN)).toEqual([[1, "vine", "in-progress"]]);
  });

  it("reaches the challenge that an element above works on, or that it names itself", async () => {
    const { elements } = await see(PLAN);
    const worked = elements.map((each: Shown) =>
      each["id"] === "impulsem" ? { ...each, challenge: "inclusio" } : each,
    );
    mustBe(200, await operator.patch(PLAN, { elements: worked }));
    expect((await see(`${of(session)}/1`))["trail"].challenge).toMatchObject({
      id: "inclusio",
      element: "impulsem",
    });
    const path = await agreed(session, { challenge: "inclusio" });
    expect((await see(path))["trail"]).toMatchObject({ plan: null, challenge: { element: null } });
    expect(await follow(`${at}/challenges/inclusio`)).toEqual([[2, null, "open"]]);
    mustBe(200, await secretary.patch(path, { challenge: null, follows: VINE }));
    expect([await follow(`${at}/challenges/inclusio`), await follow(PLAN)]).toEqual([
      [],
      [
        [1, "vine", "in-progress"],
        [2, "vine", "open"],
      ],
    ]);
  });

  it("is not shown to everyone while the session is open, or where it is for members", async () => {
    const open = await heldSession({ secretary, at, atBody }, "2026-11-20T18:00:00");
    await become(world, TOWN, open, "open");
    await agreed(open, { challenge: "inclusio" });
    await agreed(session, { challenge: "inclusio", access: "members" });
    expect(await follow(`${at}/challenges/inclusio`)).toEqual([]);
    await become(world, TOWN, open, "held");
    expect(await follow(`${at}/challenges/inclusio`)).toEqual([[1, null, "open"]]);
  });

  it("leads to what is there only, and an element that is named stays", async () => {
    const nowhere = { ...VINE, element: "cap" };
    expect(faultsOf(await agreeing({ follows: nowhere }))).toEqual([400, ["$.follows.element"]]);
    expect(refusal(await agreeing({ follows: { ...VINE, plan: "cap" } }))).toBe("404 not-found");
    expect(refusal(await agreeing({ challenge: "cap" }))).toBe("404 not-found");
    const { elements } = await see(PLAN);
    const without = elements.filter(({ id }: Shown) => id !== "vine");
    expect(faultsOf(await operator.patch(PLAN, { elements: without }))[1]).toContain("$.elements");
    const lost = [{ id: "x", kind: "axis", title: "X", challenge: "cap" }];
    const plan = { id: "altre", name: "Altre", elements: lost };
    expect(faultsOf(await operator.post(`${at}/plans`, plan))).toEqual([400, ["$.elements[0].challenge"]]);
  });

  it("ends at a plan that shows the bodies it created and those that follow it", async () => {
    const { bodies } = await see(PLAN);
    expect(bodies).toMatchObject([
      { body: "consell-govern-superilla-nord", kind: "created-by", element: "linia-2" },
    ]);
    const lleida = "/v1/municipalities/lleida";
    const { items } = await see(`${lleida}/plans`);
    const followed = await Promise.all(items.map(({ id }: Shown) => see(`${lleida}/plans/${id}`)));
    const kinds = followed.flatMap((plan) => plan["bodies"].map(({ kind }: Shown) => kind));
    expect(kinds).toContain("follows");
  });
});

describe("the next agenda", () => {
  let next: string;
  const proposed = async (): Promise<unknown> =>
    (await see(`${at}/sessions/${next}/agenda/proposals`, secretary))["proposals"].map((each: Shown) => [
      each["session"] === session ? each["n"] : each["session"],
      each["overdue"],
    ]);
  beforeAll(async () => {
    mustBe(200, await secretary.patch(`${of(session)}/2`, { due: "2026-11-21" }));
    mustBe(200, await secretary.patch(`${of(session)}/3`, { state: "dropped" }));
    const later = aSession({ start: "2026-12-14T18:00:00" });
    next = mustBe(201, await secretary.post(`${atBody}/sessions`, later)).body.id;
  });

  it("is offered what is still to be done, the overdue first, before anyone has written it", async () => {
    const other = "consell-govern-superilla-nord-2026-11-20";
    expect(await proposed()).toEqual([
      [2, true],
      [other, false],
      [1, false],
    ]);
    const stranger = await world.as({ role: "secretary", municipality: TOWN, body: "cap" });
    expect((await stranger.get(`${at}/sessions/${next}/agenda/proposals`)).status).toBe(403);
  });

  it("takes one up in an item, which says which it is, and is offered it no more", async () => {
    const agreement = { session, n: 2 };
    const items = [{ title: "Seguiment", agreement }, { title: "Precs" }];
    const written = mustBe(201, await secretary.put(`${at}/sessions/${next}/agenda`, anAgenda({ items })));
    expect(written.body.items.map((each: Shown) => each["agreement"])).toEqual([agreement, undefined]);
    const draft = await see(`${at}/sessions/${next}/agenda?draft=true`, secretary);
    expect(draft["proposals"]).toEqual(written.body.proposals);
    expect((await proposed()) as unknown[]).not.toContainEqual([2, true]);
  });

  it("takes up nothing that another body agreed, or nobody did", async () => {
    mustBe(201, await operator.post(`${at}/bodies`, aBody({ id: "altra", name: "Altra" })));
    const theirs = mustBe(
      201,
      await operator.post(
        `${at}/bodies/altra/sessions`,
        aSession({ start: "2026-10-01T18:00:00", status: "held" }),
      ),
    ).body.id;
    mustBe(201, await operator.post(of(theirs), { text: "Acord d'una altra" }));
    const items = [theirs, session].map((each, i) => ({
      title: "Punt",
      agreement: { session: each, n: i === 0 ? 1 : 99 },
    }));
    const etag = { "if-match": '"1"' };
    const refused = await secretary.put(`${at}/sessions/${next}/agenda`, anAgenda({ items }), etag);
    expect(faultsOf(refused)).toEqual([400, ["$.items[0].agreement", "$.items[1].agreement"]]);
  });

  it("still says which it is once members are convened with it", async () => {
    mustBe(201, await secretary.post(`${at}/sessions/${next}/convocations`, { acceptProvisional: true }));
    const convened = await see(`${at}/sessions/${next}/agenda`);
    expect([convened["items"][0].agreement, convened["proposals"]]).toEqual([{ session, n: 2 }, []]);
  });
});

describe("a certificate of an agreement", () => {
  it.each<[what: string, profile: string, article: string | null, isReading: boolean]>([
    ["the State's law, which is a reading here", "ley-40-2015", "Ley 40/2015, 19.5", true],
    ["Catalan law", "llei-26-2010", "Llei 26/2010, 20.3", false],
    ["no rule, which is said", "own-rules", null, true],
  ])("says by %s that minutes are not approved", async (_, profile, article, isReading) => {
    const from =
      { "ley-40-2015": "2026-01", "llei-26-2010": "2026-02", "own-rules": "2026-03" }[profile] ?? "";
    mustBe(201, await rules(`${from}-01`, profile));
    const id = await heldSession({ secretary, at, atBody }, `${from}-10T18:00:00`);
    const path = await agreed(id, {});
    const { warning, minutes: state, digest } = await see(`${path}/certificate`);
    expect([warning.article, warning.reading !== null, state.approved]).toEqual([article, isReading, false]);
    expect(Object.keys(warning.words).toSorted()).toEqual(["ca", "en", "es", "it"]);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    const page = String((await world.citizen.get(`${path}/certificate.html`)).body);
    expect([page.includes("abans que s’hagi aprovat l’acta"), page.includes(digest)]).toEqual([true, true]);
  });

  it("is refused before approval where the rules foresee none, by their article", async () => {
    const own = { certificatesBeforeApproval: { value: "not-foreseen", article: "Reglament 12" } };
    mustBe(201, await rules("2026-04-01", "llei-26-2010", own));
    const id = await heldSession({ secretary, at, atBody }, "2026-04-10T18:00:00");
    const path = await agreed(id, {});
    const refused = await world.citizen.get(`${path}/certificate`);
    expect([refusal(refused), refused.body.detail]).toEqual([
      "409 wrong-state",
      expect.stringContaining("Reglament 12"),
    ]);
    await minutes(world, TOWN, id, [1, "approved"]);
    expect((await see(`${path}/certificate`))["warning"]).toBeNull();
  });

  it("tells the vote by its counts; without the warning it is another one", async () => {
    const id = await heldSession({ secretary, at, atBody }, "2026-02-20T18:00:00");
    const ballots = [{ seat: "s1", ballot: "yes" as const }];
    await record(world, aVote({ municipality: TOWN, session: id, method: "named", ballots }));
    const path = await agreed(id, { vote: 1 });
    const before = await see(`${path}/certificate`);
    expect(before["vote"]).toMatchObject({ n: 1, counts: { yes: 4, no: 1, abstentions: 0 } });
    expect(JSON.stringify(before)).not.toContain("s1");
    await minutes(world, TOWN, id, [1, "approved"]);
    const after = await see(`${path}/certificate`);
    expect([after["warning"], after["digest"] === before["digest"]]).toEqual([null, false]);
    const page = String((await world.citizen.get(`${path}/certificate.html`)).body);
    expect([page.includes("4 a favor"), page.includes("abans que")]).toEqual([true, false]);
  });

  it("is for those who may see the agreement, once its session is over", async () => {
    const id = await heldSession({ secretary, at, atBody }, "2026-02-25T18:00:00");
    const path = await agreed(id, { access: "members" });
    expect((await world.citizen.get(`${path}/certificate`)).status).toBe(404);
    expect((await secretary.get(`${path}/certificate`)).status).toBe(200);
    await become(world, TOWN, id, "open");
    expect(refusal(await secretary.get(`${path}/certificate`))).toBe("404 not-found");
  });
});
