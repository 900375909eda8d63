import * as fc from "fast-check";
import { Document } from "../lib/exchange/document-model.ts";
import { importTown } from "../lib/exchange/import.ts";
import type { Town } from "./support/exchange-breaks.ts";
import { bodyIn, breaks, leaveOut } from "./support/exchange-breaks.ts";
import type { RichTown } from "./support/exchange-ground.ts";
import { exchangeGround, written } from "./support/exchange-ground.ts";
import { sized } from "./support/random.ts";
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";

const ground = exchangeGround();
const { rows, exported, wiped, halves, refused, reset } = ground;
let platform: RichTown["platform"];
let text: RichTown["text"];
beforeAll(() => {
  ({ platform, text } = ground.made());
});
const parsed = (): Town => JSON.parse(text);

describe("a document with faults", () => {
  it("names all of them with their paths, of shape and of reference, and changes nothing", async () => {
    await wiped();
    const town = parsed();
    const consell = town.bodies.findIndex((body: Town) => body.id === "consell");
    const comissio = town.bodies.findIndex((body: Town) => body.id === "comissio");
    const body = town.bodies[consell];
    town.municipality.zone = "Europe/Madrid";
    town.territories[0].within = "enlloc";
    town.plans[0].elements[1].parent = "cap";
    town.plans[0].elements[0].colour = "red";
    town.entities[0].id = town.entities[1].id;
    town.people[0].email = "no és una adreça";
    body.kind = "club";
    body.seats[0].titular = "ningu";
    body.seats[1].from = "2016-02-30";
    body.pastSeats[0].tenure = "un";
    body.series[0].segments[0].recurrence = "FREQ=HOURLY";
    town.bodies[comissio].relations[0].to.element = "mai";
    town.bodies[comissio].relations[1].to.id = "ningu";
    town.sessions[0].body = "ningu";
    town.sessions[1].id = town.sessions[2].id;
    town.sessions[3].startUtc = "2001-01-01T00:00:00Z";
    delete town.sessions[4].title;
    town.underWay.timers.push({ kind: "close", due: "2016", reference: ["vilanova"], detail: {} });
    const flaws = await refused(written(town));
    expect(Object.keys(flaws)).toEqual(
      expect.arrayContaining([
        "$.municipality.zone",
        "$.territories[0].within",
        "$.plans[0].elements[0].colour",
        "$.entities[1].id",
        "$.people[0].email",
        `$.bodies[${consell}].kind`,
        `$.bodies[${consell}].seats[0].titular`,
        `$.bodies[${consell}].seats[1].from`,
        `$.bodies[${consell}].pastSeats[0].tenure`,
        `$.bodies[${consell}].series[0].segments[0].recurrence`,
        `$.bodies[${comissio}].relations[1].to.id`,
        "$.sessions[0].body",
        "$.sessions[2].id",
        "$.sessions[3].startUtc",
        "$.sessions[4].title",
        "$.underWay.timers[0]",
      ]),
    );
    // What leads to a thing with faults of its own is no fault.
    expect(Object.keys(flaws).filter((path) => path.endsWith(".body"))).toEqual(["$.sessions[0].body"]);
  });

  it.each(breaks)("is refused for %s", async (_, damage, path) => {
    await wiped();
    const town = parsed();
    damage(town);
    const paths = Object.keys(await refused(written(town)));
    expect(paths.filter((each) => each.endsWith(path))).not.toEqual([]);
  });

  it("is refused when it is no JSON, by line and without what stands there", async () => {
    const flaws = await refused(text.replace('"plans": [', '"plans": {['));
    expect(flaws).toEqual({ $: expect.stringMatching(/^is not JSON: see line \d+$/) });
  });

  it("is refused where the table has something else under the same id", async () => {
    await reset();
    const town = parsed();
    town.entities[0].version += 1;
    bodyIn(town, "consell").seats[1].act = "Ple 9";
    town.municipality.name.es = "Villanueva";
    const seats = `$.bodies[${town.bodies.indexOf(bodyIn(town, "consell"))}].seats[1]`;
    const differs = "is there already and differs";
    expect(await refused(written(town))).toEqual({
      "$.entities[0]": differs,
      [seats]: differs,
      "$.municipality": differs,
    });
  });

  it("is refused where a sign-in is another person's of the town", async () => {
    await reset();
    const town = parsed();
    const i = town.people.findIndex((person: Town) => person.signIn !== null);
    town.people[i].id = randomUUID();
    town.bodies = [];
    town.sessions = [];
    for (const person of town.people) person.keeper = null;
    expect(await refused(written(town))).toEqual({
      [`$.people[${i}].signIn`]: "is another person's of this town already",
    });
  });
});

describe("whatever is left out of a document", () => {
  it("is imported and exported the same, or refused without a trace", { timeout: 600_000 }, async () => {
    let imported = 0;
    let no = 0;
    const property = fc.asyncProperty(fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), async (picks) => {
      const town = parsed();
      for (const pick of picks) leaveOut(town, pick);
      await wiped();
      const before = await rows();
      const document = written(town);
      const { flaws } = await importTown(document, platform);
      const isRefused = flaws.length > 0;
      if (isRefused) no++;
      else imported++;
      const again = isRefused ? null : await exported();
      // Refused: not one row. Imported: what was said, and a second import of it finds all there.
      const [found, expected] =
        again === null ? [await rows(), before] : [JSON.parse(again), Document.parse(town)];
      expect(found).toEqual(expected);
      const second = await importTown(again ?? document, platform);
      expect(second).toMatchObject({ written: 0, flaws });
      expect(await halves()).toEqual([]);
    });
    await fc.assert(property, { seed: 20151120, numRuns: sized(12, 100) });
    expect([imported > 3, no > 3]).toEqual([true, true]);
  });
});
