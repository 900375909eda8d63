import { join } from "./parts.ts";

/** A line of what a body has still to see to, as its key tells it. */
export type FollowUp =
  | {
      readonly about: "agreement";
      readonly state: string;
      /** Null: nobody said. */
      readonly due: string | null;
      readonly session: string;
    }
  | { readonly about: "minutes"; readonly start: string; readonly session: string };

/** Reads of what a body has still to see to (meeting-keys.ts writes them). */
export const followUpKeys = {
  /**
   * What is not over: agreements in progress and open, and minutes that wait to be approved, in one range. "done" and
   * "dropped" sort before "in-progress", so that what is over is never read, however much of it there is.
   */
  underWay: (town: string, body: string) => ({
    pk: join("FOLLOWUP", town, body),
    from: join("AGREEMENT", "in-progress", ""),
  }),
} as const;

/** What a line of that partition is about; null for one that this does not know. */
export function followUpOf(sortKey: string): FollowUp | null {
  const [about, one = "", two = "", three = ""] = sortKey.split("#");
  if (about === "AGREEMENT")
    return { about: "agreement", state: one, due: two === "~" ? null : two, session: three };
  return about === "MINUTES" ? { about: "minutes", start: one, session: two } : null;
}
