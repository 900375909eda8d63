import type { StoredAnswer } from "../answers/model.ts";
import { eachAnswer } from "../answers/store.ts";
import { secretariat } from "../bodies/offices.ts";
import type { Operation } from "../platform/contract.ts";
import { loadSession } from "../sessions/store.ts";
import type { excuses } from "./routes.ts";
import { loadExcuses } from "./store.ts";

export const listAnswers: Operation<(typeof excuses)["listAnswers"]> = async ({ path }, context) => {
  const { table } = context;
  const session = await loadSession(table, path.municipality, path.session);
  await context.permit(secretariat, { municipality: path.municipality, body: session.body });
  const answers: StoredAnswer[] = [];
  for await (const each of eachAnswer(table, path.municipality, path.session)) answers.push(each);
  const found = await loadExcuses(
    table,
    answers.flatMap(({ excuse: person, ...answer }) => (person === null ? [] : [{ ...answer, person }])),
  );
  const reasons = new Map(found.map(({ seat, reason }) => [seat, reason]));
  return {
    status: 200,
    body: { items: answers.map((each) => ({ ...each, reason: reasons.get(each.seat) ?? null })) },
  };
};
