import { Refusal } from "../errors.ts";
import { auditEntry, carryOut, mustFit } from "./commit.ts";
import type { CommittedAnswer, Deed } from "./commit.ts";
import { isRetryable } from "./contract.ts";
import type { Asked, Context, Operation, Route } from "./contract.ts";
import type { HttpEvent } from "./http.ts";
import { committedAnswer, digestOf, idempotencyRecord } from "./idempotency.ts";
import type { Retry } from "./idempotency.ts";
import type { Role } from "./caller.ts";
import { permit } from "./permit.ts";
import type { Place } from "./permit.ts";
import type { Platform } from "./platform.ts";
import type { Write } from "./writes.ts";

/** A parsed request of a route, and what it stands on. */
export interface Occasion {
  readonly platform: Platform;
  readonly name: string;
  readonly route: Route;
  readonly asked: Asked<Route>;
  readonly event: HttpEvent;
  readonly now: number;
}

/** Runs the operation, once per Idempotency-Key: a retry gets what the first try committed. */
export async function answerOnce(occasion: Occasion, operation: Operation<Route>): Promise<CommittedAnswer> {
  const { platform, name, asked, event, now } = occasion;
  const by = asked.caller?.id ?? "anonymous";
  const town = event.pathParameters?.["municipality"] ?? "";
  const retry = retryOf(occasion, by, town);
  const before = retry && (await committedAnswer(platform.table, retry, now));
  if (before) return before;

  const commit = async <A extends CommittedAnswer>(
    answer: A,
    writes: readonly Write[],
    about: Deed["about"],
  ) => {
    const { realm = town, ...rest } = about;
    const deed = { realm: String(realm), by, operation: name, about: rest };
    const record = retry ? [idempotencyRecord(retry, answer, now)] : [];
    const all = [...record, ...writes, auditEntry(platform, deed)];
    mustFit(all);
    await carryOut(platform.table, all);
    return answer;
  };
  const mayPass = (allowed: readonly Role[], place: Place): Promise<void> =>
    permit(platform.table, asked.caller, allowed, place, now);
  const context: Context = {
    ...platform,
    now,
    commit,
    permit: mayPass,
    allows: (allowed, place) => mayPass(allowed, place).then(() => true, isNo),
  };
  try {
    return await operation(asked, context);
  } catch (error) {
    // Refused because its equal was faster, and changed what this one read: their answer is ours, too.
    const theirs = retry && error instanceof Refusal && (await committedAnswer(platform.table, retry, now));
    if (theirs) return theirs;
    throw error;
  }
}

/** A refusal is a no; anything else is a failure. */
function isNo(error: unknown): false {
  if (error instanceof Refusal) return false;
  throw error;
}

function retryOf({ route, name, asked, event }: Occasion, caller: string, town: string): Retry | null {
  const { idempotencyKey: key, path, query } = asked;
  if (key === null || !isRetryable(route)) return null;
  return {
    town,
    caller,
    route: name,
    key,
    digest: digestOf(path, query, route.isUntraceable ? null : event.body),
  };
}
