import { loadBody } from "../bodies/store.ts";
import { badInput } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { formatCivil, parseCivil } from "../platform/civil.ts";
import type { Operation } from "../platform/contract.ts";
import type { Table } from "../platform/dynamo.ts";
import { civilOf, formatInstant, instantOf, parseInstant } from "../platform/zone.ts";
import { effectiveRule } from "./effective.ts";
import { countBack } from "./count.ts";
import type { law } from "./routes.ts";
import { rulesOn } from "./store.ts";

/** Stores nothing: what anyone may ask about any session, theirs or one that they think of. */
export const calculateNotice: Operation<(typeof law)["calculateNotice"]> = async (
  { path, body: question },
  { table },
) => {
  const town = await loadMunicipality(table, path.municipality);
  const { start: local, timeZone: zone = town.timeZone, areas = town.areas, servedAt } = question;
  const start = parseCivil(local) ?? 0;
  if (instantOf(start, zone) === null)
    throw badInput([["$.start", `does not exist in ${zone}: the clock is put forward over it`]]);
  const { notice, source } = question.notice
    ? { notice: question.notice, source: null }
    : await noticeOf(table, town.id, question.body ?? "", local.slice(0, 10));

  const { limit, steps, unconfirmed, provisional, other } = await countBack(
    table,
    { notice, start, zone },
    areas,
  );
  const served = servedAt === undefined ? null : parseInstant(servedAt);
  return {
    status: 200,
    body: {
      notice,
      source,
      lastLawfulMoment: formatInstant(limit),
      lastLawfulLocal: formatCivil(civilOf(limit, zone)),
      timeZone: zone,
      provisional,
      unconfirmed,
      steps: [...steps],
      otherReading: other && {
        unit: other.unit,
        lastLawfulMoment: formatInstant(other.limit),
        isStricter: other.limit < limit,
      },
      ...(served !== null && { lawful: served <= limit }),
    },
  };
};

/** What the rules of a body say of its notice on the day of the session. */
async function noticeOf(table: Table, town: string, body: string, day: string) {
  await loadBody(table, town, body);
  const rules = await rulesOn(table, town, body, day);
  const rule = rules && effectiveRule(rules, "notice");
  if (!rule)
    throw badInput([
      ["$.body", "no rule says how long before a session it is convened: say the `notice`, or set its rules"],
    ]);
  return { notice: rule.value, source: rule.article };
}
