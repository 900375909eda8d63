import { reconsider } from "../convocations/timers.ts";
import { loadBody } from "../bodies/store.ts";
import { Refusal } from "../errors.ts";
import type { Operation } from "../platform/contract.ts";
import { mustMatch } from "../platform/http.ts";
import { setTimer } from "../platform/timers.ts";
import { dateAt } from "../platform/zone.ts";
import { effectiveRules } from "./effective.ts";
import type { BodyRules } from "./model.ts";
import type { Profile } from "./profile.ts";
import { profiles } from "./profiles/profiles.ts";
import type { law } from "./routes.ts";
import { allRules, putRules as put, rulesOn } from "./store.ts";

export { calculateNotice } from "./calculate.ts";

type Chart = typeof law;

export const getRules: Operation<Chart["getRules"]> = async ({ path, query }, { table, now }) => {
  const { municipality, body: id } = path;
  const body = await loadBody(table, municipality, id);
  const at = query.at ?? dateAt(now, body.timeZone);
  const rules = await rulesOn(table, municipality, id, at);
  return { status: 200, body: rules ? shown(rules, at) : noneKnown(municipality, id, at) };
};

export const putRules: Operation<Chart["putRules"]> = async (
  { path, body: input, ifMatch },
  { table, commit, now },
) => {
  const { municipality, body } = path;
  await loadBody(table, municipality, body);
  const all = await allRules(table, municipality, body);
  const before = all.find(({ from }) => from === input.from) ?? null;
  if (before && ifMatch === null)
    throw new Refusal(
      "version-needed",
      `Rules from ${input.from} are there already: read them and send their ETag as If-Match.`,
    );
  if (before) mustMatch(ifMatch, before.version);
  const rules: BodyRules = { ...input, municipality, body, version: (before?.version ?? 0) + 1 };
  return commit(
    {
      status: before ? 200 : 201,
      body: shown(rules, rules.from),
      location: `/v1/municipalities/${municipality}/bodies/${body}/rules?at=${rules.from}`,
    },
    [put(rules, before?.version ?? null), setTimer(reconsider(municipality, body, now))],
    { body, from: rules.from, profile: rules.profile, version: rules.version },
  );
};

function shown(rules: BodyRules, at: string) {
  const profile: Profile = profiles[rules.profile];
  return { ...rules, at, reading: profile.reading ?? null, ...effectiveRules(rules) };
}

/** Nobody said what governs it: nothing is claimed. */
const noneKnown = (municipality: string, body: string, at: string) => ({
  municipality,
  body,
  at,
  from: null,
  profile: null,
  reading: null,
  act: null,
  own: {},
  rules: {},
  warnings: [],
  version: 0,
});
