import * as fc from "fast-check";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { certificateFaults } from "../lib/convocations/verify-certificate.ts";
import { verifyTown } from "../lib/convocations/verify-town.ts";
import { digestOf } from "../lib/ledger/chain.ts";
import type { KeyRing } from "../lib/platform/key-ring.ts";
import { keyRingOf } from "../lib/platform/secrets.ts";
import { aReadySession, newConveningTown } from "./support/convening-town.ts";
import type { ConveningTown } from "./support/convening-town.ts";
import { rowsOf } from "./support/dump.ts";
import type { Row } from "./support/dump.ts";
import { burglar } from "./support/ledger-rows.ts";
import { sized } from "./support/random.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Shown, World } from "./support/world.ts";

const SESSION = "consell-2016-02-10";
const folder = mkdtempSync(join(tmpdir(), "convoca-ledger-"));

let world: World;
let town: ConveningTown;
let ring: KeyRing;
let ledger: Row[];
let thief: ReturnType<typeof burglar>;
beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z", folder);
  ring = keyRingOf(readFileSync(join(folder, "signing-keys.json"), "utf8"));
  thief = burglar(inject("endpoint"), world.tableName);
  town = await newConveningTown(world);
  const { secretary, at } = town;
  for (const start of ["2016-02-10T19:00:00", "2016-02-17T19:00:00"]) {
    const id = await aReadySession(town, { start });
    mustBe(201, await secretary.post(`${at}/sessions/${id}/convocations`));
  }
  await world.clockTo("2016-01-11T09:20:00Z");
  mustBe(201, await secretary.post(`${at}/sessions/${SESSION}/convocations`, { place: "Sala gran" }));
  await world.clockTo("2016-01-11T09:40:00Z");
  ledger = (await rows()).filter(({ pk }) => pk.startsWith("LEDGER#"));
});
afterAll(async () => {
  await world.close();
  thief.close();
  rmSync(folder, { recursive: true, force: true });
});

const rows = (): Promise<Row[]> => rowsOf(inject("endpoint"), world.tableName);
const verified = (session?: string) => verifyTown(world.machine.table, "vilanova", session, ring);
const faults = async (): Promise<string[]> =>
  (await verified()).faults.map(({ path, message }) => `${path}: ${message}`);
/** An event of the first version of the session, by what happened. */
const eventOf = (event: string): Row => {
  const found = ledger.find((row) => row["session"] === SESSION && row["n"] === 1 && row["event"] === event);
  if (!found) throw new Error(`no ${event}`);
  return found;
};
const chainOf = ({ pk, sk }: Row): Row[] =>
  ledger.filter((row) => row.pk === pk && row.sk.startsWith(sk.slice(0, -3)));
/** The same with its digest computed anew: all that whoever has the table alone can do. */
function redone(row: Row): Row {
  const { pk: _, sk: __, schema: ___, digest: ____, seal: _____, ...content } = row;
  return { ...row, digest: digestOf(content) };
}
const moved = (row: Row): Row => redone({ ...row, start: "2016-02-11T19:00:00" });
const certificate = async (): Promise<Shown[string]> =>
  mustBe(200, await town.secretary.get(`${town.at}/sessions/${SESSION}/convocations/1/certificate`)).body;
const certified = async (of: Shown[string]): Promise<string[]> =>
  (await certificateFaults(of, world.machine.table, ring)).map(({ path, message }) => `${path}: ${message}`);

describe("what is on record of a convened town", () => {
  it("holds, every convocation and every chain", async () => {
    const { sessions, convocations, events, faults: wrong } = await verified();
    expect([wrong, sessions, convocations, events]).toEqual([[], 2, 3, ledger.length]);
    expect(events).toBeGreaterThan(40);
    expect(await verified(SESSION)).toMatchObject({ faults: [], sessions: 1, convocations: 2 });
  });

  it("tells of a fact that was altered, and where", async () => {
    const row = eventOf("delivered");
    const altered = { ...row, at: "2016-01-11T08:00:00Z" };
    expect(await thief.instead([row], [altered], faults)).toEqual([
      `sessions/${SESSION}/convocations/1/notices/${String(row["seat"])}.1.mail/3 (delivered): was altered: its digest is another`,
    ]);
  });

  it("tells of a last fact whose digest was computed anew: the seal is not ours", async () => {
    const row = eventOf("delivered");
    const found = await thief.instead([row], [redone({ ...row, at: "2016-01-11T08:00:00Z" })], faults);
    expect(found).toEqual([expect.stringMatching(/\/3 \(delivered\): bears no seal of ours$/)]);
  });

  it("tells of a chain that was computed anew to its end", async () => {
    const chain = chainOf(eventOf("delivered"));
    let previous = chain[0]?.["previous"];
    const others = chain.map((row) => {
      const other = redone({ ...row, at: "2016-01-11T08:00:00Z", previous });
      previous = other["digest"];
      return other;
    });
    const found = await thief.instead(chain, others, faults);
    expect(found).toHaveLength(chain.length);
    for (const each of found) expect(each).toMatch(/no seal of ours/);
  });

  it("tells of an event that is missing, at the beginning and in the middle", async () => {
    for (const name of ["decided", "sent"]) {
      const row = chainOf(eventOf("delivered")).find(({ event }) => event === name);
      const found = await thief.instead(row ? [row] : [], [], faults);
      expect(found).toEqual([expect.stringMatching(/one is missing$/)]);
    }
    expect(await thief.instead(chainOf(eventOf("published")), [], faults)).toEqual([
      `sessions/${SESSION}/convocations/1: is not on record as published`,
    ]);
  });

  it("tells of a convocation that was replaced, altered or taken away", async () => {
    const versions = (await rows()).filter(
      ({ pk, sk }) => pk.endsWith(SESSION) && sk.startsWith("CONVOCATION"),
    );
    const [first, second] = versions as [Row, Row];
    const at = `sessions/${SESSION}/convocations`;
    const found = await thief.instead([first], [moved(first)], faults);
    expect(found).toContain(`${at}/2/previous: must be the digest of the version before, null in the first`);
    expect(found.filter((each) => /does not follow/.test(each))).toHaveLength(6); // each member's, and the page
    expect(await thief.instead([second], [moved(second)], faults)).not.toEqual([]);
    expect(await thief.instead([first], [{ ...first, start: "2016-02-11T19:00:00" }], faults)).toEqual([
      `${at}/1/digest: is another than that of what it says: it was altered`,
    ]);
    expect(await thief.instead([first], [], faults)).toContain(`${at}/1: is missing`);
    expect(await thief.instead([second], [], faults)).toContain(
      `sessions/${SESSION}: says 2 convocations, and 1 are there`,
    );
  });

  it("tells so whatever single attribute of whatever event is another", async () => {
    const touched = new Set<string>();
    const property = fc.asyncProperty(fc.nat(), fc.nat(), fc.nat(), async (which, field, how) => {
      const row = ledger[which % ledger.length] as Row;
      // Another partition would be another ledger: that is taking it away, and a last event then is a cut tail.
      const names = [...Object.keys(row).filter((each) => each !== "pk"), "note"];
      const name = names[field % names.length] ?? "";
      const other = changed(row, name, how);
      const found = await thief.instead([row], [other], () => verified(String(row["session"])));
      expect(found.faults).not.toEqual([]);
      touched.add(name);
    });
    await fc.assert(property, { seed: 20160111, numRuns: sized(40, 1500) });
    expect(touched.size).toBeGreaterThan(12);
    expect(await faults()).toEqual([]);
  });
});

/** The row with one attribute that is another, is of another kind, or is not there. */
function changed(row: Row, name: string, how: number): Row {
  const { [name]: value, ...rest } = row;
  const others = [
    ...(typeof value === "string" ? [`${value}0`, value.slice(0, -1), value.toUpperCase()] : []),
    ...(typeof value === "number" ? [value + 1, -value, String(value)] : []),
    ...(typeof value === "object" ? [{ person: "00000000-0000-4000-8000-000000000000" }, "another"] : []),
    ...(name === "sk" ? [] : [true, null, "another", ["x"], undefined]),
  ].filter((each) => each !== value && each !== "" && !(value === null && each === null));
  const other = others[how % others.length];
  return { ...rest, ...(other !== undefined && { [name]: other }) } as Row;
}

describe("a certificate that was issued", () => {
  it("still holds after later events", async () => {
    const issued = await certificate();
    expect(await certified(issued)).toEqual([]);
    const paper = ledger.find(
      (row) => row["session"] === SESSION && row["n"] === 1 && row["channel"] === "paper",
    );
    const path = `${town.at}/sessions/${SESSION}/convocations/1/notices/${String(paper?.["seat"])}.1.paper`;
    const served = { servedAt: "2016-01-11T09:30:00Z", servedBy: "notificador municipal" };
    mustBe(200, await town.secretary.patch(path, served, { "if-match": '"1"' }));
    expect(await certified(issued)).toEqual([]);
    expect(await faults()).toEqual([]);
  });

  it("finds a tail that was cut off, which nothing else does", async () => {
    const issued = await certificate();
    const last = eventOf("delivered");
    const found = await thief.instead(
      [last],
      [],
      async () => [await faults(), await certified(issued)] as const,
    );
    expect(found[0]).toEqual([]);
    expect(found[1]).toEqual([
      expect.stringMatching(
        new RegExp(`^sessions/${SESSION}/convocations/1/notices/${String(last["seat"])}.1.mail: .*cut off$`),
      ),
    ]);
  });

  it("finds a member's whole chain taken away, and a convocation that is another", async () => {
    const issued = await certificate();
    const chain = chainOf(eventOf("delivered"));
    expect(await thief.instead(chain, [], faults)).toEqual([]);
    expect(await thief.instead(chain, [], () => certified(issued))).toHaveLength(1);
    const [version] = (await rows()).filter(({ pk, sk }) => pk.endsWith(SESSION) && sk === "CONVOCATION#001");
    const other = { ...version, digest: "0".repeat(64) } as Row;
    expect(await thief.instead(version ? [version] : [], [other], () => certified(issued))).toContainEqual(
      expect.stringMatching(/^sessions\/consell-2016-02-10\/convocations\/1: is another/),
    );
  });

  it("is no certificate of ours once a word of it is another", async () => {
    const issued = await certificate();
    const seal = expect.stringMatching(/^certificate\/seal: /);
    expect(await certified({ ...issued, certified: !issued.certified })).toEqual([seal]);
    expect(await certified({ ...issued, note: "x" })).toEqual([seal]);
    const [first, ...rest] = issued.notices;
    const lied = { ...issued, notices: [{ ...first, head: "0".repeat(64) }, ...rest] };
    expect(await certified(lied)).toEqual([
      seal,
      expect.stringMatching(/digest/),
      expect.stringMatching(/cut off/),
    ]);
  });
});

const run = (...typed: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const env = {
      ...process.env,
      DYNAMODB_ENDPOINT: inject("endpoint"),
      TABLE_NAME: world.tableName,
      CONVOCA_DATA: folder,
    };
    const script = join(import.meta.dirname, "../lib/local/verify.ts");
    execFile(process.execPath, [script, ...typed], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });

describe("the command", () => {
  it("says what it looked at, each fault with its place, and fails on any", async () => {
    const file = join(folder, "certificate.json");
    writeFileSync(file, JSON.stringify(await certificate()));
    expect(await run("vilanova")).toEqual({
      code: 0,
      err: "",
      out: expect.stringMatching(/^verified vilanova: 2 sessions, 3 convocations, \d+ events; 0 faults\n$/),
    });
    expect((await run("--certificate", file)).out).toMatch(/1 sessions.* certificate of 2016-.*; 0 faults/);
    const last = eventOf("delivered");
    const [cut, alone] = await thief.instead([last], [], async () => [
      await run("--certificate", file),
      await run("vilanova", SESSION),
    ]);
    expect(cut).toMatchObject({ code: 1, err: expect.stringMatching(/cut off\n$/) });
    expect(alone).toMatchObject({ code: 0 });
  });

  it("says how it is called, and what it needs", async () => {
    expect(await run()).toMatchObject({ code: 1, err: expect.stringContaining("npm run verify -- <town>") });
    expect((await run("enlloc")).err).toBe("There is no town 'enlloc': see /v1/municipalities.\n");
    expect((await run("--certificate", join(folder, "none.json"))).err).toContain("cannot be read");
  });
});
