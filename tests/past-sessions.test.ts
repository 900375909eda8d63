import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aSeat, aSession } from "./support/builders.ts";
import { refusal } from "./support/convening-town.ts";
import { mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { Shown, World } from "./support/world.ts";

/** What a town remembers of sessions that nobody was convened to here. */
let world: World;
let town: Awaited<ReturnType<typeof newTownWithBody>>;
beforeAll(async () => {
  world = await newWorld("2016-02-01T09:00:00Z");
  town = await newTownWithBody(world);
});
afterAll(() => world.close());

const AGENDA = {
  items: [{ id: "obres", title: "Obres" }],
  connection: "https://example.org/sala",
};
/** A session of the past: its path. */
async function past(overrides: Shown): Promise<string> {
  const { secretary, at, atBody } = town;
  const input = aSession({ start: "2015-06-10T19:00:00", ...overrides });
  return `${at}/sessions/${mustBe(201, await secretary.post(`${atBody}/sessions`, input)).body.id}`;
}
const put = (session: string, headers = {}) => town.secretary.put(`${session}/agenda`, AGENDA, headers);
const close = (session: string, how: object = {}) => town.secretary.post(`${session}/closing`, how);

describe("the agenda of a past session", () => {
  it.each([{ status: "held" }, {}])("is put on record, taken in as %j", async (taken) => {
    expect((await put(await past(taken))).status).toBe(201);
  });

  it("is everyone's once it is said that the session was held, without what was for members", async () => {
    const session = await past({});
    mustBe(201, await put(session));
    expect(refusal(await world.citizen.get(`${session}/agenda`))).toBe("404 not-found");
    mustBe(200, await close(session));
    const { body } = mustBe(200, await world.citizen.get(`${session}/agenda`));
    expect(body).toMatchObject({ state: "recorded", convocation: null, connection: null });
    expect(body.items.map(({ id }: Shown) => id)).toEqual(["obres"]);
  });

  it("stays as it is once the record is closed, and so does that", async () => {
    const session = await past({ status: "held" });
    const { headers } = mustBe(201, await put(session));
    mustBe(200, await put(session, { "if-match": headers.get("etag") ?? "" }));
    mustBe(200, await close(session));
    expect(refusal(await put(session, { "if-match": '"2"' }))).toBe("409 wrong-state");
    for (const how of [{}, { outcome: "not-held", cause: "other" }])
      expect(refusal(await close(session, how))).toBe("409 wrong-state");
  });

  it("is none of a session that was not held, of which the cause is put on record, once", async () => {
    const session = await past({ status: "not-held" });
    expect(refusal(await put(session))).toBe("409 wrong-state");
    expect(refusal(await close(session))).toBe("409 wrong-state");
    const cause = { outcome: "not-held", cause: "other", notes: "Neu" };
    expect(mustBe(200, await close(session, cause)).body.meeting).toMatchObject({ notes: { ca: "Neu" } });
    expect(refusal(await close(session, cause))).toBe("409 wrong-state");
  });
});

describe("who came to a past session", () => {
  it.each([
    ["who left since", { from: "2015-01-01", until: "2015-12-31" }, 200],
    ["whose beginning nobody knows", { from: null }, 200],
    ["who had left before", { from: "2014-01-01", until: "2015-01-01" }, 404],
    ["who came to the seat later", { from: "2016-01-01" }, 400],
  ])("may be someone %s: %j, %i", async (_, seat, status) => {
    const session = await past({ status: "held" });
    const { id } = mustBe(201, await town.operator.post(`${town.atBody}/seats`, aSeat(seat))).body;
    const answer = await town.secretary.put(`${session}/attendance/${id}`, { presence: "present" });
    expect(answer.status).toBe(status);
  });

  it("is in its minutes, of which no hour is made up, nor a day of which only the month is known", async () => {
    const session = await past({ start: "2015-07", status: "held" });
    mustBe(201, await put(session));
    const { id } = mustBe(201, await town.operator.post(`${town.atBody}/seats`, aSeat())).body;
    mustBe(200, await town.secretary.put(`${session}/attendance/${id}`, { presence: "present" }));
    mustBe(200, await close(session));
    const { content } = mustBe(201, await town.secretary.post(`${session}/minutes`, { basedOn: 0 })).body;
    expect(content).toMatchObject({ start: "2015-07", day: "2015-07", openedAt: null, closedAt: null });
    const came = content.members.filter(({ presence }: Shown) => presence === "present");
    expect(came.map(({ seat, movements }: Shown) => [seat, movements])).toEqual([[id, []]]);
    mustBe(200, await town.secretary.post(`${session}/minutes/1/circulation`, { acceptIncomplete: true }));
    const page = mustBe(200, await town.secretary.get(`${session}/minutes/1/page`)).body;
    expect(page).toContain("2015-07");
    expect(page).not.toContain("2015-07-");
  });
});
