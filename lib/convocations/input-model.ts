import * as z from "zod";
import { OrderInput } from "../agendas/input-model.ts";
import { CalendarDate, Duration, LocalDateTime, ProseInput, TitleInput } from "../platform/shapes.ts";
import { SeatId } from "../seats/id-model.ts";
import { SessionKind } from "../sessions/id-model.ts";
import { SessionPlaceInput } from "../sessions/place-model.ts";

export const ConvocationInput = z
  .strictObject({
    /** What changes with it; what is left out stays. */
    kind: SessionKind.optional(),
    title: TitleInput.optional(),
    start: LocalDateTime.optional(),
    duration: Duration.nullable().optional(),
    place: SessionPlaceInput.nullable().optional(),
    /** Why members are convened anew. */
    reason: ProseInput.nullable().default(null),
    /** Records the order with the agenda as it stands, where that is not done yet. */
    order: OrderInput.optional(),
    /** Convene although a calendar is not confirmed: the certificate will say so. */
    acceptProvisional: z.boolean().default(false),
    /** Tell members late of what leaves day, kind and agenda as they are: another room, another link. */
    acceptLate: z.boolean().default(false),
  })
  .meta({ id: "ConvocationInput" });
export type ConvocationInput = z.infer<typeof ConvocationInput>;

/** Members asked for a session: on which day, and over which of their seats. */
export const RequestInput = z
  .strictObject({
    on: CalendarDate,
    seats: z
      .array(SeatId)
      .min(1)
      .max(200)
      .refine((seats) => new Set(seats).size === seats.length, "must name each seat once"),
    title: TitleInput,
    /** When it is to be held; left out: when the law convenes it by itself. */
    start: LocalDateTime.optional(),
    duration: Duration.nullable().default(null),
    place: SessionPlaceInput.nullable().default(null),
    description: ProseInput.nullable().default(null),
  })
  .meta({ id: "RequestInput", description: "Members ask for an extraordinary session" });
