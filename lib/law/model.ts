import * as z from "zod";
import { CalendarDate, Line, Slug } from "../platform/shapes.ts";
import { EffectiveRule } from "./effective-model.ts";
import { ProfileName } from "./profiles/profiles.ts";
import { OwnRules, ruleNames } from "./rule-model.ts";

/** What governs a body from a day on: a regime of the law, and the body's own rules. */
export const BodyRules = z.object({
  municipality: Slug,
  body: Slug,
  /** The first day on which they hold; until the next ones do. */
  from: CalendarDate,
  profile: ProfileName,
  own: OwnRules,
  /** The agreement or statute that sets them. */
  act: Line.nullable(),
  version: z.int(),
});
export type BodyRules = z.infer<typeof BodyRules>;

export const RulesInput = z
  .strictObject({
    from: CalendarDate,
    profile: ProfileName,
    own: OwnRules.default({}),
    act: Line.nullable().default(null),
  })
  .meta({ id: "RulesInput", description: "What governs a body from a day on" });

const RuleName = z.enum(ruleNames as [(typeof ruleNames)[number], ...(typeof ruleNames)[number][]]);

export const Rules = z
  .object({
    municipality: Slug,
    body: Slug,
    /** The day that was asked about. */
    at: CalendarDate,
    /** Null: nobody said what governs the body on that day. */
    from: CalendarDate.nullable(),
    profile: ProfileName.nullable(),
    /** Where the regime's being applied is itself a reading. */
    reading: z.string().nullable(),
    act: Line.nullable(),
    own: OwnRules,
    rules: z.partialRecord(RuleName, EffectiveRule),
    /** Own rules that a mandatory one displaces: kept, shown, not used. */
    warnings: z.array(z.object({ rule: RuleName, message: z.string() })),
    version: z.int(),
  })
  .meta({ id: "Rules", description: "The rules of a body on a day" });

export const RulesQuery = z.strictObject({ at: CalendarDate.optional() });
