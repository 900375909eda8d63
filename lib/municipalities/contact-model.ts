import * as z from "zod";
import { Line } from "../platform/shapes.ts";

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
