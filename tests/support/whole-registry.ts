import { isDeepStrictEqual } from "node:util";
import type { Row } from "./dump.ts";

type Rows = ReadonlyMap<string, Row>;
const at = (pk: string, sk: string): string => `${pk} ${sk}`;

interface SeatRow {
  readonly municipality: string;
  readonly body: string;
  readonly id: string;
  readonly entity: { municipality: string; id: string } | null;
  readonly titular: string | null;
  readonly substitutes: { person: string }[];
  readonly until: string | null;
}

/**
 * What is half-written of a registry: bodies without their line of the list, relations and seats that stand in one
 * partition and not in the other, terms and people without the timer that ends them. Written from the chart of keys.
 */
export function halfWrittenRegistry(rows: readonly Row[]): string[] {
  const byKey: Rows = new Map(rows.map((row) => [at(row.pk, row.sk), row]));
  const timers = new Set(
    rows
      .filter(({ pk }) => pk.startsWith("TIMER#"))
      .map(({ kind, reference }) => `${String(kind)} ${(reference as string[]).join("#")}`),
  );
  const expected = new Set<string>();
  const wrong: string[] = [];
  const expect = (by: string, pk: string, sk: string): void => {
    expected.add(at(pk, sk));
    if (!byKey.has(at(pk, sk))) wrong.push(`${by} does not stand at ${pk} ${sk}`);
  };
  for (const row of rows) {
    const [family, town = "", id = ""] = row.pk.split("#");
    if (family === "BODY" && row.sk === "BODY") expect(id, `BODIES#${town}`, `${String(row["kind"])}#${id}`);
    if (family === "ENTITY" && row.sk === "ENTITY") expect(id, `ENTITIES#${town}`, id);
    if (family === "BODY" && /^RELATION#(?!of-)/.test(row.sk))
      wrong.push(...relationFaults(row, byKey, expected));
    if (family === "BODY" && row.sk.startsWith("SEAT#"))
      seat(row as unknown as SeatRow & Row, expect, timers, wrong);
    if (family === "PEOPLE" && !timers.has(`forget ${town}#${String(row["id"])}`))
      wrong.push(`nobody will forget ${row.sk}`);
  }
  for (const row of rows)
    if (isMirror(row) && !expected.has(at(row.pk, row.sk))) wrong.push(`${row.pk} ${row.sk} mirrors nothing`);
  return wrong;
}

const isMirror = ({ pk, sk }: Row): boolean =>
  /^(BODIES|ENTITIES)#/.test(pk) ||
  sk.startsWith("RELATION#of-") ||
  (/^(ENTITY|SITS)#/.test(pk) && sk.startsWith("SEAT#"));

function said(row: Row): unknown {
  const { pk: _, sk: __, ...rest } = row;
  return rest;
}

function relationFaults(row: Row, byKey: Rows, expected: Set<string>): string[] {
  const [, town = "", body = ""] = row.pk.split("#");
  const [, kind = "", type = "", id = ""] = row.sk.split("#");
  const partition =
    type === "body"
      ? `BODY#${town}#${id}`
      : type === "entity"
        ? `ENTITY#${town}#${id}`
        : `RELATED#${town}#${type}#${id}`;
  const key = at(partition, `RELATION#of-${kind}#body#${body}`);
  expected.add(key);
  const inverse = byKey.get(key);
  if (!inverse) return [`${at(row.pk, row.sk)} is not seen from ${partition}`];
  return isDeepStrictEqual(said(row), said(inverse))
    ? []
    : [`${at(row.pk, row.sk)} is told otherwise by ${partition}`];
}

function seat(
  row: SeatRow & Row,
  expect: (by: string, pk: string, sk: string) => void,
  timers: ReadonlySet<string>,
  wrong: string[],
): void {
  const { municipality: town, body, id, entity, titular, substitutes, until } = row;
  if (entity) expect(id, `ENTITY#${entity.municipality}#${entity.id}`, `SEAT#${town}#${body}#${id}`);
  if (titular !== null) expect(id, `SITS#${town}#${titular}`, `SEAT#${body}#${id}#titular`);
  for (const { person } of substitutes) expect(id, `SITS#${town}#${person}`, `SEAT#${body}#${id}#substitute`);
  if (timers.has(`seat ${town}#${body}#${id}`) !== (until !== null))
    wrong.push(`${id}, until ${until}, has ${until === null ? "a" : "no"} timer`);
}
