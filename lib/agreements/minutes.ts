import * as z from "zod";
import { everything } from "../platform/dynamo.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { idIn, keys } from "../table.ts";

/** As much as is asked for here of a version of minutes. */
const Version = z.object({ status: z.string() });

/** How the minutes of a session stand: their latest version, and whether any is approved. */
export interface MinutesState {
  readonly version: number | null;
  readonly status: string | null;
  readonly approved: boolean;
  /** Members have them to agree to, or have approved them: what was agreed is what they say. */
  readonly isSettled: boolean;
}

/** How the minutes of a session stand, strongly consistent. */
export async function minutesOf(table: Table, town: string, session: string): Promise<MinutesState> {
  let found: MinutesState = { version: null, status: null, approved: false, isSettled: false };
  for await (const item of everything(table, { ...keys.minutesOf(town, session), consistent: true })) {
    const { status } = Version.parse(item);
    const approved = found.approved || status === "approved";
    found = {
      version: Number(idIn(item.sk)),
      status,
      approved,
      isSettled: approved || status === "circulated",
    };
  }
  return found;
}

/** Of these sessions, those whose minutes are approved. */
export async function approvedOf(
  table: Table,
  town: string,
  sessions: readonly string[],
): Promise<Set<string>> {
  const all = await Promise.all(
    [...new Set(sessions)].map(async (session) =>
      (await minutesOf(table, town, session)).approved ? session : null,
    ),
  );
  return new Set(all.filter((session) => session !== null));
}

/** Guards what approval ends: no minutes were written or approved since these were read. */
export const minutesAsRead = (town: string, session: string, { version, status }: MinutesState): Write =>
  version === null
    ? { check: keys.minutes(town, session, 1), when: "absent" }
    : { check: keys.minutes(town, session, version), when: { is: { status } } };
