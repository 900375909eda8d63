import * as z from "zod";
import { Duration, LocalDateTime, Slug, TimeZone, Title } from "../platform/shapes.ts";
import { SeatId } from "../seats/id-model.ts";
import { SessionId } from "./id-model.ts";
import { FullSession } from "./model.ts";

/** That whoever sits on a seat is expected elsewhere at the same time. */
export const Clash = z
  .object({
    seat: SeatId,
    /** `person`: the same titular. `entity`: the same entity, perhaps by someone else. */
    by: z.enum(["person", "entity"]),
    elsewhere: z.object({
      municipality: Slug,
      body: Slug,
      session: SessionId,
      seat: SeatId,
      title: Title,
      start: LocalDateTime,
      timeZone: TimeZone,
      /** Null: it is not known how long it takes, and it counts until the end of its day. */
      duration: Duration.nullable(),
    }),
  })
  .meta({ id: "Clash", description: "A seat whose holder is expected elsewhere at that time" });
export type Clash = z.infer<typeof Clash>;

/** A new or moved session, with who of its seats is expected elsewhere then. */
export const PlannedSession = FullSession.extend({ clashes: z.array(Clash) }).meta({
  id: "PlannedSession",
  description: "A session, with who of its seats is expected elsewhere at that time",
});
