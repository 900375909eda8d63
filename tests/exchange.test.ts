import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Document } from "../lib/exchange/document-model.ts";
import { exportTown } from "../lib/exchange/export.ts";
import { importTown } from "../lib/exchange/import.ts";
import { startMachine } from "../lib/local/machine.ts";
import type { Platform } from "../lib/platform/platform.ts";
import { rowsOf } from "./support/dump.ts";
import type { Row } from "./support/dump.ts";
import { bodyIn, breaks } from "./support/exchange-breaks.ts";
import type { Town } from "./support/exchange-breaks.ts";
import { richTown } from "./support/exchange-town.ts";
import { rowsThatMatter, wipe } from "./support/exchange-wipe.ts";
import { halfWritten } from "./support/whole-table.ts";
import { sized } from "./support/random.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { World } from "./support/world.ts";

let world: World;
let platform: Platform;
const endpoint = inject("endpoint");
beforeAll(async () => {
  world = await newWorld();
  const { table, clock } = world.machine;
  platform = {
    table,
    clock: clock.now,
    newId: randomUUID,
    random: Math.random,
    verify: async () => null,
    log: () => undefined,
  };
  await richTown(world);
});
afterAll(() => world.close());

const rows = (): Promise<Row[]> => rowsOf(endpoint, world.tableName);
const exported = async (town = "vilanova"): Promise<string> => {
  const { text, flaws } = await exportTown(platform.table, town, platform.clock());
  expect(flaws).toEqual([]);
  return text;
};
const halves = async (): Promise<string[]> =>
  halfWritten(await rows(), {
    gsi1: await rowsOf(endpoint, world.tableName, "gsi1"),
    gsi2: await rowsOf(endpoint, world.tableName, "gsi2"),
  });

/** The town as it was at first, and its rows; each test begins with it. */
let text: string;
let whole: readonly string[];
const matter = async (): Promise<string[]> => rowsThatMatter(await rows());
const wiped = (): Promise<number> => wipe(endpoint, world.tableName, "vilanova");
const reset = async (): Promise<void> => {
  await wiped();
  expect(await importTown(text, platform)).toMatchObject({ flaws: [] });
};

beforeAll(async () => {
  [text, whole] = [await exported(), await matter()];
});

const parsed = (): Town => JSON.parse(text);
const written = (town: Town): string => `${JSON.stringify(town, null, 2)}\n`;

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
      "entities",
      "people",
      "bodies",
      "sessions",
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
const refused = async (document: string): Promise<Record<string, string>> => {
  const before = await rows();
  const { flaws, written: done } = await importTown(document, platform);
  expect(done).toBe(0);
  expect(await rows()).toEqual(before);
  return Object.fromEntries(flaws.map(({ path, message }) => [path, message]));
};

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
  it("is imported and exported the same, or refused without a trace", async () => {
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

/** Takes one of all array elements out of a document, at whatever depth. */
function leaveOut(town: Town, pick: number): void {
  const lists: Town[] = [];
  const look = (value: Town): void => {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) for (let i = 0; i < value.length; i++) lists.push([value, i]);
    for (const each of Object.values(value)) look(each);
  };
  look(town);
  const [list, i] = lists[pick % lists.length] ?? [[], 0];
  list.splice(i, 1);
}

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

describe("the commands", () => {
  const folder = mkdtempSync(join(tmpdir(), "convoca-exchange-"));
  const tableName = `exchange-${randomUUID()}`;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (name: "export" | "import", ...typed: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const { DYNAMODB_ENDPOINT: _, ...env } = process.env;
      const options = { env: { ...env, CONVOCA_DATA: folder, TABLE_NAME: tableName }, cwd: folder };
      execFile(
        process.execPath,
        [join(import.meta.dirname, `../lib/local/${name}.ts`), ...typed],
        options,
        (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
      );
    });

  it.skipIf(process.env["DYNAMODB_ENDPOINT"])("work beside a server and without one", async () => {
    const nowhere = await run("export", "vilanova");
    expect(nowhere).toMatchObject({ code: 1, out: "", err: expect.stringContaining("npm start") });
    expect((await run("import")).err).toContain("npm run import -- --town");
    expect((await run("import", "--nonsense")).err).toMatch(/^Unknown option '--nonsense'/);

    const file = join(folder, "vilanova.json");
    const sheet = join(folder, "seients.csv");
    writeFileSync(sheet, "òrgan;titular;correu\nconsell;Anna Riu;anna.riu@example.org\n");
    writeFileSync(file, text);
    const machine = await startMachine({
      port: 0,
      folder,
      now: Date.parse("2016-03-10T11:00:00Z"),
      tableName,
      corsOrigins: [],
      log: () => undefined,
    });
    try {
      expect(await run("import", file)).toMatchObject({
        code: 0,
        err: "",
        out: expect.stringMatching(/^imported: \d+ written in/),
      });
      const toOut = await run("export", "vilanova");
      expect(toOut).toMatchObject({
        code: 0,
        out: text,
        err: `exported vilanova: ${Buffer.byteLength(text)} bytes\n`,
      });
      const some = await run("import", "--town", "vilanova", sheet);
      expect(some).toEqual({ code: 0, err: "", out: "imported: 2 written in 1 commits, 0 there already\n" });
    } finally {
      await machine.close();
    }

    expect(await run("import", "--town", "vilanova", sheet)).toMatchObject({
      out: "imported: 0 written in 0 commits, 1 there already\n",
    });
    const later = await run("export", "vilanova", file);
    expect(later.out).toMatch(/^exported vilanova: \d+ bytes\n$/);
    expect(readFileSync(file, "utf8")).toContain("anna.riu@example.org");
    const town = JSON.parse(readFileSync(file, "utf8"));
    town.people[0].email = "Anna";
    town.people[1].name = "";
    writeFileSync(file, written(town));
    expect(await run("import", file)).toEqual({
      code: 1,
      err: "$.people[0].email: Invalid email address\n$.people[1].name: must not be empty\n",
      out: "nothing was imported: 2 faults\n",
    });
    writeFileSync(sheet, "òrgan;titular;correu\nconsell;Anna Riu;anna\n");
    expect(await run("import", "--town", "vilanova", sheet)).toMatchObject({
      code: 1,
      err: "row 2, correu: is not that of the person of this name who is there\n",
    });
    expect((await run("export", "enlloc")).err).toBe("There is no town 'enlloc': see /v1/municipalities.\n");
  });
});
