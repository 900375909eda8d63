import * as z from "zod";
import { FollowingAgreement } from "../agreements/following-model.ts";
import { RelatedBody } from "../bodies/relation-model.ts";
import { Line, listOf, Prose, ProseInput, Slug, Title, TitleInput } from "../platform/shapes.ts";
import { Certainty, isOrdered, order, validity } from "../platform/validity.ts";

/** What an element of a plan is; axes hold themes, themes lines, lines actions, as far as a plan says so. */
export const PlanElementKind = z
  .enum(["axis", "theme", "line", "action", "indicator"])
  .meta({ id: "PlanElementKind" });

export const PlanStatus = z.enum(["proposed", "ongoing", "done", "dropped"]).meta({ id: "PlanStatus" });

const element = {
  id: Slug,
  kind: PlanElementKind,
  /** The element of this plan that it belongs to; null at the top, or where the plan does not say. */
  parent: Slug.nullable().default(null),
  /** Null: not stated. */
  status: PlanStatus.nullable().default(null),
  /** Of an indicator, as it is stated: "+34 %". */
  value: Line.nullable().default(null),
  /** The challenge that it works on; null: none, or not stated. */
  challenge: Slug.nullable().default(null),
};

/** An axis, theme, line, action or indicator of a plan. */
export const PlanElement = z
  .object({ ...element, title: Title, description: Prose.nullable() })
  .meta({ id: "PlanElement" });
const PlanElementInput = z
  .strictObject({ ...element, title: TitleInput, description: ProseInput.nullable().default(null) })
  .meta({ id: "PlanElementInput" });

/** A plan of a town: a tree of elements, each with an id that relations of bodies name. */
export const Plan = z
  .object({
    id: Slug,
    municipality: Slug,
    name: Title,
    description: Prose.nullable(),
    ...validity,
    /** On the day that was asked about. */
    inForce: Certainty,
    elements: z.array(PlanElement),
    version: z.int(),
  })
  .meta({ id: "Plan", description: "A plan of a town, as a tree of elements" });
export const StoredPlan = Plan.omit({ inForce: true });
export type StoredPlan = z.infer<typeof StoredPlan>;

/** What a list of plans shows. */
export const PlanBrief = Plan.omit({ elements: true, description: true }).meta({ id: "PlanBrief" });
/** With the bodies that lead to it on the day that was asked about: those it created, those that follow it. */
export const PlanPage = Plan.extend({
  bodies: z.array(RelatedBody),
  /** What sessions agreed that carries it out, as far as that is public; the first hundred. */
  agreements: z.array(FollowingAgreement),
}).meta({ id: "PlanPage", description: "A plan on a day, with the bodies and agreements that lead to it" });
export const PlanList = listOf(PlanBrief, "PlanList");

const elements = z
  .array(PlanElementInput)
  .max(500)
  .check((context) => {
    const ids = context.value.map(({ id }) => id);
    const fault = (i: number, field: string, message: string) =>
      context.issues.push({ code: "custom", message, input: context.value, path: [i, field] });
    for (const [i, { id, parent }] of context.value.entries()) {
      if (ids.indexOf(id) < i) fault(i, "id", "is there twice");
      // A parent stands before its children: no tree has a circle then.
      if (parent !== null && !ids.slice(0, i).includes(parent))
        fault(i, "parent", "must be the id of an element that stands before this one");
    }
  });

const input = {
  name: TitleInput,
  description: ProseInput.nullable(),
  from: validity.from,
  until: validity.until,
  elements,
};

export const PlanInput = z
  .strictObject({
    ...input,
    id: Slug.optional(),
    description: input.description.default(null),
    from: input.from.default(null),
    until: input.until.default(null),
    elements: input.elements.default([]),
  })
  .refine(isOrdered, order())
  .meta({ id: "PlanInput" });
export const PlanPatch = z.strictObject(input).partial().meta({ id: "PlanPatch" });
export const PlanPath = z.object({ municipality: Slug, plan: Slug });
