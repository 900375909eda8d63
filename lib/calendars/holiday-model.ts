import * as z from "zod";
import { Area } from "../municipalities/id-model.ts";
import { CalendarDate, Title } from "../platform/shapes.ts";

/** A declared holiday that a session falls on. */
export const Holiday = z
  .object({ date: CalendarDate, name: Title, area: Area, confirmed: z.boolean() })
  .meta({ id: "Holiday", description: "The declared holiday that a session falls on" });
export type Holiday = z.infer<typeof Holiday>;
