import * as z from "zod";
import { ProseInput, TimeZoneInput, TitleInput } from "../platform/shapes.ts";
import { Contact } from "./contact-model.ts";
import { Municipality, Retention } from "./model.ts";

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
