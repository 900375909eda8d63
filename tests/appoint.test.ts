import { execFile } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { aTown } from "./support/builders.ts";
import { rowsOf } from "./support/dump.ts";
import { clientOf, newWorld } from "./support/world.ts";
import type { Client, World } from "./support/world.ts";

/** A sign-in that nobody has given an office, as everybody's is on a table that was just made. */
const SUBJECT = "member.vilanova.consell.first-operator";

let world: World;
let first: Client;
beforeAll(async () => {
  world = await newWorld("2026-11-22T09:00:00Z");
  const { body } = await world.citizen.post("/local/tokens", {
    role: "member",
    municipality: "vilanova",
    body: "consell",
    person: "first-operator",
  });
  first = clientOf(world.machine.url, body.token);
  firstOperator = ["--issuer", world.machine.tokens.issuer, "--subject", SUBJECT];
});
afterAll(() => world.close());

const appoint = (...typed: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const env = { ...process.env, DYNAMODB_ENDPOINT: inject("endpoint"), TABLE_NAME: world.tableName };
    execFile(
      process.execPath,
      [join(import.meta.dirname, "../lib/local/appoint.ts"), ...typed],
      { env },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
let firstOperator: readonly string[];
const makeTown = async (id: string): Promise<number> =>
  (await first.post("/v1/municipalities", aTown({ id }))).status;
const audit = async () =>
  (await rowsOf(inject("endpoint"), world.tableName)).filter(({ pk }) =>
    pk.startsWith("AUDIT#INSTALLATION#"),
  );

describe("the first operator", () => {
  it("may do nothing before, everything after, and nothing once dismissed", async () => {
    expect(await makeTown("before")).toBe(403);
    expect(await appoint(...firstOperator)).toEqual({
      code: 0,
      err: "",
      out: `is now operator: ${SUBJECT}\n`,
    });
    expect(await makeTown("after")).toBe(201);
    expect((await appoint(...firstOperator, "--until", "2026-11-21")).out).toBe(
      `is now operator until 2026-11-21: ${SUBJECT}\n`,
    );
    expect(await makeTown("late")).toBe(403);
    expect((await appoint(...firstOperator)).code).toBe(0);
    expect(await makeTown("again")).toBe(201);
    expect((await appoint(...firstOperator, "--dismiss")).out).toBe(`is now operator no more: ${SUBJECT}\n`);
    expect(await makeTown("never")).toBe(403);
  });

  it("appointed or dismissed again changes nothing, and what was changed is on record without their name", async () => {
    const before = await audit();
    expect((await appoint(...firstOperator, "--dismiss")).out).toBe(
      `was already operator no more: ${SUBJECT}\n`,
    );
    expect(await audit()).toEqual(before);
    expect(before.map((row) => String(row["operation"])).toSorted((a, b) => a.localeCompare(b))).toEqual([
      "appointOperator",
      "appointOperator",
      "appointOperator",
      "dismissOperator",
    ]);
    expect(JSON.stringify(before)).not.toContain("first-operator");
  });

  it("keeps who else they are", async () => {
    const rows = await rowsOf(inject("endpoint"), world.tableName);
    const identity = rows.find((row) => row["subject"] === SUBJECT);
    expect(identity).toMatchObject({ offices: [], persons: [{ person: "first-operator" }], schema: 1 });
  });

  it.each([
    [[], /^--issuer: .*\n--subject: .*\nnpm run appoint -- /],
    [["--issuer", "i", "--subject", SUBJECT, "--until", "tomorrow"], /^--until: must be a date like/],
    [["--who", "me"], /^Unknown option '--who'/],
  ])("is not appointed by %j", async (typed, words) => {
    expect(await appoint(...typed)).toMatchObject({ code: 1, out: "", err: expect.stringMatching(words) });
  });

  it("is not appointed in a table that is not there", async () => {
    const { tableName } = world;
    world = { ...world, tableName: "nowhere" };
    expect((await appoint(...firstOperator)).err).toBe(
      "There is no such table: look at TABLE_NAME and at the region.\n",
    );
    world = { ...world, tableName };
  });
});
