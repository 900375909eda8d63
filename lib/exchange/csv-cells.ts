import type { z } from "zod";
import { EntityKind } from "../entities/model.ts";
import { addDays, parseDate } from "../platform/civil.ts";
import type { SeatRole } from "../seats/id-model.ts";
import { plain, wordsOf } from "./csv-columns.ts";
import type { Row } from "./csv-columns.ts";
import type { Flaw } from "./document-model.ts";

const yesNo = wordsOf({ yes: "yes|y|true|1|x|si|s|vero", no: "no|n|false|0|falso" });

const roles = wordsOf({
  president: "president|presidenta|presidente|presidencia|presidenza|chair",
  "vice-president":
    "vice president|vicepresident|vicepresidenta|vicepresidente|vicepresidencia|vicepresidenza",
  secretary: "secretary|secretari|secretaria|secretario|segretario|segretaria",
  member: "member|membre|vocal|vocalia|miembro|membro|componente|consigliere",
  observer: "observer|observador|observadora|osservatore|osservatrice",
  guest: "guest|convidat|convidada|invitat|invitada|invitado|invitato|ospite",
} satisfies Record<SeatRole, string>);

const kinds = wordsOf({
  association: "association|associacio|asociacion|associazione",
  foundation: "foundation|fundacio|fundacion|fondazione",
  cooperative: "cooperative|cooperativa",
  union: "union|trade union|sindicat|sindicato|sindacato",
  company: "company|empresa|impresa|azienda",
  school: "school|escola|escuela|scuola|institut|instituto|istituto",
  university: "university|universitat|universidad|universita",
  administration: "administration|administracio|administracion|amministrazione",
  "public-body": "public body|ens public|ente publico|ente pubblico",
  "political-group":
    "political group|grup politic|grup municipal|grupo politico|grupo municipal|gruppo politico|gruppo consiliare",
  "professional-college":
    "professional college|col legi professional|colegio profesional|ordine professionale",
  other: "other|altre|altra|otro|otra|altro",
} satisfies Record<z.infer<typeof EntityKind>, string>);

/** A cell read as what it says, or a fault that names it. */
type Reading<T> = (text: string) => T | undefined;

const word =
  <T>(words: ReadonlyMap<string, T>): Reading<T> =>
  (text) =>
    words.get(plain(text));

export const role = word(roles);
export const kind = word(kinds);
export const isYes: Reading<boolean> = (text) => {
  const said = yesNo.get(plain(text));
  return said && said === "yes";
};

const two = (part: string): string => part.padStart(2, "0");

/** "31/12/2027", "31.12.2027", "31-12-2027", "2027-12-31"; as far as it is known: "12/2027", "2027-12", "2027". */
export const date: Reading<string> = (text) => {
  const [, day, month, year] = /^(?:(\d{1,2})[/.-])?(?:(\d{1,2})[/.-])?(\d{4})$/.exec(text) ?? [];
  // Of two numbers the one before the year is the month, and it was read as the day.
  const said =
    year === undefined
      ? text
      : [year, ...(month === undefined ? [] : [two(month)]), ...(day === undefined ? [] : [two(day)])].join(
          "-",
        );
  const isKnown = /^\d{4}$/.test(said) || /^\d{4}-(0[1-9]|1[0-2])$/.test(said) || parseDate(said) !== null;
  return isKnown ? said : undefined;
};

/**
 * The last day in a sheet is a day that is in; ours is the first that is out, one day on. A month or a year says when it
 * ended as far as that is known, which is the same for both.
 */
export const lastDay: Reading<string> = (text) => {
  const said = date(text);
  return said !== undefined && said.length === 10 ? addDays(said, 1) : said;
};

/** A cell that a spreadsheet would take for a formula. Of a telephone number, a plus before digits is none. */
const isFormula = (column: string, text: string): boolean =>
  /^[=+\-@＝＋－＠]/u.test(text) && !(column === "phone" && /^\+\d[\d ().-]*$/.test(text));

/** The faults of formulas in a row, whatever its columns mean. */
export const formulaFlaws = <Column extends string>(row: Row<Column>): Flaw[] =>
  Object.entries<string | undefined>(row.cells)
    .filter(([column, text]) => text !== undefined && isFormula(column, text))
    .map(([column]) => ({
      path: row.at(column as Column),
      message: "begins like a formula, with = + - or @: write it as text",
    }));

/** Reads a cell of a row; without one it is `undefined`, and a fault where it is not understood. */
export function cell<Column extends string, T>(
  row: Row<Column>,
  column: Column,
  { as, must, flaws }: { as: Reading<T>; must: string; flaws: Flaw[] },
): T | undefined {
  const text = row.cells[column];
  const value = text === undefined ? undefined : as(text);
  if (text !== undefined && value === undefined) flaws.push({ path: row.at(column), message: must });
  return value;
}
export const MUST = {
  date: "must be a day like 31/12/2027, or as much of it as is known: 12/2027, 2027",
  yes: "must be yes or no",
  role: "must be president, vice-president, secretary, member, observer or guest",
  kind: `must be one of ${EntityKind.options.join(", ")}`,
} as const;
