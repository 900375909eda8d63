import * as z from "zod";
import { CalendarDate, Slug } from "../platform/shapes.ts";

export const AtQuery = z.strictObject({ at: CalendarDate.optional() });
export const BodyPath = z.object({ municipality: Slug, body: Slug });
