import * as z from "zod";
import { SessionPath } from "../sessions/id-model.ts";

export const ConvocationPath = SessionPath.extend({
  n: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, "must be the number of a version")
    .transform(Number),
});
