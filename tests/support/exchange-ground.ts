import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { exportTown } from "../../lib/exchange/export.ts";
import { importTown } from "../../lib/exchange/import.ts";
import { noFiles, noKeys, noMail } from "../../lib/platform/not-used.ts";
import type { Platform } from "../../lib/platform/platform.ts";
import { rowsOf } from "./dump.ts";
import type { Row } from "./dump.ts";
import type { Town } from "./exchange-breaks.ts";
import { richTown } from "./exchange-town.ts";
import { rowsThatMatter, wipe } from "./exchange-wipe.ts";
import { halfWritten } from "./whole-table.ts";
import { newWorld } from "./world.ts";
import type { World } from "./world.ts";

/** What an import and an export stand on, in the world of a test. */
export const platformOf = ({ machine: { table, clock } }: World): Platform => ({
  table,
  clock: clock.now,
  newId: randomUUID,
  random: Math.random,
  verify: async () => null,
  log: () => undefined,
  publicUrl: "",
  mail: noMail,
  sender: "",
  keys: noKeys,
  files: noFiles,
});

export const written = (town: Town): string => `${JSON.stringify(town, null, 2)}\n`;

/** The town as it was at first, its rows, and the world that it is in. */
export interface RichTown {
  readonly world: World;
  readonly platform: Platform;
  readonly text: string;
  readonly whole: readonly string[];
}

/** A town, with something of everything in it or as it is made, to be exported, wiped and imported. */
export function exchangeGround(make: (world: World) => Promise<unknown> = richTown, since?: string) {
  const endpoint = inject("endpoint");
  let made: RichTown;
  const rows = (): Promise<Row[]> => rowsOf(endpoint, made.world.tableName);
  const matter = async (): Promise<string[]> => rowsThatMatter(await rows());
  const exported = async (town = "vilanova", { platform } = made): Promise<string> => {
    const { text, flaws } = await exportTown(platform.table, town, platform.clock());
    expect(flaws).toEqual([]);
    return text;
  };
  const wiped = (): Promise<number> => wipe(endpoint, made.world.tableName, "vilanova");
  beforeAll(async () => {
    const world = await newWorld(since);
    await make(world);
    made = { world, platform: platformOf(world), text: "", whole: [] };
    made = { ...made, text: await exported(), whole: await matter() };
  });
  afterAll(() => made.world.close());
  return {
    made: (): RichTown => made,
    rows,
    matter,
    exported,
    wiped,
    halves: async (): Promise<string[]> =>
      halfWritten(await rows(), {
        gsi1: await rowsOf(endpoint, made.world.tableName, "gsi1"),
        gsi2: await rowsOf(endpoint, made.world.tableName, "gsi2"),
      }),
    /** The faults by path of a document that is refused without a trace. */
    refused: async (document: string): Promise<Record<string, string>> => {
      const before = await rows();
      const { flaws, written: done } = await importTown(document, made.platform);
      expect(done).toBe(0);
      expect(await rows()).toEqual(before);
      return Object.fromEntries(flaws.map(({ path, message }) => [path, message]));
    },
    /** Each test begins with the town as it was. */
    reset: async (): Promise<void> => {
      await wiped();
      expect(await importTown(made.text, made.platform)).toMatchObject({ flaws: [] });
    },
  };
}
