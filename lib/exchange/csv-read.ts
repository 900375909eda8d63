import { CsvError, parse } from "csv-parse/sync";
import type { Flaw } from "./document-model.ts";

/** A sheet as cells; a row's number is the one that a spreadsheet shows. */
export interface Sheet {
  readonly header: readonly string[];
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[];
}

/** Excel writes UTF-8 with a mark, or what its machine speaks: west of Vienna that is Windows-1252. */
export function textOfBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

const DELIMITERS = [",", ";", "\t"] as const;

/** The delimiter that cuts the first line into most cells. */
function delimiterOf(text: string): string {
  const first = text.split(/\r\n|\r|\n/).find((line) => /[^\s,;]/.test(line)) ?? "";
  const bare = first.replaceAll(/"(?:[^"]|"")*"/g, "");
  const count = (delimiter: string): number => bare.split(delimiter).length;
  return DELIMITERS.reduce((most, each) => (count(each) > count(most) ? each : most));
}

const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell === "");

/** The header and the rows of a text; blank rows count, and are left out. What cannot be read is told by its line. */
export function readSheet(text: string): { sheet: Sheet | null; flaws: readonly Flaw[] } {
  let records: string[][];
  try {
    const delimiter = delimiterOf(text);
    // Around a tab there is no white space to leave out: it is white space.
    const settings = { delimiter, bom: true, trim: delimiter !== "\t", relax_column_count: true };
    records = parse(text, { ...settings, record_delimiter: ["\r\n", "\n", "\r"] });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error["lines"] === "number" ? error["lines"] : null;
    return { sheet: null, flaws: [{ path: line === null ? "file" : `line ${line}`, message: MALFORMED }] };
  }
  const rows = records
    .map((cells, i) => ({ number: i + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => !isEmpty(cells));
  const [header, ...rest] = rows;
  if (!header)
    return { sheet: null, flaws: [{ path: "file", message: "is empty: it needs a row of column names" }] };
  const flaws = rest
    .filter(({ cells }) => !isEmpty(cells.slice(header.cells.length)))
    .map(({ number }) => ({ path: `row ${number}`, message: "has more cells than there are column names" }));
  return { sheet: { header: header.cells, rows: rest }, flaws };
}

const MALFORMED = "has a quotation mark out of place: one that is not closed, or stands within a cell";
