import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keys } from "../lib/table.ts";
import { aSession } from "./support/builders.ts";
import { newConvenableTown, newReadySession } from "./support/convened-town.ts";
import type { ConvenedTown } from "./support/convened-town.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { World } from "./support/world.ts";

const SESSIONS = 24;
const M = "/v1/municipalities/vilanova";

/** Two years of a monthly body: each session convened, held, minuted and with an agreement. */
let world: World;
let town: ConvenedTown;
beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  town = await newConvenableTown(world);
  const { secretary, atBody } = town;
  const { table } = world.machine;
  const convened = await newReadySession(town, { start: "2016-02-10T18:00:00" });
  mustBe(201, await secretary.post(`${convened}/convocations`));
  const model = await table.get(keys.convocation("vilanova", convened.split("/").at(-1) ?? "", 1));
  for (let i = 0; i < SESSIONS; i++) {
    const month = String((i % 12) + 1).padStart(2, "0");
    const start = `2015-${month}-${i < 12 ? "12" : "26"}T18:00:00`;
    const input = aSession({ start, status: "held" });
    const session: string = mustBe(201, await secretary.post(`${atBody}/sessions`, input)).body.id;
    const stored = await table.get(keys.session("vilanova", session));
    if (!stored || !model) throw new Error("nothing to go by");
    const text = { ca: "Es fan les obres de la plaça. ".repeat(4) };
    const numbered = { schema: 1, text };
    await table.transact([
      { put: { ...stored, convocations: 1 } },
      { put: { ...model, ...keys.convocation("vilanova", session, 1), session } },
      { put: { ...keys.minutes("vilanova", session, 1), ...numbered, n: 1, status: "approved" } },
      { put: { ...keys.agreement("vilanova", session, 1), ...numbered, n: 1, state: "open" } },
    ]);
  }
});
afterAll(() => world.close());

/** Read capacity units of the last request. */
async function unitsOf(path: string): Promise<number> {
  mustBe(200, await world.citizen.get(path));
  return Number(world.lines.at(-1)?.["readUnits"]);
}

describe(`a town with ${SESSIONS} sessions that were convened, held, minuted and decided on something`, () => {
  it.each([
    // Of the sessions of a year: each convocation takes a unit or two, its minutes two, to see that no later version stands.
    ["bodies/consell/health", 90],
    ["open-data/sessions", 4],
    ["open-data/agendas", 55],
    ["open-data/minutes", 55],
    ["open-data/agreements", 105],
    ["open-data/seats", 4],
    ["open-data/bodies", 4],
    ["bodies/consell/calendar.ics", 6],
  ])("gives M/%s for at most %i units", async (path, most) => {
    const units = await unitsOf(`${M}/${path}`);
    expect(units).toBeLessThanOrEqual(most);
  });
});
