import { isDeepStrictEqual } from "node:util";
import { badInput, Refusal } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Context, Operation } from "../platform/contract.ts";
import { mustMatch } from "../platform/http.ts";
import { inLanguage } from "../platform/shapes.ts";
import type { Write } from "../platform/writes.ts";
import { loadSession } from "../sessions/store.ts";
import { endOf } from "../sessions/time.ts";
import { counted, resultsOf } from "./count.ts";
import type { StoredCounts, StoredSurvey, Survey } from "./model.ts";
import type { surveys } from "./routes.ts";
import {
  findCounts,
  findSurvey,
  mustBeUnanswered,
  putCounts,
  putSurvey as put,
  surveyMustBeAsRead,
} from "./store.ts";
import { OF_A_PAGE, OF_A_SESSION, SCALE } from "./texts.ts";

type Chart = typeof surveys;

/** A public form may be sent by a whole room at once, each to the same sums: they step back further each time. */
const MOST_TRIES = 25;
const FIRST_PAUSE_MILLISECONDS = 100;
const LONGEST_PAUSE_MILLISECONDS = 1_600;

export const getSurvey: Operation<Chart["getSurvey"]> = async ({ path }, context) => {
  const { municipality, target } = path;
  const [survey, kept] = await Promise.all([
    askedAbout(context, municipality, target),
    findCounts(context.table, municipality, target),
  ]);
  return { status: 200, body: shown(survey, kept) };
};

export const putSurvey: Operation<Chart["putSurvey"]> = async ({ path, body, ifMatch }, context) => {
  const { municipality, target } = path;
  const { table, commit } = context;
  const [{ language }, before, kept] = await Promise.all([
    loadMunicipality(table, municipality, "eventually"),
    findSurvey(table, municipality, target),
    findCounts(table, municipality, target),
  ]);
  if (before && ifMatch === null)
    throw new Refusal("version-needed", "It is there already: read it and send its ETag.");
  if (before) mustMatch(ifMatch, before.version);
  const statements = body.statements?.map(({ id, text }) => ({ id, text: inLanguage(language, text) }));
  const survey: StoredSurvey = {
    municipality,
    target,
    statements: statements ?? before?.statements ?? [...OF_A_PAGE],
    isOpen: body.isOpen,
    version: (before?.version ?? 0) + 1,
  };
  const isSame = isDeepStrictEqual(survey.statements, before?.statements);
  return commit(
    { status: before ? 200 : 201, body: shown(survey, kept) },
    [
      put(survey, before?.version ?? null),
      ...(isSame ? [] : [mustBeUnanswered(municipality, target, ANSWERED)]),
    ],
    { survey: target, version: survey.version },
  );
};

const ANSWERED = new Refusal(
  "wrong-state",
  "Somebody answered already, so what is asked stays: ask anew under another name.",
);

/**
 * Adds one answer to the sums. Nothing of it is kept by itself: no person, no address, no time but that of the audit entry,
 * which says that somebody answered and not what. Whoever sends the same twice without an Idempotency-Key counts twice.
 */
export const answerSurvey: Operation<Chart["answerSurvey"]> = async ({ path, body }, context) => {
  const { municipality, target } = path;
  const survey = await askedAbout(context, municipality, target);
  if (!survey.isOpen)
    throw new Refusal("wrong-state", "It is not open: a session is asked about once it is over.");
  mustAnswerAll(survey, body.points);
  for (let attempt = 1; ; attempt++)
    try {
      const before = await findCounts(context.table, municipality, target);
      const writes: Write[] = [
        putCounts(counted(before, survey, body.points), before?.n ?? null, OVERTAKEN),
        ...(before || survey.version === 0 ? [] : [surveyMustBeAsRead(survey)]),
      ];
      return await context.commit({ status: 200, body: { counted: true } }, writes, { survey: target });
    } catch (error) {
      if (error !== OVERTAKEN || attempt >= MOST_TRIES) throw error;
      await pause(
        context.random() * Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** attempt, LONGEST_PAUSE_MILLISECONDS),
      );
    }
};

const OVERTAKEN = new Refusal("changed-meanwhile", "Many answer at this moment: send it once more.");

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** 400 for statements without a point, and points for none. */
function mustAnswerAll({ statements }: StoredSurvey, points: Readonly<Record<string, number>>): void {
  const asked = new Set(statements.map(({ id }) => id));
  const faults: [string, string][] = [
    ...[...asked]
      .filter((id) => !Object.hasOwn(points, id))
      .map((id): [string, string] => [`$.points.${id}`, "is missing"]),
    ...Object.keys(points)
      .filter((id) => !asked.has(id))
      .map((id): [string, string] => [`$.points.${id}`, "is not asked"]),
  ];
  if (faults.length > 0) throw badInput(faults);
}

const NEVER_ASKED = ["not-held", "cancelled", "lapsed", "proposed"];

/** What is asked about a target; 404 where there is no such session, or nobody opened the page. */
async function askedAbout(
  { table, now }: Context,
  municipality: string,
  target: string,
): Promise<StoredSurvey> {
  if (target.startsWith("page-")) {
    const survey = await findSurvey(table, municipality, target);
    if (!survey) throw new Refusal("not-found", `Nothing is asked about '${target}' in '${municipality}'.`);
    return survey;
  }
  const session = await loadSession(table, municipality, target.slice("session-".length));
  const isOver = session.status === "held" || endOf(session) <= now;
  return {
    municipality,
    target,
    statements: [...OF_A_SESSION],
    isOpen: isOver && !NEVER_ASKED.includes(session.status),
    version: 0,
  };
}

const shown = (
  { municipality, target, statements, isOpen, version }: StoredSurvey,
  kept: StoredCounts | null,
): Survey => ({
  municipality,
  target,
  statements,
  scale: [...SCALE],
  isOpen,
  results: resultsOf(kept, statements),
  version,
});
