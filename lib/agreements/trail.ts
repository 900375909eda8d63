import { challengeStore } from "../challenges/store.ts";
import type { Table } from "../platform/dynamo.ts";
import type { StoredPlan } from "../plans/model.ts";
import { planStore } from "../plans/store.ts";
import type { StoredAgreement, Trail } from "./model.ts";

/** From an agreement to the element of a plan that it carries out, up to the top, and to the challenge: its own, else the nearest element's. */
export async function trailOf(
  table: Table,
  { municipality: town, follows, challenge: own }: StoredAgreement,
): Promise<Trail> {
  const plan = follows && (await planStore.find(table, town, follows.plan));
  const elements = plan && follows ? upFrom(plan, follows.element) : [];
  const through = own === null ? (elements.find((each) => each.challenge !== null) ?? null) : null;
  const named = own ?? through?.challenge ?? null;
  const challenge = named === null ? null : await challengeStore.find(table, town, named);
  return {
    plan: plan && { id: plan.id, name: plan.name },
    elements: elements.map(({ id, kind, title, status }) => ({ id, kind, title, status })),
    challenge: challenge && { id: challenge.id, name: challenge.name, element: through?.id ?? null },
  };
}

/** An element and all that it belongs to: parents stand before their children, so there is no circle to run in. */
function upFrom({ elements }: StoredPlan, id: string): StoredPlan["elements"] {
  const up: StoredPlan["elements"] = [];
  let at: string | null = id;
  for (const element of elements.toReversed())
    if (element.id === at) {
      up.push(element);
      at = element.parent;
    }
  return up;
}
