import { putNewPerson } from "../../lib/people/store.ts";
import type { StoredPerson } from "../../lib/people/model.ts";
import type { Table } from "../../lib/platform/dynamo.ts";
import type { StoredSeat } from "../../lib/seats/model.ts";
import { seatWrites } from "../../lib/seats/store.ts";

const AT_ONCE = 30; // three writes each

/** Seats so many members in a body, past HTTP: each has a person of their own and an address. */
export async function seatMany(
  table: Table,
  municipality: string,
  body: string,
  members: number,
): Promise<void> {
  for (let i = 0; i < members; i += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, members - i) }, (_, j) => i + j);
    await table.transact(some.flatMap((n) => membership(municipality, body, String(n).padStart(5, "0"))));
  }
}

function membership(municipality: string, body: string, n: string) {
  const person: StoredPerson = {
    id: `person-${n}`,
    municipality,
    name: `Persona ${n}`,
    email: `persona-${n}@example.org`,
    phone: null,
    address: null,
    language: null,
    residence: null,
    keeper: null,
    signIn: null,
    administrator: false,
    recorded: "2015-01-01",
    forgetAt: "2099-01-01T00:00:00Z",
    neededOn: null,
    version: 1,
  };
  const seat: StoredSeat = {
    id: `seat-${n}`,
    municipality,
    body,
    role: "member",
    label: { ca: "Vocalia" },
    voice: true,
    vote: true,
    spokesperson: false,
    from: "2015-01-01",
    until: null,
    recorded: "2015-01-01",
    act: null,
    occupancy: "held",
    entity: null,
    titular: person.id,
    substitutes: [],
    tenure: 1,
    previousUntil: null,
    timeZone: "Europe/Madrid",
    version: 1,
  };
  return [putNewPerson(person), ...seatWrites(null, seat)];
}
