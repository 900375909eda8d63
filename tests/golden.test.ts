import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { verifyTown } from "../lib/convocations/verify-town.ts";
import { exportTown } from "../lib/exchange/export.ts";
import { importTown } from "../lib/exchange/import.ts";
import { runTick } from "../lib/local/advance.ts";
import { SIGNING_KEYS } from "../lib/local/signing-keys.ts";
import { ticks } from "../lib/api.ts";
import { keyRingOf } from "../lib/platform/secrets.ts";
import { readAll } from "./golden/reads.ts";
import { recording } from "./golden/recording.ts";
import type { Recording } from "./golden/recording.ts";
import { stories } from "./golden/stories.ts";
import { aBody, aSession } from "./support/builders.ts";
import { anAgenda, mailsOf } from "./support/convening-town.ts";
import { rowsOf } from "./support/dump.ts";
import { platformOf } from "./support/exchange-ground.ts";
import { rowsThatMatter, wipe } from "./support/exchange-wipe.ts";
import { restoreTable } from "./support/restored-table.ts";
import { mustBe, worldOn } from "./support/world.ts";
import type { World } from "./support/world.ts";

const releases = readdirSync(join(import.meta.dirname, "golden"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const TOWN = "vilanova";
const AT = `/v1/municipalities/${TOWN}`;
const endpoint = inject("endpoint");

describe.each(releases.flatMap((release) => Object.keys(stories).map((story) => [release, story] as const)))(
  "the table of %s, %s",
  (release, story) => {
    const tableName = `golden-${randomUUID()}`;
    const folder = mkdtempSync(join(tmpdir(), "convoca-golden-"));
    let golden: Recording;
    let world: World;
    beforeAll(async () => {
      golden = recording(release, story);
      writeFileSync(join(folder, SIGNING_KEYS), golden.keys);
      await restoreTable(endpoint, tableName, golden.rows);
      world = await worldOn({ now: golden.now, folder, endpoint, tableName });
    });
    afterAll(async () => {
      await world.close();
      rmSync(folder, { recursive: true });
    });

    it("answers every read as it did then, or says more", async () => {
      expect(await readAll(world, golden.reads)).toMatchObject(golden.reads);
    });

    it("proves what was told to members", async () => {
      const { faults, events } = await verifyTown(
        world.machine.table,
        TOWN,
        undefined,
        keyRingOf(golden.keys),
      );
      expect(faults).toEqual([]);
      expect(events > 0).toBe(golden.rows.some(({ pk }) => pk.startsWith("LEDGER#")));
    });

    it("is at rest: no tick finds anything to do", async () => {
      const before = await rowsOf(endpoint, tableName);
      for (const name of Object.keys(ticks) as (keyof typeof ticks)[])
        await runTick(world.machine.functions, name, Date.parse(golden.now));
      expect(await rowsOf(endpoint, tableName)).toEqual(before);
    });

    it("is exported, and what was exported then is imported", async () => {
      const platform = platformOf(world);
      const { text, flaws } = await exportTown(platform.table, TOWN, platform.clock());
      expect(flaws).toEqual([]);
      expect(JSON.parse(text)).toMatchObject({ ...JSON.parse(golden.exported), convoca: expect.any(Number) });
      const before = await rowsOf(endpoint, tableName);
      await wipe(endpoint, tableName, TOWN);
      expect(await importTown(golden.exported, platform)).toMatchObject({ flaws: [], there: 0 });
      expect(rowsThatMatter(await rowsOf(endpoint, tableName))).toEqual(rowsThatMatter(before));
    });

    it("is gone on with: a new council is convened, and told", async () => {
      const operator = await world.as({ role: "operator" });
      mustBe(201, await operator.post(`${AT}/bodies`, aBody({ id: "nou", name: "Consell nou" })));
      const rules = { from: "2015-01-01", profile: "own-rules", act: "Reglament", own: {} };
      mustBe(201, await operator.put(`${AT}/bodies/nou/rules`, rules));
      const { id: titular } = mustBe(
        201,
        await operator.post(`${AT}/people`, { name: "Nova", email: "nova@example.org" }),
      ).body;
      mustBe(
        201,
        await operator.post(`${AT}/bodies/nou/seats`, { role: "member", titular, from: "2015-01-01" }),
      );
      const { id } = mustBe(
        201,
        await operator.post(`${AT}/bodies/nou/sessions`, aSession({ start: "2016-06-15T19:00:00" })),
      ).body;
      mustBe(201, await operator.put(`${AT}/sessions/${id}/agenda`, anAgenda()));
      mustBe(201, await operator.post(`${AT}/sessions/${id}/convocations`, {}));
      await world.clockTo(new Date(Date.parse(golden.now) + 30 * 60_000).toISOString().replace(".000Z", "Z"));
      expect(mailsOf(world)).toContain(`notice ${id} 1 nova@example.org`);
    });
  },
);
