import { join } from "./parts.ts";
import type { Key } from "./parts.ts";

/** What a town keeps by id beside its bodies. */
export type CatalogueKind = "challenge" | "place" | "plan" | "template" | "territory";

/** Keys of towns, of what they keep by id, and of calendars. */
export const townKeys = {
  municipality: (town: string): Key => ({ pk: join("TOWN", town), sk: "TOWN" }),
  municipalities: (town = "") => ({ gsi2pk: "TOWNS", gsi2sk: town }),
  catalogue: (town: string, kind: CatalogueKind, id: string): Key => ({
    pk: join("CATALOGUE", town),
    sk: join(kind.toUpperCase(), id),
  }),
  catalogueOf: (town: string, kind: CatalogueKind) => ({
    pk: join("CATALOGUE", town),
    prefix: join(kind.toUpperCase(), ""),
  }),
  ending: (town: string): Key => ({ pk: join("ENDING", town), sk: "ENDING" }),

  calendar: (area: string, year: number): Key => ({ pk: join("CALENDAR", area), sk: join("YEAR", year) }),
  calendarUser: (area: string, town: string): Key => ({ pk: join("USERS", area), sk: join("TOWN", town) }),
  calendarUsers: (area: string) => ({ pk: join("USERS", area) }),
} as const;
