import * as z from "zod";
import {
  Language,
  Line,
  listOf,
  Prose,
  ProseInput,
  Slug,
  TimeZone,
  TimeZoneInput,
  Title,
  TitleInput,
} from "../platform/shapes.ts";

/** A calendar area by official code: a country ("ES"), a region ("ES-09"), a locality ("ES-25120", INE or ISTAT). */
export const Area = z
  .string()
  .regex(
    /^[A-Z]{2}(-[0-9A-Z]{1,6})?$/,
    'must be a country code, or one with an official code: "ES", "ES-09", "IT-072015"',
  )
  .meta({
    id: "Area",
    description: "A calendar area: a country, or a region or locality by its official code",
  });

/** Where an institution is found. Institutions only: people's addresses are personal data and live elsewhere. */
export const Contact = z
  .strictObject({
    address: Line.optional(),
    phone: Line.optional(),
    email: z.email().optional(),
    /** schema.org `openingHours`: "Mo-Th 09:00-14:00". */
    openingHours: Line.optional(),
    note: Line.optional(),
  })
  .meta({ id: "Contact", description: "Where an institution is found" });

/**
 * How many months each kind of personal data is kept after it was last needed (GDPR 5.1.e). `people`: a person's
 * record, after the last of their seats.
 */
export const Retention = z
  .strictObject({ people: z.number().int().min(1).max(600) })
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
    version: z.number().int(),
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

const distinct = (areas: readonly string[]): boolean => new Set(areas).size === areas.length;

export const MunicipalityInput = z
  .strictObject({
    ...Municipality.omit({ version: true }).shape,
    name: TitleInput,
    timeZone: TimeZoneInput,
    areas: Municipality.shape.areas.refine(distinct, "must name each area once").default([]),
    contact: Contact.nullable().default(null),
    description: ProseInput.nullable().default(null),
    retention: Retention.default({ people: 60 }),
  })
  .meta({ id: "MunicipalityInput" });

/** The zone is not among them: the town's timeline is sorted by its clock. */
export const MunicipalityPatch = z
  .strictObject({
    name: TitleInput,
    areas: Municipality.shape.areas.refine(distinct, "must name each area once"),
    contact: Contact.nullable(),
    description: ProseInput.nullable(),
    retention: Retention,
  })
  .partial()
  .meta({ id: "MunicipalityPatch" });

export const TownPath = z.object({ municipality: Slug });
