import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aBody, anEntity, aSeat, aSession, aTown } from "./support/builders.ts";
import { judgedByLibical } from "./support/judges.ts";
import { mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { Client, World } from "./support/world.ts";

const M = "/v1/municipalities/vilanova";
const N = "/v1/municipalities/veina";

let world: World;
let operator: Client;
beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  ({ operator } = await newTownWithBody(world, aTown({ areas: [] })));
  await newTownWithBody(
    world,
    aTown({ id: "veina", areas: [] }),
    aBody({ name: "Xarxa comarcal", sharedWith: ["vilanova"] }),
  );
  for (const [id, within] of [
    ["ciutat", null],
    ["districte", "ciutat"],
    ["barri", "districte"],
    ["altre", null],
  ])
    mustBe(201, await operator.post(`${M}/territories`, { id, name: `El ${id}`, kind: "other", within }));
  for (const territory of ["districte", "barri", "altre"]) {
    const body = aBody({ id: `taula-${territory}`, name: `Taula: ${territory}`, territory });
    mustBe(201, await operator.post(`${M}/bodies`, body));
  }
  mustBe(201, await operator.post(`${M}/entities`, anEntity()));
  // The town's zone is not that of every session: what begins first stands first.
  await planned(`${M}/bodies/consell`, "2016-02-10T19:00:00");
  await planned(`${N}/bodies/consell`, "2016-02-10T18:30:00", { timeZone: "Atlantic/Canary" });
  await planned(`${N}/bodies/consell`, "2014-12-31T19:00:00");
  await planned(`${M}/bodies/taula-districte`, "2016-03-01T19:00:00");
  await planned(`${M}/bodies/taula-barri`, "2016-02-28T19:00:00");
  await planned(`${M}/bodies/taula-altre`, "2016-02-29T19:00:00");
});
afterAll(() => world.close());

async function planned(body: string, start: string, more: object = {}): Promise<void> {
  mustBe(201, await operator.post(`${body}/sessions`, aSession({ start, title: "Sessió", ...more })));
}

/** What independent eyes read in a feed: no fault, and the starts in their order. */
async function read(path: string): Promise<{ starts: string[]; summaries: string[] }> {
  const { body, headers } = mustBe(200, await world.citizen.get(path));
  expect(headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  const { faults, starts } = judgedByLibical(body);
  expect(faults).toEqual([]);
  const lines = String(body).replaceAll("\r\n ", "").split("\r\n");
  const summaries = lines
    .filter((line) => line.startsWith("SUMMARY"))
    .map((line) => line.split(":").slice(1).join(":"));
  return { starts: Object.values(starts), summaries };
}

describe("the feed of an entity", () => {
  const feed = `${M}/entities/amics/calendar.ics`;

  it("is empty while it sits nowhere", async () => {
    expect(await read(feed)).toEqual({ starts: [], summaries: [] });
  });

  it("has the sessions of the bodies in which it sits today, those of other towns among them, by start", async () => {
    mustBe(201, await operator.post(`${M}/bodies/consell/seats`, aSeat({ entity: "amics" })));
    const foreign = { municipality: "vilanova", id: "amics" };
    mustBe(201, await operator.post(`${N}/bodies/consell/seats`, aSeat({ entity: foreign })));
    const past = aSeat({ entity: "amics", from: "2012", until: "2015-06-30" });
    mustBe(201, await operator.post(`${M}/bodies/taula-altre/seats`, past));
    expect(await read(feed)).toEqual({
      starts: ["20160210T180000Z", "20160210T183000Z"],
      summaries: ["Consell de la Vila: Sessió", "Xarxa comarcal: Sessió"],
    });
  });

  it("does not know an entity that is not there, nor that of another town", async () => {
    for (const at of [
      `${M}/entities/nobody`,
      `${N}/entities/amics`,
      "/v1/municipalities/nowhere/entities/amics",
    ])
      expect((await world.citizen.get(`${at}/calendar.ics`)).status).toBe(404);
  });
});

describe("the feed of a territory", () => {
  it.each([
    ["ciutat", ["20160228T180000Z", "20160301T180000Z"]],
    ["barri", ["20160228T180000Z"]],
    ["altre", ["20160229T180000Z"]],
  ])("%s has the sessions of its bodies and of those within it", async (territory, starts) => {
    expect((await read(`${M}/territories/${territory}/calendar.ics`)).starts).toEqual(starts);
  });

  it("shows no session that a dissolution took", async () => {
    const event = { kind: "dissolve", date: "2016-02-01", act: "Ple" };
    mustBe(201, await operator.post(`${M}/bodies/taula-altre/events`, event));
    const { body } = mustBe(200, await world.citizen.get(`${M}/territories/altre/calendar.ics`));
    expect(body).toContain("STATUS:CANCELLED");
    expect((await world.citizen.get(`${M}/territories/none/calendar.ics`)).status).toBe(404);
  });
});
