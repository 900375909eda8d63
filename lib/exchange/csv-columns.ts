import type { Flaw } from "./document-model.ts";
import type { Sheet } from "./csv-read.ts";

/** What a clerk calls a column, in English, Catalan, Spanish and Italian; case, accents and signs do not matter. */
const entityColumns = {
  name: "name|nom|nombre|nome|denominacio|denominacion|denominazione|entity|entitat|entidad|entita|ente",
  id: "id|identificador|identificatore",
  kind: "kind|type|tipus|tipo|mena|clase",
  address: "address|adreca|direccion|domicilio|indirizzo|sede",
  phone: "phone|telephone|telefon|telefono|tel",
  email: "email|e mail|mail|correu|correu electronic|correo|correo electronico|posta elettronica",
  description: "description|descripcio|descripcion|descrizione",
  territory: "territory|territori|territorio|barri|barrio|quartiere|districte|distrito",
} as const;

const seatColumns = {
  body: "body|organ|organo|organisme|organismo|council|consell|consejo|consiglio|table|taula|mesa|tavolo|commission|comissio|comision|commissione",
  role: "role|rol|carrec|cargo|carica|ruolo",
  label: "label|post|etiqueta|etichetta|denominacio|denominacion|denominazione|lloc|puesto|posto",
  entity: "entity|entitat|entidad|entita|ente|organitzacio|organizacion|organizzazione",
  titular: "titular|titolare|person|persona|name|nom|nombre|nome",
  email: entityColumns.email,
  phone: entityColumns.phone,
  voice: "voice|veu|voz|voce",
  vote: "vote|vot|voto",
  from: "from|since|des de|desde|des del|inici|inicio|dal|da|inizio",
  until: "until|to|fins|fins a|fins al|hasta|fi|fin|final|al|a|fino a|fino al|fine",
  act: "act|acte|acto|acord|acuerdo|atto|delibera|nomenament|nombramiento|nomina",
  vacant: "vacant|vacante|vacancy|lliure|libre",
} as const;

export type EntityColumn = keyof typeof entityColumns;
export type SeatColumn = keyof typeof seatColumns;

/** A word as it is compared: "Adreça " is "adreca", "E-mail" is "e mail". */
export const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Words of a vocabulary, each with what it stands for. */
export const wordsOf = <Name extends string>(
  vocabulary: Readonly<Record<Name, string>>,
): ReadonlyMap<string, Name> =>
  new Map(
    Object.entries<string>(vocabulary).flatMap(([name, words]) =>
      words.split("|").map((word) => [word, name as Name] as const),
    ),
  );

/** A row by what its columns are, and how each is called in the sheet; empty cells are left out. */
export interface Row<Column extends string> {
  readonly number: number;
  readonly cells: { readonly [Name in Column]?: string };
  /** Where a cell stands: "row 7, titular". Never what stands there. */
  at(column: Column): string;
}

type Named<Kind extends string, Column extends string> = {
  readonly kind: Kind;
  readonly rows: readonly Row<Column>[];
};
export type NamedSheet = Named<"entities", EntityColumn> | Named<"seats", SeatColumn>;

const needed = { entities: ["name"], seats: ["body"] } as const;

/** Which sheet it is: the one that knows more of its columns; of two alike, that of entities. */
export function namedSheet(sheet: Sheet): { named: NamedSheet | null; flaws: readonly Flaw[] } {
  const [seats, entities] = [wordsOf(seatColumns), wordsOf(entityColumns)];
  const known = (words: ReadonlyMap<string, string>): number =>
    new Set(sheet.header.flatMap((name) => words.get(plain(name)) ?? [])).size;
  return known(seats) > known(entities) ? named("seats", sheet, seats) : named("entities", sheet, entities);
}

/** What stands in a column of names where there is nobody. */
const NOBODY = new Set(
  "vacant|vacante|pendent|pendiente|per designar|per nomenar|por designar|sense designar|sin designar|da designare|da nominare|to be named|tbd".split(
    "|",
  ),
);

/** A row whose titular is a word for nobody is one of a vacancy. */
function emptied({ titular, ...cells }: Record<string, string>): Record<string, string> {
  if (titular === undefined) return cells;
  return NOBODY.has(plain(titular)) ? { ...cells, vacant: "yes" } : { ...cells, titular };
}

function named(kind: "entities" | "seats", { header, rows }: Sheet, words: ReadonlyMap<string, string>) {
  const columns = header.map((name) => words.get(plain(name)) ?? null);
  const flaws = columns.flatMap((column, i): Flaw[] => {
    const isUsed = rows.some(({ cells }) => (cells[i] ?? "") !== "");
    if (column === null && (header[i] !== "" || isUsed))
      return [
        {
          path: `row 1, column ${i + 1}`,
          message: `is not a column of ${kind}, which are ${[...new Set(words.values())].join(", ")}`,
        },
      ];
    if (column !== null && columns.indexOf(column) < i)
      return [
        {
          path: `row 1, column ${i + 1}`,
          message: `is there twice: column ${columns.indexOf(column) + 1} is ${column}, too`,
        },
      ];
    return [];
  });
  for (const column of needed[kind])
    if (!columns.includes(column)) flaws.push({ path: "row 1", message: `has no column for ${column}` });
  const told = rows.map(({ number, cells }): Row<string> => ({
    number,
    cells: emptied(
      Object.fromEntries(
        columns.flatMap((column, i) => (column !== null && cells[i] ? [[column, cells[i]]] : [])),
      ),
    ),
    at: (column) => {
      const i = columns.indexOf(column);
      return `row ${number}, ${i === -1 ? column : header[i]}`;
    },
  }));
  return { named: flaws.length === 0 ? ({ kind, rows: told } as unknown as NamedSheet) : null, flaws };
}
