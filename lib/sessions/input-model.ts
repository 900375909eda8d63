import * as z from "zod";
import {
  CalendarDate,
  Duration,
  LocalDateTime,
  paging,
  ProseInput,
  Slug,
  TimeZoneInput,
  TitleInput,
} from "../platform/shapes.ts";
import { SessionKind } from "./id-model.ts";
import { Start } from "./model.ts";
import { SessionPlaceInput } from "./place-model.ts";
import { slotsOf } from "./slot-model.ts";

const fields = {
  title: TitleInput,
  kind: SessionKind,
  start: Start,
  duration: Duration.nullable(),
  place: SessionPlaceInput.nullable(),
  slots: slotsOf,
  description: ProseInput.nullable(),
};

export const SessionInput = z
  .strictObject({
    ...fields,
    kind: SessionKind.default("ordinary"),
    /** The town's, unless it says otherwise. */
    timeZone: TimeZoneInput.optional(),
    duration: fields.duration.default(null),
    place: fields.place.default(null),
    slots: fields.slots.default([]),
    description: fields.description.default(null),
    /** For a session of the past: whether it was held. Left out: planned, or unrecorded if its day is over. */
    status: z.enum(["held", "not-held"]).optional(),
  })
  .meta({ id: "SessionInput" });
export type SessionInput = z.infer<typeof SessionInput>;

export const SessionPatch = z.strictObject(fields).partial().meta({ id: "SessionPatch" });
export type SessionPatch = z.infer<typeof SessionPatch>;

/** What the secretary decides of a proposed session: hold it on the holiday, leave it out, or move it. */
export const Decision = z
  .discriminatedUnion("decision", [
    z.strictObject({ decision: z.literal("keep") }),
    z.strictObject({ decision: z.literal("skip") }),
    z.strictObject({ decision: z.literal("move"), start: LocalDateTime }),
  ])
  .meta({ id: "Decision" });

export const Cancellation = z.strictObject({ reason: ProseInput.optional() }).meta({ id: "Cancellation" });
export const Reinstatement = z.strictObject({}).meta({ id: "Reinstatement" });
const RangeEnd = z.union([CalendarDate, LocalDateTime]);

/** Half-open in the town's zone: `from` is in; `to` as a date through its end, as a local time out. */
const between = { from: RangeEnd.optional(), to: RangeEnd.optional() };
const isOrdered = ({ from = "", to }: { from?: string | undefined; to?: string | undefined }): boolean =>
  to === undefined || from.slice(0, to.length) <= to;

/** For zod, which empties the object that it is given: a new one for each schema. */
const order = () => ({ path: ["to"], message: "must not be before `from`" });

export const SessionQuery = z.strictObject({ ...between, ...paging }).refine(isOrdered, order());
export const TownSessionQuery = z
  .strictObject({ ...between, body: Slug.optional(), ...paging })
  .refine(isOrdered, order());
