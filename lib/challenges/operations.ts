import { agreementsOn } from "../agreements/following-store.ts";
import { bodiesOf } from "../bodies/relation-store.ts";
import { badInput } from "../errors.ts";
import { dayAsked } from "../municipalities/today.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Operation } from "../platform/contract.ts";
import { mustMatch } from "../platform/http.ts";
import { idFor } from "../platform/naming.ts";
import { given, inLanguage } from "../platform/shapes.ts";
import { dateAt } from "../platform/zone.ts";
import { holds, isOrdered, ORDER } from "../platform/validity.ts";
import type { StoredChallenge } from "./model.ts";
import type { challenges } from "./routes.ts";
import { challengeStore } from "./store.ts";

type Chart = typeof challenges;

const shown = (challenge: StoredChallenge, day: string) => ({
  ...challenge,
  inForce: holds(challenge, day),
});

export const listChallenges: Operation<Chart["listChallenges"]> = async ({ path, query }, { table, now }) => {
  const [day, { items, cursor }] = await Promise.all([
    dayAsked(table, path.municipality, query.at, now),
    challengeStore.page(table, path.municipality, query),
  ]);
  const all = items.map((challenge) => shown(challenge, day));
  return { status: 200, body: { items: all.filter(({ inForce }) => inForce !== "no"), cursor } };
};

export const createChallenge: Operation<Chart["createChallenge"]> = async (
  { path, body },
  { table, commit, now },
) => {
  const { municipality } = path;
  const { language, timeZone } = await loadMunicipality(table, municipality, "eventually");
  const today = dateAt(now, timeZone);
  const name = inLanguage(language, body.name);
  const challenge = {
    ...body,
    id: idFor(body.id, name),
    municipality,
    name,
    description: inLanguage(language, body.description),
    recorded: today,
    version: 1,
  };
  return commit(
    {
      status: 201,
      body: shown(challenge, today),
      location: `/v1/municipalities/${municipality}/challenges/${challenge.id}`,
    },
    [challengeStore.putNew(challenge)],
    { challenge: challenge.id },
  );
};

export const getChallenge: Operation<Chart["getChallenge"]> = async ({ path, query }, { table, now }) => {
  const [day, challenge] = await Promise.all([
    dayAsked(table, path.municipality, query.at, now),
    challengeStore.load(table, path.municipality, path.challenge),
  ]);
  const to = { type: "challenge", id: challenge.id } as const;
  const [bodies, agreements] = await Promise.all([
    bodiesOf(table, path.municipality, to, day),
    agreementsOn(table, path.municipality, to),
  ]);
  return { status: 200, body: { ...shown(challenge, day), bodies, agreements } };
};

export const updateChallenge: Operation<Chart["updateChallenge"]> = async (
  { path, body, ifMatch },
  { table, commit, now },
) => {
  const [{ language, timeZone }, before] = await Promise.all([
    loadMunicipality(table, path.municipality, "eventually"),
    challengeStore.load(table, path.municipality, path.challenge),
  ]);
  mustMatch(ifMatch, before.version);
  const texts = {
    name: inLanguage(language, body.name),
    description: inLanguage(language, body.description),
  };
  const after = { ...before, ...given({ ...body, ...texts }), version: before.version + 1 };
  if (!isOrdered(after)) throw badInput([["$.until", ORDER]]);
  return commit(
    { status: 200, body: shown(after, dateAt(now, timeZone)) },
    [challengeStore.put(after, before.version)],
    { challenge: after.id, version: after.version },
  );
};
