/**
 * The national holidays of the example towns, as a start. Nobody has checked them against a bulletin,
 * so no layer is confirmed. Regions and localities are left out: a missing layer is an honest answer.
 * A holiday that falls on a Saturday or Sunday is listed all the same; Spanish regions may move one
 * from a Sunday to the Monday, which is theirs to declare.
 */
import type { z } from "zod";
import type { LayerInput } from "../../calendars/model.ts";
import { formatDate } from "../../platform/civil.ts";
import type { TitleInput } from "../../platform/shapes.ts";
import { easterSunday } from "./easter.ts";

export interface ExampleLayer {
  area: string;
  year: number;
  layer: z.input<typeof LayerInput>;
}

type Day = z.input<typeof LayerInput>["days"][number];

const SAN_FRANCESCO_FROM_YEAR = 2026; // Legge 8 ottobre 2025, n. 151, in force since 2026-01-01

const national = (date: string, name: TitleInput): Day => ({ date, name, kind: "national-holiday" });

/** Legge 27 maggio 1949, n. 260, art. 2, as amended. */
const italianDays = (year: number): Day[] => [
  national(`${year}-01-01`, "Capodanno"),
  national(`${year}-01-06`, "Epifania"),
  national(formatDate(easterSunday(year) + 1), "Lunedì dell'Angelo"),
  national(`${year}-04-25`, "Anniversario della Liberazione"),
  national(`${year}-05-01`, "Festa del lavoro"),
  national(`${year}-06-02`, "Festa della Repubblica"),
  national(`${year}-08-15`, "Assunzione di Maria"),
  ...(year >= SAN_FRANCESCO_FROM_YEAR ? [national(`${year}-10-04`, "San Francesco d'Assisi")] : []),
  national(`${year}-11-01`, "Ognissanti"),
  national(`${year}-12-08`, "Immacolata Concezione"),
  national(`${year}-12-25`, "Natale"),
  national(`${year}-12-26`, "Santo Stefano"),
];

/** Only what all of Spain keeps (Real Decreto 2001/1983, art. 45): not Maundy Thursday, not Saint James. */
const spanishDays = (year: number): Day[] => [
  national(`${year}-01-01`, { es: "Año Nuevo", ca: "Cap d'Any" }),
  national(`${year}-01-06`, { es: "Epifanía del Señor", ca: "Reis" }),
  national(formatDate(easterSunday(year) - 2), { es: "Viernes Santo", ca: "Divendres Sant" }),
  national(`${year}-05-01`, { es: "Fiesta del Trabajo", ca: "Festa del Treball" }),
  national(`${year}-08-15`, { es: "Asunción de la Virgen", ca: "L'Assumpció" }),
  national(`${year}-10-12`, { es: "Fiesta Nacional de España", ca: "Festa Nacional d'Espanya" }),
  national(`${year}-11-01`, { es: "Todos los Santos", ca: "Tots Sants" }),
  national(`${year}-12-06`, { es: "Día de la Constitución Española", ca: "Dia de la Constitució" }),
  national(`${year}-12-08`, { es: "Inmaculada Concepción", ca: "La Immaculada" }),
  national(`${year}-12-25`, { es: "Natividad del Señor", ca: "Nadal" }),
];

const years = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

const layers = (
  area: string,
  of: number[],
  language: string,
  bulletin: string,
  daysOf: (year: number) => Day[],
) =>
  of.map((year): ExampleLayer => {
    const source = `Fixed dates and computed Easter; not checked against the bulletin (${bulletin})`;
    return { area, year, layer: { confirmed: false, source, language, days: daysOf(year) } };
  });

export const exampleLayers: ExampleLayer[] = [
  ...layers("IT", years(2015, 2028), "it", "Gazzetta Ufficiale", italianDays),
  ...layers("ES", years(2020, 2028), "es", "BOE", spanishDays),
];
