import { everything } from "../platform/dynamo.ts";
import type { Item, Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { loadSessions } from "../sessions/store.ts";
import { keys } from "../table.ts";
import { StoredFollowing } from "./following-model.ts";
import type { FollowingAgreement } from "./following-model.ts";
import type { StoredAgreement } from "./model.ts";

interface Target {
  readonly type: "challenge" | "plan";
  readonly id: string;
}

/** An agreement as the plan and the challenge show it that it leads to. */
function mirrors(agreement: StoredAgreement): Item[] {
  const { municipality: town, body, session, n, state, due, access, follows, challenge } = agreement;
  const at = (type: Target["type"], id: string, element: string | null): Item => ({
    ...keys.agreementOf(town, type, id, [session, n]),
    body,
    session,
    n,
    state,
    due,
    access,
    element,
  });
  return [
    ...(follows ? [at("plan", follows.plan, follows.element)] : []),
    ...(challenge === null ? [] : [at("challenge", challenge, null)]),
  ];
}

/** The writes that bring what an agreement leads to from what was read to what is to be. */
export function followingWrites(before: StoredAgreement | null, after: StoredAgreement): Write[] {
  const is = mirrors(after);
  const stale = (before ? mirrors(before) : []).filter(({ pk }) => is.every((each) => each.pk !== pk));
  return [
    ...is.map((put): Write => ({ put })),
    ...stale.map(({ pk, sk }): Write => ({ remove: { pk, sk } })),
  ];
}

/** The elements of a plan that agreements carry out, with such an agreement. */
export async function* eachFollowed(
  table: Table,
  town: string,
  plan: string,
): AsyncGenerator<StoredFollowing> {
  for await (const item of everything(table, keys.agreementsOn(town, "plan", plan)))
    yield StoredFollowing.parse(item);
}

const MOST_SHOWN = 100;

/** What everyone may know of the agreements that lead to a plan or a challenge: of sessions that are over; as many as a page shows. */
export async function agreementsOn(
  table: Table,
  town: string,
  { type, id }: Target,
): Promise<FollowingAgreement[]> {
  const { items } = await table.query({ ...keys.agreementsOn(town, type, id), limit: MOST_SHOWN });
  const found = items.map((item) => StoredFollowing.parse(item)).filter(({ access }) => access === "public");
  const sessions = await loadSessions(table, town, [...new Set(found.map(({ session }) => session))]);
  const held = new Set(sessions.filter(({ status }) => status === "held").map((session) => session.id));
  return found
    .filter(({ session }) => held.has(session))
    .map(({ body, session, n, element, state, due }) => ({ body, session, n, element, state, due }));
}
