import { putVote } from "../../lib/meetings/store.ts";
import type { Vote } from "../../lib/meetings/vote-model.ts";
import { keys, SCHEMA } from "../../lib/table.ts";
import { loadSession, putSession } from "../../lib/sessions/store.ts";
import type { SessionStatus } from "../../lib/sessions/states.ts";
import { aSession } from "./builders.ts";
import { mustBe } from "./world.ts";
import type { Client, World } from "./world.ts";

interface Town {
  readonly secretary: Client;
  readonly at: string;
  readonly atBody: string;
}

/** A session of the past that was held: gives back its id. */
export async function heldSession({ secretary, atBody }: Town, start: string): Promise<string> {
  const held = aSession({ start, status: "held" });
  return mustBe(201, await secretary.post(`${atBody}/sessions`, held)).body.id;
}

/** The same session, now in another status, with these items dealt with. */
export async function become(
  { machine: { table } }: World,
  town: string,
  id: string,
  status: SessionStatus,
): Promise<void> {
  const session = await loadSession(table, town, id);
  const after = { ...session, status, version: session.version + 1 };
  await table.transact([putSession(after, session.timeZone, session.version)]);
}

/** A vote that was taken in a session. */
export const aVote = (overrides: Partial<Vote> = {}): Vote => ({
  municipality: "vilanova",
  session: "",
  n: 1,
  item: "1",
  about: "matter",
  question: null,
  method: "show-of-hands",
  present: 5,
  counts: { yes: 4, no: 1, abstentions: 0 },
  absentAsAbstentions: 0,
  ballots: [],
  majority: "simple",
  needed: null,
  castingVote: null,
  repeats: null,
  outcome: "carried",
  articles: ["Llei 26/2010, 19.1"],
  dissent: [],
  at: "2016-01-08T18:00:00Z",
  ...overrides,
});

export const record = ({ machine: { table } }: World, vote: Vote): Promise<void> =>
  table.transact([putVote(vote)]);

/** As much of minutes as agreements look at. */
export const minutes = (
  { machine: { table } }: World,
  town: string,
  session: string,
  [version, status]: [number, string],
): Promise<void> =>
  table.transact([{ put: { ...keys.minutes(town, session, version), schema: SCHEMA, status } }]);
