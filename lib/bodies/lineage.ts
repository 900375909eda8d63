import { Refusal } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import { daysOf, formatDate } from "../platform/civil.ts";
import { MOST_WRITES } from "../platform/commit.ts";
import type { Operation } from "../platform/contract.ts";
import { inLanguage } from "../platform/shapes.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { endingWrites } from "./ending.ts";
import { applyEvent } from "./event.ts";
import type { LineageEvent } from "./lineage-model.ts";
import type { StoredBody } from "./model.ts";
import type { bodies } from "./routes.ts";
import { nameOn } from "./show.ts";
import { bodyWrites, loadBodies, loadBody, mustBeAsRead } from "./store.ts";

/**
 * Records an event in the life of bodies. What it changes of them is one commit; that dissolved ones have no seats
 * and no sessions any more is an intent in the same commit, which readers honour at once.
 */
export const recordEvent: Operation<(typeof bodies)["recordEvent"]> = async (
  { path, body: input },
  { table, commit, newId, now },
) => {
  const { municipality: town, body: id } = path;
  const { language } = await loadMunicipality(table, town, "eventually");
  const named = "of" in input ? input.of : "into" in input ? input.into : [];
  const [subject, found] = await Promise.all([loadBody(table, town, id), loadBodies(table, town, named)]);
  const { changes, original, resulting } = applyEvent(input, subject, found, language);
  const event: LineageEvent = {
    id: newId(),
    municipality: town,
    kind: input.kind,
    date: input.date,
    act: input.act,
    original: original.map(partyOn(input.date)),
    resulting: resulting.map(partyOn(input.date)),
    unnamed: "unnamed" in input ? inLanguage(language, input.unnamed) : null,
    formerName: input.kind === "rename" ? subject.name : null,
  };
  const parties = [...new Set([...original, ...resulting].map((body) => body.id))];
  const dissolved = changes.flatMap(({ before, after }) =>
    after.dissolved && !before.dissolved ? [after] : [],
  );
  const isChanged = ({ id: each }: StoredBody): boolean => changes.some(({ before }) => before.id === each);
  const others = [...original, ...resulting].filter(
    (each, i, all) => all.findIndex(({ id: one }) => one === each.id) === i,
  );
  const writes: Write[] = [
    ...others.filter((each) => !isChanged(each)).map(mustBeAsRead),
    ...changes.flatMap(({ before, after }) => bodyWrites(before, after)),
    ...parties.map((body) => ({
      put: { ...keys.event(town, body, event.date, event.id), ...event },
    })),
    ...(dissolved.length > 0 ? await endingWrites(table, town, dissolved, now) : []),
  ];
  if (writes.length > MOST_WRITES - RECORDS)
    throw new Refusal(
      "too-large",
      `This changes ${writes.length} things at once, ${MOST_WRITES - RECORDS} at most: end relations of these bodies first.`,
    );
  return commit({ status: 201, body: event, location: `/v1/municipalities/${town}/bodies/${id}` }, writes, {
    body: id,
    event: event.id,
    kind: event.kind,
    bodies: parties,
  });
};

/** A body with the name that it had when the event happened. */
const partyOn =
  (date: string) =>
  (body: StoredBody): LineageEvent["original"][number] => ({
    id: body.id,
    name: nameOn(body, formatDate(daysOf(date).last)),
  });

const RECORDS = 2; // the audit entry, the record for retries
