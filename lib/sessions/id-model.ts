import * as z from "zod";
import { Slug } from "../platform/shapes.ts";

/** A session id: body, series and recurrence date, or body and date. */
export const SessionId = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be a session's id")
  .max(140);

export const SessionKind = z.enum(["ordinary", "extraordinary", "urgent"]).meta({ id: "SessionKind" });

export const SessionPath = z.object({ municipality: Slug, session: SessionId });
