import { PersonInput } from "../people/input-model.ts";
import { createPerson } from "../people/operations.ts";
import type { people } from "../people/routes.ts";
import { plain } from "./csv-columns.ts";
import type { Row, SeatColumn } from "./csv-columns.ts";
import type { KnownTown } from "./csv-known.ts";
import { asked, inputOf, planned } from "./csv-plan.ts";
import type { Plan } from "./csv-plan.ts";

/** Someone whom a sheet names, in one row or in several. */
interface Named {
  readonly row: Row<SeatColumn>;
  readonly keeper: string | null;
  /** The id of a person who is there. */
  readonly id: string | null;
  readonly name: string;
  email: string | null;
  phone: string | null;
}

/** The people of a sheet by name as it is compared. */
export type NamedPeople = Map<string, Named>;

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/**
 * Who a row names: someone of this name, unless their address of mail speaks against it. Where name and address do not go
 * together, nobody is guessed: it is a fault.
 */
export function meet(
  { flaws }: Plan,
  known: KnownTown,
  met: NamedPeople,
  row: Row<SeatColumn>,
  keeper: string | null,
): void {
  const { titular, email = null, phone = null } = row.cells;
  if (titular === undefined) {
    for (const column of ["email", "phone"] as const)
      if (row.cells[column] !== undefined)
        flaws.push({ path: row.at(column), message: "goes with a titular: say whose it is" });
    return;
  }
  const key = plain(titular);
  const before = met.get(key);
  const others = [...known.people, ...met.values()].filter(({ name }) => plain(name) !== key);
  if (email !== null && others.some((each) => each.email !== null && same(each.email, email))) {
    flaws.push({ path: row.at("email"), message: "is that of someone of another name" });
    return;
  }
  if (before) return agree(flaws, before, row);
  const namesakes = known.people.filter(({ name }) => plain(name) === key);
  const byEmail = namesakes.filter(
    (each) => email !== null && each.email !== null && same(each.email, email),
  );
  const [found, second] = byEmail.length > 0 ? byEmail : namesakes;
  if (found && second)
    flaws.push({ path: row.at("titular"), message: "is the name of several people: give the email" });
  else if (found && email !== null && found.email !== null && !same(found.email, email))
    flaws.push({ path: row.at("email"), message: "is not that of the person of this name who is there" });
  met.set(key, {
    row,
    keeper,
    id: found?.id ?? null,
    name: titular,
    email: email ?? found?.email ?? null,
    phone,
  });
}

/** Rows that name the same person must not say different things of them. */
function agree(flaws: Plan["flaws"], before: Named, row: Row<SeatColumn>): void {
  for (const column of ["email", "phone"] as const) {
    const said = row.cells[column] ?? null;
    if (said !== null && before[column] !== null && !same(said, before[column]))
      flaws.push({
        path: row.at(column),
        message: `differs from row ${before.row.number}, of the same name`,
      });
    before[column] ??= said;
  }
}

/** Plans the people who are not there yet, and gives the id of each by name. Those who are there are left as they are. */
export async function planPeople(
  plan: Plan,
  { town }: KnownTown,
  met: NamedPeople,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const [key, { row, id, name, email, phone, keeper }] of met) {
    if (id !== null) ids.set(key, id);
    if (id !== null) continue;
    const input = inputOf(plan, row, PersonInput, { name, email, phone, keeper }, { name: "titular" });
    const request = input && asked<(typeof people)["createPerson"]>({ municipality: town }, input);
    const made = request && (await planned(plan, row, createPerson(request, plan.context)));
    if (made) ids.set(key, made.body.id);
  }
  return ids;
}
