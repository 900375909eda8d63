import { StoredAgreement } from "../agreements/model.ts";
import { allVotes, loadMeeting } from "../meetings/store.ts";
import { allConformities, allMinutes, allOpinions } from "../minutes/store.ts";
import type { Table } from "../platform/dynamo.ts";
import { parseInstant } from "../platform/zone.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { keys } from "../table.ts";
import type { Document } from "./document-model.ts";
import { allOf, itemsOf } from "./gather.ts";
import type { heldShapes } from "./held-model.ts";

type Held = Pick<Document, keyof typeof heldShapes>;

const DAY = 86_400_000;

/**
 * Whether anybody may be on record as having come: members come at their hour, to whatever there is, convened or not. What
 * was generated for later and nobody has touched, most of what a town has, was never anybody's to come to.
 */
const mayHaveMet = ({ touched, status, startUtc }: StoredFullSession, now: number): boolean =>
  touched || status !== "planned" || (parseInstant(startUtc ?? "") ?? 0) <= now + DAY;

/** How sessions were held, what was said of it since, and what they agreed. */
export async function readHeld(
  table: Table,
  town: string,
  sessions: readonly StoredFullSession[],
  now: number,
): Promise<Held> {
  const held: Held = {
    meetings: [],
    attendance: [],
    votes: [],
    minutes: [],
    conformities: [],
    opinions: [],
    agreements: [],
  };
  for (const { id } of sessions.filter((session) => mayHaveMet(session, now))) {
    const { meeting, attendance } = await loadMeeting(table, town, id);
    held.attendance.push(...attendance);
    if (!meeting) continue;
    held.meetings.push(meeting);
    held.votes.push(...(await allVotes(table, town, id)));
    held.opinions.push(...(await allOpinions(table, town, id)));
    const minutes = await allMinutes(table, town, id);
    held.minutes.push(...minutes);
    for (const { n } of minutes) held.conformities.push(...(await allConformities(table, town, id, n)));
  }
  // They count from 1: a session that has none has no first one.
  const first = sessions.map(({ id }) => keys.agreement(town, id, 1));
  for (const { session } of await itemsOf(table, first))
    held.agreements.push(...(await allOf(table, keys.agreementsOf(town, String(session)), StoredAgreement)));
  return held;
}
