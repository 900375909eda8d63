import * as z from "zod";
import { Line, listOf, Slug } from "../platform/shapes.ts";
import { Certainty, isOrdered, order, validity } from "../platform/validity.ts";

/** How a body stands to something else, and what that may be. */
export const relationKinds = {
  "part-of": ["body"],
  "hangs-from": ["challenge"],
  "owned-by": ["body", "entity"],
  "collaborates-with": ["body", "entity"],
  follows: ["plan"],
  "created-by": ["plan"],
} as const satisfies Record<string, readonly string[]>;

export const RelationKind = z
  .enum(Object.keys(relationKinds) as [keyof typeof relationKinds, ...(keyof typeof relationKinds)[]])
  .meta({ id: "RelationKind" });
export type RelationKind = z.infer<typeof RelationKind>;

const RelatedType = z.enum(["body", "challenge", "entity", "plan"]);

/** What a relation leads to; of a plan, perhaps one element of it. */
export const Related = z
  .strictObject({ type: RelatedType, id: Slug, element: Slug.optional() })
  .refine(({ type, element }) => element === undefined || type === "plan", {
    path: ["element"],
    message: "is for plans: the id of one of its elements",
  })
  .meta({ id: "Related" });

const interval = { from: validity.from, until: validity.until, act: Line.nullable() };

/** A dated relation of a body. `earlier`: when it held before, ended, and was stated anew. */
export const StoredRelation = z.object({
  municipality: Slug,
  body: Slug,
  kind: RelationKind,
  to: Related,
  ...validity,
  act: Line.nullable(),
  earlier: z.array(z.object({ ...interval, recorded: validity.recorded })),
  version: z.int(),
});
export type StoredRelation = z.infer<typeof StoredRelation>;

/** As it is shown: `of-part-of` and the like are relations of other bodies that lead here, `to` is then where they start. */
export const Relation = StoredRelation.omit({ municipality: true, body: true, kind: true })
  .extend({
    /** Kind, type and id: "part-of-body-consell". One that leads here is changed where it starts. */
    id: z.string(),
    kind: z.union([RelationKind, z.templateLiteral(["of-", RelationKind])]),
    inForce: Certainty,
  })
  .meta({ id: "Relation", description: "A dated relation of a body" });
export type Relation = z.infer<typeof Relation>;
export const RelationList = listOf(Relation, "RelationList");

/** A body that leads to a challenge or a plan, as that shows it. */
export const RelatedBody = z
  .object({
    body: Slug,
    kind: RelationKind,
    /** Of a plan, the element that is meant. */
    element: Slug.nullable(),
    inForce: Certainty,
  })
  .meta({ id: "RelatedBody" });
export type RelatedBody = z.infer<typeof RelatedBody>;

export const RelationInput = z
  .strictObject({
    kind: RelationKind,
    to: Related,
    from: interval.from.default(null),
    until: interval.until.default(null),
    act: interval.act.default(null),
  })
  .refine(({ kind, to }) => (relationKinds[kind] as readonly string[]).includes(to.type), {
    path: ["to", "type"],
    message: Object.entries(relationKinds)
      .map(([kind, types]) => `${kind} leads to a ${types.join(" or ")}`)
      .join("; "),
  })
  .refine(isOrdered, order())
  .meta({ id: "RelationInput" });

export const RelationPatch = z
  .strictObject({ ...interval, element: Slug.nullable() })
  .partial()
  .meta({ id: "RelationPatch" });

const kinds = Object.keys(relationKinds).join("|");
const RELATION_ID = new RegExp(`^(${kinds})-(body|challenge|entity|plan)-([a-z0-9]+(?:-[a-z0-9]+)*)$`);

export const RelationId = z
  .string()
  .regex(RELATION_ID, 'must be a relation\'s id: "part-of-body-consell"')
  .refine((id) => (RELATION_ID.exec(id)?.[3]?.length ?? 0) <= 60, "names something with too long an id");

export const relationId = ({ kind, to }: Pick<StoredRelation, "kind" | "to">): string =>
  `${kind}-${to.type}-${to.id}`;

/** The kind and target that an id names. */
export function relationOf(id: string): Pick<StoredRelation, "kind" | "to"> {
  const [, kind = "", type = "", target = ""] = RELATION_ID.exec(id) ?? [];
  return { kind: RelationKind.parse(kind), to: Related.parse({ type, id: target }) };
}

export const RelationPath = z.object({ municipality: Slug, body: Slug, relation: RelationId });
