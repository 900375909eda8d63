import { startMachine } from "../lib/local/machine.ts";
import type { RichTown } from "./support/exchange-ground.ts";
import { exchangeGround, written } from "./support/exchange-ground.ts";
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ground = exchangeGround();
let text: RichTown["text"];
beforeAll(() => {
  ({ text } = ground.made());
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

  it("work beside a server and without one", async () => {
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
