import * as z from "zod";
import { Language, listOf, Prose, Slug, TimeZone, Title } from "../platform/shapes.ts";
import { Contact } from "./contact-model.ts";
import { Area } from "./id-model.ts";

/**
 * How many months each kind of personal data is kept after it was last needed (GDPR 5.1.e). `people`: a person's
 * record, after the last of their seats.
 */
export const Retention = z
  .strictObject({ people: z.int().min(1).max(600) })
  .meta({ id: "Retention", description: "Months that personal data is kept after it was last needed" });

/** A town or city whose bodies meet: Popolo's Area with a zone, a language and its calendar layers. */
export const Municipality = z
  .object({
    id: Slug,
    name: Title,
    country: z.string().regex(/^[A-Z]{2}$/, "must be a country code of two letters"),
    timeZone: TimeZone,
    /** The language of its texts unless they say otherwise. */
    language: Language,
    /** Its calendar layers, the widest first: country, region, locality. */
    areas: z.array(Area).max(6),
    contact: Contact.nullable(),
    description: Prose.nullable(),
    retention: Retention.default({ people: 60 }),
    version: z.int(),
  })
  .meta({ id: "Municipality", description: "A town or city whose bodies meet" });
export type Municipality = z.infer<typeof Municipality>;

/** What a list of towns shows. */
export const MunicipalityBrief = Municipality.pick({
  id: true,
  name: true,
  country: true,
  timeZone: true,
  language: true,
}).meta({ id: "MunicipalityBrief", description: "A town, as a list shows it" });
export const MunicipalityList = listOf(MunicipalityBrief, "MunicipalityList");
