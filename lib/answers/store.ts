import { everything } from "../platform/dynamo.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys, SCHEMA } from "../table.ts";
import { Answer } from "./model.ts";

export async function findAnswer(
  table: Table,
  town: string,
  session: string,
  seat: string,
): Promise<Answer | null> {
  const item = await table.get(keys.answer(town, session, seat));
  return item ? Answer.parse(item) : null;
}

/** What the members of a session said, seat by seat. */
export async function* eachAnswer(table: Table, town: string, session: string): AsyncGenerator<Answer> {
  for await (const item of everything(table, { ...keys.answersOf(town, session), consistent: true }))
    yield Answer.parse(item);
}

/** The seats whose members said that they will not come themselves. */
export async function declined(table: Table, town: string, session: string): Promise<Set<string>> {
  const seats = new Set<string>();
  for await (const { seat, reply } of eachAnswer(table, town, session))
    if (reply !== "attends") seats.add(seat);
  return seats;
}

export const putAnswer = (answer: Answer, versionRead: number | null): Write => ({
  put: { ...keys.answer(answer.municipality, answer.session, answer.seat), schema: SCHEMA, ...answer },
  when: versionRead === null ? "absent" : { is: { version: versionRead } },
});
