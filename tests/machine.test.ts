import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from "vitest";
import { startMachine } from "../lib/local/machine.ts";
import { noFiles, noKeys, noMail } from "../lib/platform/not-used.ts";
import { newWorld } from "./support/world.ts";
import type { World } from "./support/world.ts";

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.close());

describe("the mail of this machine", () => {
  it("is shown where the server's own address leads", async () => {
    const { status, body } = await world.citizen.get("/local/inbox");
    expect([status, body]).toEqual([200, expect.stringContaining("No mail has left yet.")]);
  });

  it("suffers what it is told to, and says what is wrong with what it is told", async () => {
    const right = await world.citizen.put("/local/mail-faults", { next: ["silent", null] });
    expect([right.status, right.body.next]).toEqual([200, ["silent", null]]);
    const wrong = await world.citizen.put("/local/mail-faults", {
      next: ["on-fire"],
      fates: [{ to: "(", fate: "delivery" }],
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body.faults.map(({ path }: { path: string }) => path)).toEqual([
      "$.next[0]",
      "$.fates[0].to",
    ]);
  });
});

describe("a function whose chart entry does not use a service", () => {
  it("is told so when it tries", async () => {
    const mail = { from: "", to: "", raw: new Uint8Array(), tags: {} };
    await expect(noMail.send(mail)).rejects.toThrow(/does not say that it uses "mail"/);
    await expect(noKeys()).rejects.toThrow(/does not say that it uses "keys"/);
    await expect(noFiles.head("x")).rejects.toThrow(/does not say that it uses "files-get"/);
  });
});

describe("a machine with a folder", () => {
  it("keeps mail, keys and its place in the stream there, and takes them up again", async () => {
    const folder = mkdtempSync(join(tmpdir(), "convoca-test-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const settings = {
      port: 0,
      folder,
      now: Date.parse("2015-11-20T09:00:00Z"),
      tableName: `machine-${Date.now()}`,
      corsOrigins: [],
      log: () => undefined,
      endpoint: inject("endpoint"),
    };
    const first = await startMachine(settings);
    await first.table.transact([{ put: { pk: "TOWNS", sk: "x" } }]);
    await first.drain();
    await first.close();
    expect(readdirSync(folder).toSorted()).toEqual([
      "mail",
      "signing-key.json",
      "signing-keys.json",
      "stream-position.json",
    ]);
    const kept = () =>
      ["signing-keys.json", "stream-position.json"].map((name) => readFileSync(join(folder, name), "utf8"));
    const before = kept();
    const second = await startMachine(settings);
    await second.drain();
    await second.close();
    expect(kept()).toEqual(before);
    expect(before[1]).toContain(settings.tableName);
  });
});
