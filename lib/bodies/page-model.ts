import * as z from "zod";
import { CalendarDate, Slug, Title } from "../platform/shapes.ts";
import { Certainty } from "../platform/validity.ts";
import { Seat } from "../seats/page-model.ts";
import { RecurrenceRule, SeriesStatus } from "../series/model.ts";
import { LineageEvent } from "./lineage-model.ts";
import { Body, LegalNumber } from "./model.ts";
import { Relation } from "./relation-model.ts";

/** A body before or after this one, with the name it had when one became the other. */
const Kin = z.object({ id: Slug, name: Title }).meta({ id: "Kin" });

/** Who acted in a body's stead on a day when it did not. */
const Acting = z.object({ id: Slug, name: Title, inForce: Certainty }).meta({ id: "Acting" });

const SeriesBrief = z
  .object({ id: Slug, title: Title, recurrence: RecurrenceRule, status: SeriesStatus })
  .meta({ id: "SeriesBrief" });

const Warning = z
  .object({
    seat: z.string(),
    what: z.enum(["vacant", "term-ends"]),
    /** When the term ends. */
    on: z.string().nullable(),
  })
  .meta({ id: "SeatWarning" });

/** A body on a day, with all that hangs on it. */
export const BodyPage = Body.extend({
  /** The day that this is about. */
  at: CalendarDate,
  inForce: Certainty,
  /** Who acted on that day: the body itself, else whoever came before or after it. */
  acting: z.array(Acting),
  predecessors: z.array(Kin),
  successors: z.array(Kin),
  events: z.array(LineageEvent),
  relations: z.array(Relation),
  legalNumber: LegalNumber.nullable(),
  seats: z.array(Seat),
  warnings: z.array(Warning),
  series: z.array(SeriesBrief),
}).meta({ id: "BodyPage", description: "A body on a day: relations, seats, series, lineage" });
export type BodyPage = z.infer<typeof BodyPage>;
