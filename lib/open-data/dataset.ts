import * as z from "zod";
import { Slug } from "../platform/shapes.ts";
import type { Title } from "../platform/shapes.ts";
import { SessionId } from "../sessions/id-model.ts";

/** What a field holds, what the standards call it, and where it differs from them. */
export interface FieldNote {
  readonly what: string;
  /** "Popolo Post.role", "OParl Meeting.start"; empty: no standard has it. */
  readonly as: readonly string[];
  readonly differs?: string;
}

/** A dataset as data: its rows, field by field, and how it stands to the standards of its field. */
export interface Dataset<Row extends z.ZodObject = z.ZodObject> {
  readonly title: Title;
  readonly what: string;
  /** The classes that its rows are shaped after. */
  readonly standards: readonly string[];
  readonly differs: readonly string[];
  /** Whether `from` and `to` choose among its rows: by the local day of their session. */
  readonly isDated: boolean;
  /** What `limit` counts, and the most of it that one page holds. */
  readonly most: { readonly of: "rows" | "sessions"; readonly n: number };
  readonly row: Row;
  readonly fields: { readonly [Name in keyof z.infer<Row>]: FieldNote };
}

/** Keeps the type of the rows; a field without a note, or a note without a field, does not compile. */
export const dataset = <Row extends z.ZodObject>(described: Dataset<Row>): Dataset<Row> => described;

/** Notes on fields that several datasets have. */
export const municipality: FieldNote = {
  what: "Id of the town",
  as: ["OParl Organization.body"],
  differs: "An id, not a URL",
};
export const path: FieldNote = {
  what: "Where this service shows it, in full and in JSON",
  as: ["OParl Object.id"],
  differs: "A path on this server: the data does not know under which name it is reached",
};
export const organization: FieldNote = {
  what: "Id of the body",
  as: ["Popolo Post.organization_id", "OParl Meeting.organization"],
  differs: "One id, where OParl has a list of URLs: a session is of one body",
};
export const meeting: FieldNote = {
  what: "Id of the session",
  as: ["OParl AgendaItem.meeting"],
  differs: "An id, not a URL",
};

export const start: FieldNote = {
  what: "When the session begins, on the clock of its place; as much of it as is known",
  as: ["OParl Meeting.start"],
  differs: "A local time without offset (RFC 8984); `timeZone` and `startUtc` stand beside it in `sessions`",
};
/** What every row that is of a session begins with. */
export const ofSession = { municipality: Slug, meeting: SessionId, organization: Slug, start: z.string() };
export const ofSessionNotes = { municipality, meeting, organization, start };
