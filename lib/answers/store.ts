import { memberKey } from "../ledger/store.ts";
import { everything } from "../platform/dynamo.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { StoredAnswer } from "./model.ts";

export async function findAnswer(
  table: Table,
  town: string,
  session: string,
  seat: string,
): Promise<StoredAnswer | null> {
  const item = await table.get(keys.answer(town, session, seat));
  return item ? StoredAnswer.parse(item) : null;
}

/** What the members of a session said, seat by seat. */
export async function* eachAnswer(table: Table, town: string, session: string): AsyncGenerator<StoredAnswer> {
  for await (const item of everything(table, { ...keys.answersOf(town, session), consistent: true }))
    yield StoredAnswer.parse(item);
}

/** Whether an answer is of whoever sits there now, and about the day on which the session is to be. */
export const isCurrent = (
  answer: Pick<StoredAnswer, "tenure" | "start">,
  { tenure, start }: { readonly tenure: number; readonly start: string },
): boolean => answer.tenure === tenure && answer.start === start;

/** The members, by seat and tenure, who said that they will not come themselves on that day. */
export async function declined(
  table: Table,
  town: string,
  session: string,
  start: string,
): Promise<Set<string>> {
  const members = new Set<string>();
  for await (const answer of eachAnswer(table, town, session))
    if (answer.reply !== "attends" && answer.start === start) members.add(memberKey(answer));
  return members;
}

export const putAnswer = (answer: StoredAnswer, versionRead: number | null): Write => ({
  put: { ...keys.answer(answer.municipality, answer.session, answer.seat), ...answer },
  when: versionRead === null ? "absent" : { is: { version: versionRead } },
});
