import * as z from "zod";
import { CalendarDate, Language, paging, Slug, Title } from "../platform/shapes.ts";
import { agendas, sessions } from "./meeting-rows.ts";
import { agreements, minutes } from "./outcome-rows.ts";
import { bodies, seats } from "./registry-rows.ts";

/** What a town publishes, by the name under which it is asked for. */
export const datasets = { bodies, seats, sessions, agendas, minutes, agreements } as const;
export type DatasetName = keyof typeof datasets;
export const datasetNames = Object.keys(datasets) as [DatasetName, ...DatasetName[]];
export type RowOf<D extends DatasetName> = z.infer<(typeof datasets)[D]["row"]>;

const DatasetName = z.enum(datasetNames).meta({ id: "DatasetName" });
export const DatasetPath = z.object({ municipality: Slug, dataset: DatasetName });

const query = {
  ...paging,
  /** The first and the last day, both in, on the town's clock. */
  from: CalendarDate.optional(),
  to: CalendarDate.optional(),
};
const isOrdered = ({ from = "", to }: { from?: string | undefined; to?: string | undefined }): boolean =>
  to === undefined || from <= to;
/** For zod, which empties the object that it is given: a new one for each schema. */
const order = () => ({ path: ["to"], message: "must not be before `from`" });

export const DatasetQuery = z.strictObject(query).refine(isOrdered, order());
/** `language`: the one that texts are wanted in; without it, the town's. */
export const CsvQuery = z
  .strictObject({ ...query, language: Language.optional() })
  .refine(isOrdered, order());
export type Paged = z.infer<typeof DatasetQuery>;

const pageOf = <D extends DatasetName>(name: D) =>
  z.object({
    dataset: z.literal(name),
    items: z.array(datasets[name].row as (typeof datasets)[D]["row"]),
    /** Send it back as it is for the next page; null at the end. The `Link` header has it, too. */
    cursor: z.string().nullable(),
  });

/** A page of one dataset. */
export const DatasetPage = z
  .discriminatedUnion("dataset", [
    pageOf("bodies"),
    pageOf("seats"),
    pageOf("sessions"),
    pageOf("agendas"),
    pageOf("minutes"),
    pageOf("agreements"),
  ])
  .meta({ id: "DatasetPage", description: "A page of a dataset" });

const Field = z.object({
  name: z.string(),
  what: z.string(),
  /** What Popolo and OParl call it. */
  as: z.array(z.string()),
  /** Where it differs from them; null: nowhere. */
  differs: z.string().nullable(),
});

/** What a town publishes, in what form, and how that stands to the standards. */
export const Catalogue = z
  .object({
    municipality: Slug,
    /** Null: the town has not stated under which licence it publishes. */
    license: z.string().nullable(),
    datasets: z.array(
      z.object({
        dataset: DatasetName,
        title: Title,
        what: z.string(),
        standards: z.array(z.string()),
        differs: z.array(z.string()),
        /** Whether `from` and `to` choose among its rows. */
        isDated: z.boolean(),
        /** What `limit` counts, and the most that a page holds. */
        most: z.object({ of: z.enum(["rows", "sessions"]), n: z.int() }),
        formats: z.array(z.object({ mediaType: z.string(), path: z.string() })),
        fields: z.array(Field.meta({ id: "DatasetField" })),
        /** The columns of its CSV, in their order. */
        columns: z.array(z.string()),
      }),
    ),
    /** Calendars to subscribe to (RFC 5545); `{...}` stands for an id. */
    calendars: z.array(z.object({ of: z.string(), path: z.string() })),
    notes: z.array(z.string()),
  })
  .meta({ id: "OpenDataCatalogue", description: "What a town publishes as open data" });
