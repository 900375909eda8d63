/**
 * `node tests/bench/notices.ts [members]`: how many notices a second leave this machine for a convocation to many members,
 * from the commit to the last delivery on record; the memory that takes; the write units a notice. The sink answers at once,
 * so that it is our own work that is measured, as a ratio to what composing alone takes.
 */
import { startMachine } from "../../lib/local/machine.ts";
import { newConveningTown, aReadySession } from "../support/convening-town.ts";
import { clientOf } from "../support/world.ts";
import type { World } from "../support/world.ts";
import { seatMany } from "../support/many-members.ts";

const MEMBERS = Number(process.argv[2] ?? 1000);

const lines: Record<string, unknown>[] = [];
const machine = await startMachine({
  port: 0,
  folder: null,
  now: Date.UTC(2016, 0, 11, 9),
  tableName: "bench",
  corsOrigins: [],
  log: (facts) => lines.push({ ...facts }),
});
const citizen = clientOf(machine.url, null);
const world = {
  machine,
  tableName: "bench",
  lines,
  citizen,
  as: async (office: object) =>
    clientOf(machine.url, (await citizen.post("/local/tokens", office)).body.token),
  clockTo: (now: string) => machine.advance(Date.parse(now)),
  close: () => machine.close(),
} as World;

const town = await newConveningTown(world, { members: [{ role: "president" }] });
await seatMany(machine.table, "vilanova", "consell", MEMBERS - 1);
const id = await aReadySession(town, { start: "2016-02-10T19:00:00" });
await world.clockTo("2016-01-11T10:00:00Z");
lines.length = 0;
globalThis.gc?.();
const before = process.memoryUsage().heapUsed;
const { status } = await town.secretary.post(`${town.at}/sessions/${id}/convocations`);
const from = performance.now();
await world.clockTo("2016-01-11T10:30:00Z");
const seconds = (performance.now() - from) / 1000;
globalThis.gc?.();
const megabytes = (process.memoryUsage().heapUsed - before) / 1e6;
const units = lines
  .filter((line) => "tick" in line || "stream" in line || "listener" in line)
  .reduce((sum, line) => sum + Number(line["writeUnits"] ?? 0), 0);
const mails = machine.sink.mails().length;
process.stdout.write(
  `${status}: ${mails} mails to ${MEMBERS} members in ${seconds.toFixed(1)} s: ${(mails / seconds).toFixed(0)} notices/s; ` +
    `${(units / MEMBERS).toFixed(2)} write units a notice; heap grew by ${megabytes.toFixed(0)} MB (the sink keeps every mail)\n`,
);
await machine.close();
