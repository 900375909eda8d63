import type { Refusal } from "../errors.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { StoredCounts, StoredSurvey } from "./model.ts";

export async function findSurvey(table: Table, town: string, target: string): Promise<StoredSurvey | null> {
  const item = await table.get(keys.survey(town, target));
  return item ? StoredSurvey.parse(item) : null;
}

export async function findCounts(table: Table, town: string, target: string): Promise<StoredCounts | null> {
  const item = await table.get(keys.surveyCounts(town, target));
  return item ? StoredCounts.parse(item) : null;
}

export const putSurvey = (survey: StoredSurvey, versionRead: number | null): Write => ({
  put: { ...keys.survey(survey.municipality, survey.target), ...survey },
  when: versionRead === null ? "absent" : { is: { version: versionRead } },
});

/** The sums, if they still are as they were read; `otherwise` tells that someone else answered meanwhile. */
export const putCounts = (counts: StoredCounts, nRead: number | null, otherwise: Refusal): Write => ({
  put: { ...keys.surveyCounts(counts.municipality, counts.target), ...counts },
  when: nRead === null ? "absent" : { is: { n: nRead } },
  otherwise,
});

/** Guards what is asked: nobody has answered. */
export const mustBeUnanswered = (town: string, target: string, otherwise: Refusal): Write => ({
  check: keys.surveyCounts(town, target),
  when: "absent",
  otherwise,
});

/** Guards the first answer: it is still what is asked. */
export const surveyMustBeAsRead = ({ municipality, target, version }: StoredSurvey): Write => ({
  check: keys.survey(municipality, target),
  when: { is: { version } },
});
