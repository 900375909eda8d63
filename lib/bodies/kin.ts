import { everything } from "../platform/dynamo.ts";
import type { Table } from "../platform/dynamo.ts";
import { holds, isOver, isToCome } from "../platform/validity.ts";
import { keys } from "../table.ts";
import { LineageEvent } from "./lineage-model.ts";
import { StoredBody } from "./model.ts";
import type { BodyPage } from "./page-model.ts";
import { lifeOf, nameOn } from "./show.ts";

type Kin = BodyPage["predecessors"];

/** A body and what happened to it. */
interface Life {
  readonly body: StoredBody;
  readonly events: readonly LineageEvent[];
}

const others = (parties: Kin, id: string): Kin => parties.filter((party) => party.id !== id);

/** The bodies that became this one. */
export const predecessorsOf = (id: string, events: readonly LineageEvent[]): Kin =>
  events
    .filter(({ resulting }) => resulting.some((party) => party.id === id))
    .flatMap(({ original }) => others(original, id));

/** The bodies that this one became. */
export const successorsOf = (id: string, events: readonly LineageEvent[]): Kin =>
  events
    .filter(({ original }) => original.some((party) => party.id === id))
    .flatMap(({ resulting }) => others(resulting, id));

const MOST_STEPS = 30; // of a family of bodies; the largest merger takes twelve

/**
 * Who acted on a day in a body's stead: itself if it did, else those before it or after it, as far back or on as
 * needed. With "not-known" where dates are partial. Costs nothing when the body itself acted.
 */
export async function actingFor(table: Table, start: Life, day: string): Promise<BodyPage["acting"]> {
  const acting: BodyPage["acting"] = [];
  const seen = new Set([start.body.id]);
  const next: (Life | { readonly id: string })[] = [start];
  for (let step = 0; next.length > 0 && step < MOST_STEPS; step++) {
    const one = next.shift();
    const life = one && ("body" in one ? one : await lifeAt(table, start.body.municipality, one.id));
    if (!life) continue;
    const { body, events } = life;
    const inForce = holds(lifeOf(body), day);
    if (inForce !== "no") acting.push({ id: body.id, name: nameOn(body, day), inForce });
    if (inForce === "yes") continue;
    // Back along what was still to come on that day, on along what had happened: both where that is not known.
    const kin = [
      ...predecessorsOf(
        body.id,
        events.filter(({ date }) => !isOver({ until: date }, day)),
      ),
      ...successorsOf(
        body.id,
        events.filter(({ date }) => !isToCome(date, day)),
      ),
    ];
    for (const { id } of kin) if (!seen.has(id)) next.push({ id });
    for (const { id } of kin) seen.add(id);
  }
  return acting;
}

async function lifeAt(table: Table, town: string, id: string): Promise<Life | null> {
  let body: StoredBody | null = null;
  const events: LineageEvent[] = [];
  for await (const item of everything(table, { ...keys.bodyHistory(town, id), consistent: true }))
    if (item.sk === keys.body(town, id).sk) body = StoredBody.parse(item);
    else events.push(LineageEvent.parse(item));
  return body && { body, events };
}
