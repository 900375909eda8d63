import { reconsider } from "../convocations/timers.ts";
import { badInput, Refusal } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { dayAsked } from "../municipalities/today.ts";
import type { Caller } from "../platform/caller.ts";
import type { Operation } from "../platform/contract.ts";
import { mustMatch } from "../platform/http.ts";
import { idFor } from "../platform/naming.ts";
import { given } from "../platform/shapes.ts";
import { setTimer } from "../platform/timers.ts";
import { dateAt } from "../platform/zone.ts";
import { holds, isOrdered } from "../platform/validity.ts";
import { claimPrefix } from "../sessions/claim.ts";
import { territoryStore } from "../territories/store.ts";
import { challengeStore } from "../challenges/store.ts";
import { StoredBody } from "./model.ts";
import { bodyOn } from "./page.ts";
import { relatedTo, wasInForce } from "./relation-store.ts";
import type { bodies } from "./routes.ts";
import { briefOn, publicBody } from "./show.ts";
import { bodyPage, bodyWrites, loadBody } from "./store.ts";
import { textsOf } from "./texts.ts";

export { recordEvent } from "./lineage.ts";
export { createRelation, getRelation, listRelations, updateRelation } from "./relate.ts";

type Chart = typeof bodies;

export const listBodies: Operation<Chart["listBodies"]> = async ({ path, query }, { table, now }) => {
  const { municipality: town } = path;
  const { at, challenge, territory, ...paged } = query;
  const day = await dayAsked(table, town, at === "ever" ? undefined : at, now);
  const hanging = new Set<string>();
  if (challenge !== undefined) {
    await challengeStore.load(table, town, challenge);
    for await (const relation of relatedTo(table, town, { type: "challenge", id: challenge }))
      if (at === "ever" || wasInForce(relation, day) !== "no") hanging.add(relation.body);
  }
  const { items, cursor } = await bodyPage(
    table,
    town,
    paged,
    (entry) =>
      (challenge === undefined || hanging.has(entry.id)) &&
      (territory === undefined || entry.territory === territory) &&
      (at === "ever" || holds(entry, day) !== "no"),
  );
  return { status: 200, body: { items: items.map((entry) => briefOn(entry, town, day)), cursor } };
};

export const createBody: Operation<Chart["createBody"]> = async (
  { path, body, caller },
  { table, commit, now },
) => {
  const { municipality } = path;
  const { language, timeZone } = await loadMunicipality(table, municipality, "eventually");
  mayShare(caller, municipality, body.sharedWith, []);
  const texts = textsOf(language, body);
  const id = idFor(body.id, texts.name ?? {});
  const created = StoredBody.parse({
    ...body,
    ...texts,
    id,
    municipality,
    timeZone,
    recorded: dateAt(now, timeZone),
    version: 1,
  });
  return commit(
    {
      status: 201,
      body: publicBody(created),
      location: `/v1/municipalities/${municipality}/bodies/${id}`,
    },
    [
      ...bodyWrites(null, created),
      claimPrefix(municipality, id),
      ...(created.territory === null ? [] : [territoryStore.mustBeThere(municipality, created.territory)]),
    ],
    { body: id },
  );
};

export const getBody: Operation<Chart["getBody"]> = async ({ path, query }, { table, now }) => ({
  status: 200,
  body: await bodyOn(table, path.municipality, path.body, query.at, now),
});

export const updateBody: Operation<Chart["updateBody"]> = async (
  { path, body, ifMatch, caller },
  { table, commit, now },
) => {
  const { municipality } = path;
  const [{ language }, before] = await Promise.all([
    loadMunicipality(table, municipality, "eventually"),
    loadBody(table, municipality, path.body),
  ]);
  mustMatch(ifMatch, before.version);
  mayShare(caller, municipality, body.sharedWith ?? before.sharedWith, before.sharedWith);
  const after = { ...before, ...given({ ...body, ...textsOf(language, body) }), version: before.version + 1 };
  const { territory, founded, dissolved } = after;
  if (!isOrdered({ from: founded?.date, until: dissolved?.date }))
    throw badInput([["$.founded.date", `must not be after ${dissolved?.date ?? ""}, when it was dissolved`]]);
  return commit(
    { status: 200, body: publicBody(after) },
    [
      ...bodyWrites(before, after),
      ...(territory === null || territory === before.territory
        ? []
        : [territoryStore.mustBeThere(municipality, territory)]),
      ...(body.convening === undefined ? [] : [setTimer(reconsider(municipality, after.id, now))]),
    ],
    { body: after.id, version: after.version },
  );
};

/** Sharing a body lets it name entities of other towns, which see it on their pages: no single town decides that. */
function mayShare(
  caller: Caller | null,
  town: string,
  wanted: readonly string[],
  present: readonly string[],
): void {
  const own = wanted.indexOf(town);
  if (own >= 0) throw badInput([[`$.sharedWith[${own}]`, "is the town itself: name the others"]]);
  if (wanted.join() === present.join()) return;
  if (caller?.offices.some(({ role }) => role === "operator")) return;
  throw new Refusal(
    "forbidden",
    "Only the operator changes `sharedWith`: ask for it, and leave it out here.",
  );
}
