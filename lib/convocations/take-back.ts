import type { Platform } from "../platform/platform.ts";
import type { Write } from "../platform/writes.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { cancellationOf } from "./decide.ts";
import { findConvocation } from "./store.ts";
import { goesOut, settled } from "./writes.ts";

interface TakenBack {
  /** The session as it is to be saved: a cancellation is a version of its convocation. */
  readonly session: StoredFullSession;
  readonly writes: readonly Write[];
}

/** What cancelling a session means for its convocation: who was told of it is told, and nothing is awaited any more. */
export async function takeBack(
  { table, keys, newId }: Pick<Platform, "table" | "keys" | "newId">,
  before: StoredFullSession,
  after: StoredFullSession,
  { by, now }: { readonly by: string; readonly now: number },
): Promise<TakenBack> {
  const rest = await settled(table, before);
  const last =
    before.status === "convened"
      ? await findConvocation(table, before.municipality, before.id, before.convocations)
      : null;
  if (!last) return { session: after, writes: rest };
  const session = { ...after, convocations: before.convocations + 1 };
  const convocation = cancellationOf(session, last, { reason: after.reason, by, now, salt: newId() });
  return { session, writes: [...goesOut(convocation, await keys()), ...rest] };
}
