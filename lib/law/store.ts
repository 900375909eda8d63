import type { Table } from "../platform/dynamo.ts";
import { everything } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { BodyRules } from "./model.ts";

/** All rules that a body ever had, the earliest first, strongly consistent. */
export async function allRules(table: Table, town: string, body: string): Promise<BodyRules[]> {
  const rules: BodyRules[] = [];
  for await (const item of everything(table, { ...keys.rulesOf(town, body), consistent: true }))
    rules.push(BodyRules.parse(item));
  return rules;
}

/** The rules that hold on a day; null when nobody said which do. */
export const rulesOn = async (
  table: Table,
  town: string,
  body: string,
  day: string,
): Promise<BodyRules | null> =>
  (await allRules(table, town, body)).findLast(({ from }) => from <= day) ?? null;

export const putRules = (rules: BodyRules, versionRead: number | null): Write => ({
  put: { ...keys.rules(rules.municipality, rules.body, rules.from), ...rules },
  when: versionRead === null ? "absent" : { is: { version: versionRead } },
});
