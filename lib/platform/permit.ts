import * as z from "zod";
import { Refusal } from "../errors.ts";
import { idIn, keys } from "../table.ts";
import type { Caller, Office, Role } from "./caller.ts";
import { everything } from "./dynamo.ts";
import type { Table } from "./dynamo.ts";
import { officesOf } from "./sitting.ts";
import { dateAt } from "./zone.ts";
import { holds, validity } from "./validity.ts";

/** What is asked for: a town, and where the route names them, a body of it, a seat, a person. */
export interface Place {
  readonly municipality?: string | undefined;
  readonly body?: string | undefined;
  readonly seat?: string | undefined;
  readonly person?: string | undefined;
}

/**
 * Lets pass whoever holds one of the `allowed` offices at this place, by grant or by a seat. The operator stands in
 * for any town, the administrator for any body of the town, the secretary of a body for those that are part of it,
 * a member for their own seat and person. A foreign town's object answers like a missing one.
 */
export async function permit(
  table: Table,
  caller: Caller | null,
  allowed: readonly Role[],
  place: Place,
  now: number,
): Promise<void> {
  if (!caller)
    throw new Refusal("no-token", "This needs a token: sign in and send `Authorization: Bearer <token>`.");
  const offices = await officesAt(table, caller, place.municipality, now);
  if (offices.some((office) => allowed.includes(office.role) && isFor(office, caller, place))) return;
  if (allowed.includes("secretary") && (await isSuperior(table, offices, place, now))) return;
  if (offices.length === 0 && place.municipality !== undefined)
    throw new Refusal("not-found", "There is no such thing, or it is not yours to change.");
  throw new Refusal("forbidden", `This needs one of these offices here: ${allowed.join(", ")}.`);
}

/** The offices of a caller that count in a town, granted or from seats; without a town, those granted. */
export async function officesAt(
  table: Table,
  caller: Caller,
  town: string | undefined,
  now: number,
): Promise<Office[]> {
  const granted = caller.offices.filter(
    ({ role, municipality }) => role === "operator" || town === undefined || municipality === town,
  );
  const own = caller.persons.filter(({ municipality }) => municipality === town);
  const seated = await Promise.all(own.map(({ person }) => officesOf(table, town ?? "", person, now)));
  return [...granted, ...seated.flat()];
}

function isFor({ role, body, seat }: Office, { persons }: Caller, place: Place): boolean {
  if (role === "secretary") return place.body === undefined || body === place.body;
  if (role !== "member") return true;
  return (
    (place.body === undefined || body === place.body) &&
    (place.seat === undefined || seat === place.seat) &&
    (place.person === undefined ||
      persons.some(
        ({ municipality, person }) => municipality === place.municipality && person === place.person,
      ))
  );
}

const Interval = z.object(validity);
const Zoned = z.object({ timeZone: z.string() });
const MOST_LEVELS = 8; // a council, its plenary, a commission of that: nobody nests deeper

/** Whether one of these secretaries is that of a body which this one is part of, today. */
async function isSuperior(
  table: Table,
  offices: readonly Office[],
  { municipality: town, body }: Place,
  now: number,
): Promise<boolean> {
  const secretaries = offices.filter(({ role }) => role === "secretary").map((office) => office.body);
  if (town === undefined || body === undefined || secretaries.length === 0) return false;
  const item = await table.get(keys.body(town, body));
  if (!item) return false;
  const today = dateAt(now, Zoned.parse(item).timeZone);
  let level = [body];
  const seen = new Set(level);
  for (let i = 0; i < MOST_LEVELS && level.length > 0; i++) {
    const above = (await Promise.all(level.map((each) => wholesOf(table, town, each, today)))).flat();
    if (above.some((each) => secretaries.includes(each))) return true;
    level = [...new Set(above)].filter((each) => !seen.has(each));
    for (const each of level) seen.add(each);
  }
  return false;
}

/** The bodies that one is part of, for sure, on a day. */
async function wholesOf(table: Table, town: string, body: string, date: string): Promise<string[]> {
  const wholes: string[] = [];
  const range = { ...keys.relationsOf(town, body, "part-of"), consistent: true };
  for await (const item of everything(table, range))
    if (holds(Interval.parse(item), date) === "yes") wholes.push(idIn(item.sk));
  return wholes;
}
