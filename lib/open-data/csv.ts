import * as z from "zod";
import { Prose, Title } from "../platform/shapes.ts";
import type { Title as Texts } from "../platform/shapes.ts";
import { textIn } from "../platform/texts.ts";
import { datasets } from "./model.ts";
import type { DatasetName } from "./model.ts";

export const CSV = "text/csv; charset=utf-8; header=present";

/** Spreadsheets take UTF-8 for another encoding without it, and everything else skips it. */
const BYTE_ORDER_MARK = "\ufeff";

const isText = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodNullable
    ? isText(schema.unwrap() as z.ZodType)
    : schema === Title || schema === Prose;

/** The fields of a dataset, and whether each is a text by language. */
const shapeOf = (name: DatasetName): (readonly [field: string, isText: boolean])[] =>
  Object.entries<z.ZodType>(datasets[name].row.shape).map(([field, schema]) => [field, isText(schema)]);

/** The columns of a dataset: stable, whatever its rows hold. A text has a second one, for the language that it is in. */
export const columnsOf = (name: DatasetName): string[] =>
  shapeOf(name).flatMap(([field, isOfLanguages]) => (isOfLanguages ? [field, `${field}Language`] : [field]));

/** Rows as CSV (RFC 4180), UTF-8 with a byte order mark. Lists and objects are JSON in their cell; null is empty. */
export function csvOf(
  name: DatasetName,
  rows: readonly Readonly<Record<string, unknown>>[],
  languages: readonly string[],
): string {
  const shape = shapeOf(name);
  const lines = rows.map((row) =>
    shape.flatMap(([field, isOfLanguages]) => {
      const value = row[field];
      if (!isOfLanguages) return [plain(value)];
      if (value === null) return ["", ""];
      const { text, language } = textIn(value as Texts, languages);
      return [text, language];
    }),
  );
  const all = [columnsOf(name), ...lines].map((cells) => cells.map(cellOf).join(","));
  return `${BYTE_ORDER_MARK}${all.join("\r\n")}\r\n`;
}

const plain = (value: unknown): string => {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
};

/** What a spreadsheet would take for a formula, in full width, too: an apostrophe before it makes it a text. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/u;

function cellOf(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
