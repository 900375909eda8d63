import * as z from "zod";
import { Convocation, Deadline } from "./model.ts";
import { Outlook } from "./outlook-model.ts";

/** A convocation as it is shown: what tells where a member lives, for the secretariat only. */
export const ShownConvocation = Convocation.extend({
  salt: Convocation.shape.salt.optional(),
  /** Who did it, for the secretariat only. */
  by: z.string().nullable(),
  deadline: Deadline.partial({ strictest: true, unconfirmed: true, provisionalAtSeat: true }).nullable(),
}).meta({ id: "ShownConvocation", description: "What members were told, as it was decided" });

export const ConvocationBrief = Convocation.pick({
  n: true,
  type: true,
  kind: true,
  start: true,
  timeZone: true,
  convenedAt: true,
  digest: true,
}).meta({ id: "ConvocationBrief" });

export const ConvocationList = z
  .object({
    items: z.array(ConvocationBrief),
    /** How the next convocation stands; for the secretariat, null for everyone else. */
    outlook: Outlook.nullable(),
  })
  .meta({
    id: "ConvocationList",
    description: "The versions of a session's convocation, and what comes next",
  });
