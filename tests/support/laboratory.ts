import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { startMachine } from "../../lib/local/machine.ts";
import type { Machine } from "../../lib/local/machine.ts";
import { formatInstant, parseInstant } from "../../lib/platform/zone.ts";
import { dumpOf, rowsOf } from "./dump.ts";
import { premisesFor } from "./premises.ts";
import { clientOf } from "./world.ts";
import type { World } from "./world.ts";
import { halfWritten } from "./whole-table.ts";

/** A world whose table can be looked at from outside. */
export interface Laboratory extends World {
  /** Every row, without times, audit and idempotency records. */
  dump(): Promise<string[]>;
  readonly tableName: string;
  /** What is half-written, looked for in every row. */
  faults(): Promise<string[]>;
}

export interface LaboratorySettings {
  readonly now?: string;
  /** Where the functions find their store; the dump always goes past it, to the store itself. */
  readonly endpoint?: string;
  /** Another machine's table, to work on it beside that one. */
  readonly tableName?: string;
}

export async function newLaboratory({
  now = "2015-11-20T09:00:00Z",
  endpoint,
  tableName = `fault-${randomUUID()}`,
}: LaboratorySettings = {}): Promise<Laboratory> {
  const lines: Record<string, unknown>[] = [];
  const store = inject("endpoint");
  const machine: Machine = await startMachine({
    port: 0,
    folder: null,
    now: parseInstant(now),
    tableName,
    corsOrigins: [],
    log: (facts) => lines.push({ ...facts }),
    endpoint: endpoint ?? store,
    ...premisesFor(tableName),
  });
  const citizen = clientOf(machine.url, null);
  return {
    machine,
    tableName,
    lines,
    citizen,
    async as(office) {
      const { status, body } = await citizen.post("/local/tokens", office);
      if (status !== 201) throw new Error(`no token: ${status}`);
      return clientOf(machine.url, body.token);
    },
    clockTo: (to) => machine.advance(parseInstant(to) ?? 0),
    close: () => machine.close(),
    dump: async () => dumpOf(await rowsOf(store, tableName)),
    faults: () => faultsIn(store, tableName, formatInstant(machine.clock.now())),
  };
}

/** What is half-written in a table. */
export async function faultsIn(endpoint: string, table: string, now?: string): Promise<string[]> {
  const [rows, gsi1, gsi2] = await Promise.all([
    rowsOf(endpoint, table),
    rowsOf(endpoint, table, "gsi1"),
    rowsOf(endpoint, table, "gsi2"),
  ]);
  return halfWritten(rows, { gsi1, gsi2 }, now);
}
