import * as z from "zod";
import { Line, listOf, Prose, ProseInput, Slug, Title, TitleInput } from "../platform/shapes.ts";
import { Act, Body, BodyKind } from "../bodies/model.ts";
import { Related, RelationKind, relationKinds } from "../bodies/relation-model.ts";

/** A relation that every instance gets. */
const TemplateRelation = z
  .strictObject({ kind: RelationKind, to: Related })
  .refine(({ kind, to }) => (relationKinds[kind] as readonly string[]).includes(to.type), {
    path: ["to", "type"],
    message: "does not go with this kind of relation",
  })
  .meta({ id: "TemplateRelation" });

/** A pattern of bodies, one for each territory. Texts may hold "{territory}", which becomes the territory's name. */
export const Template = z
  .object({
    id: Slug,
    municipality: Slug,
    name: Title,
    kind: BodyKind,
    description: Prose.nullable(),
    objectives: z.array(Prose),
    legalBasis: z.array(Line),
    relations: z.array(TemplateRelation),
    version: z.int(),
  })
  .meta({ id: "BodyTemplate", description: "A pattern of bodies, one for each territory" });
export type Template = z.infer<typeof Template>;
export const TemplateList = listOf(Template, "BodyTemplateList");

const input = {
  name: TitleInput,
  kind: BodyKind,
  description: ProseInput.nullable(),
  objectives: z.array(ProseInput).max(50),
  legalBasis: z.array(Line).max(20),
  relations: z
    .array(TemplateRelation)
    .max(4)
    .refine(
      (all) => new Set(all.map(({ kind, to }) => `${kind} ${to.type} ${to.id}`)).size === all.length,
      "must name each relation once",
    ),
};

export const TemplateInput = z
  .strictObject({
    ...input,
    id: Slug.optional(),
    description: input.description.default(null),
    objectives: input.objectives.default([]),
    legalBasis: input.legalBasis.default([]),
    relations: input.relations.default([]),
  })
  .meta({ id: "BodyTemplateInput" });
export const TemplatePatch = z.strictObject(input).partial().meta({ id: "BodyTemplatePatch" });
export const TemplatePath = z.object({ municipality: Slug, template: Slug });

/** More in one commit would not fit: a body takes four writes, each relation two. */
export const InstancesInput = z
  .strictObject({
    territories: z
      .array(Slug)
      .min(1)
      .max(7)
      .refine((all) => new Set(all).size === all.length, "must name each territory once"),
    founded: Act.nullable().default(null),
  })
  .meta({ id: "InstancesInput", description: "One body for each of these territories, seven at a time" });

/** The bodies that were made, each at its own address. */
export const Instances = z
  .object({ items: z.array(Body.pick({ id: true, name: true, territory: true, founded: true })) })
  .meta({ id: "Instances" });
