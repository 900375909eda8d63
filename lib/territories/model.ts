import * as z from "zod";
import { listOf, Slug, Title, TitleInput } from "../platform/shapes.ts";

/** Popolo's Area, as far as bodies are spread over it. */
export const TerritoryKind = z
  .enum(["city", "district", "neighbourhood", "superilla", "other"])
  .meta({ id: "TerritoryKind" });

/** A part of a town, or all of it, for which a body acts. */
export const Territory = z
  .object({
    id: Slug,
    municipality: Slug,
    name: Title,
    kind: TerritoryKind,
    /** The territory that this one is a part of. */
    within: Slug.nullable(),
    version: z.int(),
  })
  .meta({ id: "Territory", description: "A part of a town for which a body acts" });
export type Territory = z.infer<typeof Territory>;
export const TerritoryList = listOf(Territory, "TerritoryList");

const input = { name: TitleInput, kind: TerritoryKind, within: Slug.nullable() };

export const TerritoryInput = z
  .strictObject({ ...input, id: Slug.optional(), within: input.within.default(null) })
  .meta({ id: "TerritoryInput" });
export const TerritoryPatch = z.strictObject(input).partial().meta({ id: "TerritoryPatch" });
export const TerritoryPath = z.object({ municipality: Slug, territory: Slug });
