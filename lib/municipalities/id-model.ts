import * as z from "zod";
import { Slug } from "../platform/shapes.ts";

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

export const TownPath = z.object({ municipality: Slug });
