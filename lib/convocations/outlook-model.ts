import * as z from "zod";
import { Missing } from "../agendas/model.ts";
import { Slug } from "../platform/shapes.ts";
import { SessionId, SessionPath } from "../sessions/id-model.ts";

/** What a secretary is told of, each once. */
export const AlertCode = z
  .enum([
    /** The agenda is not ready, and the day on which it should go out comes near. */
    "not-ready",
    /** It could go out now, and waits for the secretary. */
    "to-review",
    /** It should have gone out by now, and something is still missing. */
    "overdue",
    /** The last lawful moment has passed. */
    "missed",
    /** A member's mail came back: the letter is to be served on paper. */
    "bounced",
    /** Some members could not be told in time, so they were not told as if they had been. */
    "withheld",
    /** Mail does not reach some members: their letters are to be printed, and served in time. */
    "to-serve",
    /** The last lawful moment is near or over, and of some notices it is not on record that they were given. */
    "unproven",
    /** A room that it was to be held in is taken: another room, or another hour. */
    "room-taken",
  ])
  .meta({ id: "AlertCode" });
export type AlertCode = z.infer<typeof AlertCode>;

/** How the convocation of a planned session stands, by the last look at it. */
export const Outlook = z
  .object({
    mode: z.enum(["automatic", "review"]),
    /** When it is to go out. */
    dueAt: z.string(),
    /** Until when it may: the catch-up window ends here. Null where no rule asks for a notice. */
    lastLawfulMoment: z.string().nullable(),
    provisional: z.boolean(),
    ready: z.boolean(),
    missing: z.array(Missing),
    /** What the secretary was told, and when. */
    told: z.array(z.object({ code: AlertCode, at: z.string() })),
    lookedAt: z.string(),
  })
  .meta({ id: "Outlook", description: "How the convocation of a planned session stands" });
export type Outlook = z.infer<typeof Outlook>;

/** Something that a secretary has to look at; it goes when it is done with. */
export const Alert = z
  .object({
    municipality: Slug,
    body: Slug,
    session: SessionId,
    code: AlertCode,
    since: z.string(),
    /** By when; null where nothing is at stake any more. */
    until: z.string().nullable(),
  })
  .meta({ id: "Alert", description: "Something that a secretary has to look at" });
export type Alert = z.infer<typeof Alert>;
export const AlertPath = SessionPath.extend({ code: AlertCode });
export const Dismissed = z
  .object({ session: SessionId, code: AlertCode, dismissed: z.literal(true) })
  .meta({ id: "Dismissed" });
export const AlertList = z.object({ items: z.array(Alert) }).meta({ id: "AlertList" });
