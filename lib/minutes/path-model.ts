import * as z from "zod";
import { SessionPath } from "../sessions/id-model.ts";

export const MinutesPath = SessionPath.extend({ version: z.coerce.number().int().min(1).max(999) });
