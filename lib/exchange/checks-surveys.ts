import { isDeepStrictEqual } from "node:util";
import { STEP } from "../surveys/count.ts";
import type { StoredCounts } from "../surveys/model.ts";
import { own, there, twice } from "./checks-ground.ts";
import type { Ground } from "./checks-ground.ts";
import type { Flaw } from "./document-model.ts";
import type { Draft } from "./draft.ts";

const OF_A_SESSION = "session-";

/** What is asked, and the sums of what was answered: of answers themselves nothing is kept that could be held against them. */
export function* surveyFlaws({ surveys, surveyCounts }: Draft, ground: Ground): Generator<Flaw> {
  yield* twice(surveys, ({ value }) => value?.target ?? null, ".target");
  yield* twice(surveyCounts, ({ value }) => value?.target ?? null, ".target");
  for (const { path, value } of [...surveys, ...surveyCounts])
    if (value) yield* own(path, { municipality: value.municipality }, ground);
  for (const { path, value } of surveys)
    if (value?.target.startsWith(OF_A_SESSION))
      yield {
        path: `${path}.target`,
        message: "must be a page: what is asked of sessions is the same of all",
      };
  const asked = new Map(
    surveys.flatMap(({ value }) => (value ? [[value.target, value.statements.map(({ id }) => id)]] : [])),
  );
  const areRead = surveys.every(({ value }) => value);
  for (const { path, value } of surveyCounts) {
    if (!value) continue;
    yield* sumFlaws(path, value);
    if (value.target.startsWith(OF_A_SESSION)) {
      const session = value.target.slice(OF_A_SESSION.length);
      yield* there(`${path}.target`, "session", session, ground.sessions);
    } else if (areRead) yield* askedFlaws(path, value, asked.get(value.target) ?? null);
  }
}

function* askedFlaws(
  path: string,
  { target, counts }: StoredCounts,
  asked: readonly string[] | null,
): Generator<Flaw> {
  if (asked === null)
    yield { path: `${path}.target`, message: `there is no survey '${target}' in this document` };
  else if (!isDeepStrictEqual(Object.keys(counts).toSorted(), asked.toSorted()))
    yield { path: `${path}.counts`, message: "must be those of what is asked" };
}

/** Everyone who answers answers all; what is shown is how that stood at one of the steps. */
function* sumFlaws(path: string, { n, counts, shown }: StoredCounts): Generator<Flaw> {
  const sums = [
    { at: ".counts", n, counts },
    ...(shown ? [{ at: ".shown.counts", n: shown.n, counts: shown.counts }] : []),
  ];
  for (const { at, n: answers, counts: of } of sums)
    for (const [statement, points] of Object.entries(of))
      if (points.some((times) => times < 0) || points.reduce((all, times) => all + times, 0) !== answers)
        yield { path: `${path}${at}.${statement}`, message: `must be ${answers} answers in all` };
  const step = Math.floor(n / STEP) * STEP;
  if ((shown?.n ?? 0) !== step)
    yield { path: `${path}.shown.n`, message: `must be ${step}, the last step of the sums` };
}
