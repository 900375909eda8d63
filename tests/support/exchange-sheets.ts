import { afterAll, beforeAll, expect, inject } from "vitest";
import { importSheet } from "../../lib/exchange/csv-import.ts";
import type { SheetImported } from "../../lib/exchange/csv-import.ts";
import type { Platform } from "../../lib/platform/platform.ts";
import { aBody, anEntity } from "./builders.ts";
import { rowsOf } from "./dump.ts";
import { platformOf } from "./exchange-ground.ts";
import { mustBe, newTownWithBody, newWorld } from "./world.ts";
import type { Client, Shown, World } from "./world.ts";

const endpoint = inject("endpoint");
export let world: World;
let platform: Platform;
export let operator: Client;
let towns = 0;
/** A world for sheets, for as long as the tests of a file. */
export function worldOfSheets(): void {
  beforeAll(async () => {
    world = await newWorld("2026-11-22T09:00:00Z");
    platform = platformOf(world);
  });
  afterAll(() => world.close());
}

export interface Town {
  readonly id: string;
  readonly at: string;
  readonly sheet: (text: string | Uint8Array, createEntities?: boolean) => Promise<SheetImported>;
}

/** A town of its own, with two bodies, an entity and a territory. */
export async function newTown(): Promise<Town> {
  const id = `vila-${towns++}`;
  const base = { id, name: "Vila", country: "ES", timeZone: "Europe/Madrid", language: "ca", areas: [] };
  ({ operator } = await newTownWithBody(world, base, aBody({ name: "Consell d'Entitats" })));
  const at = `/v1/municipalities/${id}`;
  mustBe(201, await operator.post(`${at}/bodies`, aBody({ id: "taula", name: "Taula de l'Aigua" })));
  mustBe(201, await operator.post(`${at}/entities`, anEntity()));
  mustBe(
    201,
    await operator.post(`${at}/territories`, { id: "centre", name: "Barri Centre", kind: "district" }),
  );
  return {
    id,
    at,
    sheet: (text, createEntities = false) =>
      importSheet(
        typeof text === "string" ? Buffer.from(text) : text,
        { town: id, createEntities },
        platform,
      ),
  };
}
export const entity = async ({ at }: Town, id: string): Promise<Shown> =>
  mustBe(200, await operator.get(`${at}/entities/${id}`)).body;
export const seatsOf = async ({ at }: Town, body = "consell", on = "2026-11-22"): Promise<Shown[]> =>
  mustBe(200, await operator.get(`${at}/bodies/${body}/seats?at=${on}`)).body.items;
export const peopleOf = async ({ at }: Town): Promise<Shown[]> =>
  mustBe(200, await operator.get(`${at}/people`)).body.items;
export const rows = async (): Promise<number> => (await rowsOf(endpoint, world.tableName)).length;

/** Faults as `path: message`, and that none of them left a trace. */
export async function faultsOf(work: () => Promise<SheetImported>): Promise<string[]> {
  const before = await rows();
  const { flaws, written } = await work();
  expect(written).toBe(0);
  expect(await rows()).toBe(before);
  return flaws.map(({ path, message }) => `${path}: ${message}`);
}
