import * as z from "zod";
import { Line, PartialDate, Prose, ProseInput, Slug, Title, TitleInput } from "../platform/shapes.ts";

/** W3C ORG's change events (org:ChangeEvent), by what they do. */
export const LineageKind = z
  .enum(["found", "rename", "merge", "split", "absorb", "dissolve"])
  .meta({ id: "LineageKind" });

/** A body that an event changed, with the name it had. */
const Party = z.object({ id: Slug, name: Title });

/** An event in the life of bodies: org:originalOrganization, org:resultingOrganization, the act that decided it. */
export const LineageEvent = z
  .object({
    id: z.string(),
    municipality: Slug,
    kind: LineageKind,
    /** The first day on which it is so. */
    date: PartialDate,
    act: Line.nullable(),
    /** The bodies that were; after a merger, a split or a dissolution they are no more. */
    original: z.array(Party),
    /** The bodies that came of it, or went on. */
    resulting: z.array(Party),
    /** What else went into it and has no name of its own, in words. */
    unnamed: Prose.nullable(),
    /** Of a new name: the one before. */
    formerName: Title.nullable(),
  })
  .meta({ id: "LineageEvent", description: "A dated event in the life of bodies" });
export type LineageEvent = z.infer<typeof LineageEvent>;

const common = { date: PartialDate, act: Line.nullable().default(null) };
const others = z.array(Slug).min(1).max(12);
const unnamed = ProseInput.nullable().default(null);

/** An event as it is stated of the body in the path. */
export const LineageInput = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("found"), ...common }),
    z.strictObject({ kind: z.literal("rename"), ...common, name: TitleInput }),
    /** `of`: the bodies that went into this one and are no more. */
    z.strictObject({ kind: z.literal("merge"), ...common, of: others, unnamed }),
    z.strictObject({ kind: z.literal("absorb"), ...common, of: others, unnamed }),
    /** `into`: the bodies that came of this one, which is no more unless it `continues`. */
    z.strictObject({
      kind: z.literal("split"),
      ...common,
      into: others,
      continues: z.boolean().default(false),
    }),
    z.strictObject({ kind: z.literal("dissolve"), ...common }),
  ])
  .meta({ id: "LineageInput" });
export type LineageInput = z.infer<typeof LineageInput>;
