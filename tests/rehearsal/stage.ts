import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { startMachine } from "../../lib/local/machine.ts";
import { clientOf } from "../support/world.ts";
import type { World } from "../support/world.ts";
import { rehearsalOf } from "./premises.ts";
import type { Rehearsal } from "./premises.ts";
import type { Use } from "./rights.ts";

/** A world whose functions run as an assembly has them, and a look behind them. */
export interface Stage extends World {
  readonly inside: ReturnType<Rehearsal["inside"]>;
}

export async function newStage(assembly: string, used: (use: Use) => void = () => undefined): Promise<Stage> {
  const lines: Record<string, unknown>[] = [];
  const tableName = `stage-${randomUUID()}`;
  const premises = rehearsalOf({ assembly, tableName, used });
  const machine = await startMachine({
    port: 0,
    folder: null,
    now: Date.parse("2016-01-11T09:00:00Z"),
    tableName,
    corsOrigins: [],
    log: (facts) => lines.push({ ...facts }),
    endpoint: inject("endpoint"),
    premises,
  });
  const citizen = clientOf(machine.url, null);
  return {
    machine,
    tableName,
    lines,
    citizen,
    inside: premises.inside(),
    async as(office) {
      const { body } = await citizen.post("/local/tokens", office);
      return clientOf(machine.url, body.token);
    },
    clockTo: (to) => machine.advance(Date.parse(to)),
    close: () => machine.close(),
  };
}
