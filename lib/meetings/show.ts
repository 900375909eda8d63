import type { z } from "zod";
import type { Meeting } from "./model.ts";
import type { ShownMeeting } from "./routes-model.ts";

/** A meeting without what was frozen with it: the rules have an address of their own. */
export function shownMeeting(meeting: Meeting): z.input<typeof ShownMeeting> {
  const { rules: _, ...shown } = meeting;
  return shown;
}
