import * as z from "zod";

/** How a body's sessions are convened: the body's own choice, which no law makes. */
export const Convening = z
  .strictObject({
    /** `automatic`: at its time, when the agenda is ready; `review`: the secretary is told, and convenes by hand. */
    mode: z.enum(["automatic", "review"]).default("review"),
    /** How long before the last lawful moment (without a notice rule: before the session) it goes out. */
    hoursAhead: z
      .int()
      .min(1)
      .max(24 * 60)
      .default(72),
    /** How many days before that the secretary is warned of an agenda that is not ready. */
    warnDays: z.array(z.int().min(0).max(60)).max(5).default([5, 1]),
    /** How many hours before the session members are reminded. */
    remindHours: z
      .array(
        z
          .int()
          .min(1)
          .max(24 * 14),
      )
      .max(3)
      .refine((hours) => new Set(hours).size === hours.length, "must name each hour once")
      .default([24]),
  })
  .meta({ id: "Convening", description: "How the sessions of a body are convened, by its own choice" });
export type Convening = z.infer<typeof Convening>;
/** What holds for a body that has not chosen. */
export const usualConvening: Convening = Convening.parse({});
