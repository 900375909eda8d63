import { EntityInput } from "../entities/input-model.ts";
import type { Table } from "../platform/dynamo.ts";
import { SeatInput } from "../seats/input-model.ts";
import type { StoredSeat } from "../seats/model.ts";
import { createSeat } from "../seats/operations.ts";
import type { seats } from "../seats/routes.ts";
import { eachSeat, pastSeats } from "../seats/store.ts";
import { cell, date, formulaFlaws, isYes, lastDay, MUST, role } from "./csv-cells.ts";
import { plain } from "./csv-columns.ts";
import type { Row, SeatColumn } from "./csv-columns.ts";
import { newEntity } from "./csv-entities.ts";
import { lookup } from "./csv-known.ts";
import type { KnownTown } from "./csv-known.ts";
import { meet, planPeople } from "./csv-people.ts";
import type { NamedPeople } from "./csv-people.ts";
import { asked, inputOf, planned } from "./csv-plan.ts";
import type { Plan } from "./csv-plan.ts";

/** Plans the seats of a sheet, and the people who sit on them; entities only where that is asked for. */
export async function planSeats(
  plan: Plan,
  known: KnownTown,
  rows: readonly Row<SeatColumn>[],
  createEntities: boolean,
): Promise<void> {
  const met: NamedPeople = new Map();
  const places: { row: Row<SeatColumn>; body: string | null; entity: string | null }[] = [];
  for (const row of rows) {
    plan.flaws.push(...formulaFlaws(row));
    const body = bodyOf(plan, known, row);
    places.push({ row, body, entity: await entityOf(plan, known, row, createEntities) });
    meet(plan, known, met, row, body);
  }
  const people = await planPeople(plan, known, met);
  const there = new Map<string, number>();
  for (const body of new Set(places.flatMap((place) => place.body ?? [])))
    await count(plan.context.table, known, body, there);
  for (const { row, body, entity } of places) {
    const titular = row.cells.titular === undefined ? null : (people.get(plain(row.cells.titular)) ?? null);
    const input = seatOf(plan, row, entity, titular);
    if (!input || body === null) continue;
    // Of equal rows, as many are made as there are not yet.
    const key = keyOf(body, { ...input, label: labelOf(input.label, known.language) });
    const left = there.get(key) ?? 0;
    there.set(key, left - 1);
    if (left > 0) plan.there++;
    else await newSeat(plan, known, row, { body, input });
  }
}

type Input = ReturnType<typeof SeatInput.parse>;

async function newSeat(
  plan: Plan,
  { town }: KnownTown,
  row: Row<SeatColumn>,
  { body, input }: { body: string; input: Input },
): Promise<void> {
  const request = asked<(typeof seats)["createSeat"]>({ municipality: town, body }, input);
  await planned(plan, row, createSeat(request, plan.context));
}

function bodyOf({ flaws }: Plan, { bodies }: KnownTown, row: Row<SeatColumn>): string | null {
  const said = row.cells.body;
  const [body, second] = said === undefined ? [] : lookup(bodies, said);
  if (body !== undefined && second === undefined) return body;
  const message =
    second === undefined
      ? "is no body of the town: give its id or its name"
      : "is the name of several bodies: give the id";
  flaws.push({ path: row.at("body"), message: said === undefined ? "must not be empty" : message });
  return null;
}

async function entityOf(
  plan: Plan,
  known: KnownTown,
  row: Row<SeatColumn>,
  create: boolean,
): Promise<string | null> {
  const name = row.cells.entity;
  if (name === undefined) return null;
  const [found, second] = lookup(known.entities, name);
  if (found !== undefined && second === undefined) return found;
  if (found === undefined && create) {
    const input = inputOf(plan, row, EntityInput, { name }, { name: "entity" });
    return input && newEntity(plan, known, row, { input, column: "entity" });
  }
  const message =
    second === undefined
      ? "is no entity of the town: import it first, or add --create-entities"
      : "is the name of several entities: give the id";
  plan.flaws.push({ path: row.at("entity"), message });
  return null;
}

function seatOf(
  plan: Plan,
  row: Row<SeatColumn>,
  entity: string | null,
  titular: string | null,
): Input | null {
  const { flaws } = plan;
  const { label = null, act = null } = row.cells;
  const isVacant = cell(row, "vacant", { as: isYes, must: MUST.yes, flaws }) ?? false;
  if (isVacant && row.cells.titular !== undefined)
    flaws.push({ path: row.at("vacant"), message: "must be no where a titular is named" });
  const vacant = isVacant && titular === null;
  return inputOf(plan, row, SeatInput, {
    role: cell(row, "role", { as: role, must: MUST.role, flaws }),
    label,
    entity,
    titular,
    voice: cell(row, "voice", { as: isYes, must: MUST.yes, flaws }),
    vote: cell(row, "vote", { as: isYes, must: MUST.yes, flaws }),
    from: cell(row, "from", { as: date, must: MUST.date, flaws }) ?? null,
    until: cell(row, "until", { as: lastDay, must: MUST.date, flaws }) ?? null,
    act,
    ...(vacant && { occupancy: "vacant" }),
  });
}

type Alike = {
  readonly role: string;
  readonly entity: unknown;
  readonly titular: string | null;
  readonly from: string | null;
};

/** What makes two seats the same to a sheet: body, role, label, who holds it, since when. */
const keyOf = (
  body: string,
  { role: as, label, entity, titular, from }: Alike & { readonly label: string },
): string => JSON.stringify([body, as, label, entity, titular, from]);

const labelOf = (label: Input["label"] | StoredSeat["label"], language: string): string =>
  plain(typeof label === "string" ? label : (label?.[language] ?? Object.values(label ?? {})[0] ?? ""));

/** Counts the seats of a body, those that are over with them, by what makes them the same. */
async function count(table: Table, { town, language }: KnownTown, body: string, counts: Map<string, number>) {
  const add = ({ entity, label, ...seat }: StoredSeat): void => {
    const holder = entity?.municipality === town ? entity.id : entity;
    const key = keyOf(body, { ...seat, entity: holder, label: labelOf(label, language) });
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for await (const seat of eachSeat(table, town, body)) add(seat);
  for await (const seat of pastSeats(table, town, body)) add(seat);
}
