import { importTown } from "../lib/exchange/import.ts";
import type { Platform } from "../lib/platform/platform.ts";
import type { Town } from "./support/exchange-breaks.ts";
import { bodyIn } from "./support/exchange-breaks.ts";
import type { RichTown } from "./support/exchange-ground.ts";
import { exchangeGround, written } from "./support/exchange-ground.ts";
import { mustBe } from "./support/world.ts";
import { rowsThatMatter } from "./support/exchange-wipe.ts";
import { beforeAll, describe, expect, it } from "vitest";

const ground = exchangeGround();
const { rows, matter, exported, wiped, halves, reset } = ground;
let world: RichTown["world"];
let platform: RichTown["platform"];
let text: RichTown["text"];
let whole: RichTown["whole"];
beforeAll(() => {
  ({ world, platform, text, whole } = ground.made());
});
const parsed = (): Town => JSON.parse(text);

/** Parts that documents did not have before towns met; tests/exchange-held.test.ts fills them. */
const NEWER = [
  "meetings",
  "attendance",
  "votes",
  "minutes",
  "conformities",
  "opinions",
  "agreements",
  "slots",
  "uses",
  "rooms",
  "documents",
  "surveys",
  "surveyCounts",
];

describe("a town exported, wiped and imported", () => {
  it("has something of everything in it", () => {
    const town = parsed();
    expect(Object.keys(town)).toEqual([
      "convoca",
      "municipality",
      "territories",
      "challenges",
      "plans",
      "templates",
      "places",
      "entities",
      "people",
      "excuses",
      "bookings",
      "bodies",
      "sessions",
      "agendas",
      "convocations",
      "answers",
      "ledger",
      "outlooks",
      "alerts",
      "outbox",
      ...NEWER,
      "underWay",
    ]);
    for (const part of ["events", "relations", "seats", "pastSeats", "pastSittings", "series"])
      expect([part, town.bodies.flatMap((body: Town) => body[part]).length]).not.toEqual([part, 0]);
    const statuses = new Set(town.sessions.map((session: Town) => session.status));
    expect(statuses).toEqual(new Set(["cancelled", "held", "lapsed", "not-held", "planned", "unrecorded"]));
    const gone = town.sessions.filter((session: Town) => session.gone);
    expect(gone.some((session: Town) => session.version > 1 && session.sequence > 0)).toBe(true);
    expect(town.sessions.some((session: Town) => session.start === "2014-05")).toBe(true);
    expect(bodyIn(town, "vella")).toMatchObject({ dissolved: { date: "2016-01-20" }, seats: [] });
    expect(bodyIn(town, "consell").series.map((each: Town) => each.segments.length)).toContain(3);
    // Events are told once, though they stand with each of their bodies.
    expect(
      town.bodies.flatMap((body: Town) => body.events.map((event: Town) => event.kind)).toSorted(),
    ).toEqual(["dissolve", "merge", "rename"]);
  });

  it("is the same, row by row and byte by byte", async () => {
    const before = await rows();
    expect(await wiped()).toBeGreaterThan(140);
    expect(await importTown(text, platform)).toMatchObject({ flaws: [], there: 0 });
    expect(rowsThatMatter(await rows())).toEqual(rowsThatMatter(before));
    expect(await exported()).toBe(text);
    expect(await halves()).toEqual([]);
  });

  it("is imported twice without a trace of the second time", async () => {
    const before = await rows();
    const again = await importTown(text, platform);
    expect(again).toMatchObject({ flaws: [], written: 0, commits: 0 });
    expect(again.there).toBeGreaterThan(70);
    expect(await rows()).toEqual(before);
  });

  it("is the same from a document of before, which has none of what is newer", async () => {
    await wiped();
    const town = parsed();
    for (const part of [...NEWER, "places", "excuses", "bookings"]) delete town[part];
    for (const session of town.sessions) delete session.secondCall;
    for (const seat of town.bodies.flatMap((body: Town) => body.seats)) delete seat.spokesperson;
    expect(await importTown(written(town), platform)).toMatchObject({ flaws: [] });
    expect(await exported()).toBe(text);
  });

  it("goes on as it would have: what falls due changes nothing that had not changed", async () => {
    await reset();
    await world.clockTo("2016-03-10T09:30:00Z");
    expect(await exported()).toBe(text);
    expect(await matter()).toEqual(whole);
  });

  it("leaves its mark on record, with ids and without people", async () => {
    await reset();
    const audit = (await rows()).filter((row) => row["operation"] === "importTown");
    expect(audit.length).toBeGreaterThan(1);
    expect(JSON.stringify(audit)).toContain("BODY#vilanova#consell SERIES#ordinaries");
    expect(JSON.stringify(audit)).not.toMatch(/Puigverd|Administradora|972 55/);
  });

  it("that was cut short anywhere is finished by the same import, and nobody sees half a town", async () => {
    await wiped();
    const seen: number[] = [];
    for (let most = 0, done = false; !done; most++) {
      let left = 1;
      const stumbling: Platform = {
        ...platform,
        table: {
          ...platform.table,
          transact: async (writes) => {
            if (left-- <= 0) throw new Error("cut short");
            await platform.table.transact(writes);
          },
        },
      };
      done = await importTown(text, stumbling).then(
        () => true,
        () => false,
      );
      seen.push((await world.citizen.get("/v1/municipalities/vilanova")).status);
      if (most > 60) throw new Error("it never ends");
    }
    expect(seen.at(-1)).toBe(200);
    expect(seen.slice(0, -1).every((status) => status === 404)).toBe(true);
    expect(seen.length).toBeGreaterThan(1);
    expect(await matter()).toEqual(whole);
    expect(await halves()).toEqual([]);
  });
});

/** The faults by path of a document that is refused without a trace. */
describe("work that is under way", () => {
  it("goes into the document, and is finished where it is imported", async () => {
    await reset();
    const operator = await world.as({ role: "operator" });
    const at = "/v1/municipalities/vilanova";
    mustBe(200, await operator.patch(at, { retention: { people: 24 } }));
    mustBe(201, await operator.post(`${at}/bodies/taula/events`, { kind: "dissolve", date: "2016-03-01" }));
    const half = await exported();
    const before = await matter();
    expect(JSON.parse(half).underWay).toMatchObject({
      dissolving: { bodies: { taula: "2016-03-01" } },
      timers: [
        { kind: "dissolve", reference: ["vilanova", "taula"] },
        { kind: "forget", reference: ["vilanova"] },
      ],
    });
    await wiped();
    expect(await importTown(half, platform)).toMatchObject({ flaws: [] });
    expect(await matter()).toEqual(before);
    expect(await exported()).toBe(half);
    await world.clockTo("2016-03-10T10:30:00Z");
    const after = JSON.parse(await exported());
    expect(after.underWay).toMatchObject({ dissolving: { bodies: {} }, timers: [] });
    const canary = after.sessions.find((session: Town) => session.body === "taula");
    expect(canary.status).toBe("cancelled");
    expect(await halves()).toEqual([]);
  });
});
