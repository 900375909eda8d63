import { firstDayWithout } from "../bodies/ending.ts";
import type { Endings } from "../bodies/ending.ts";
import type { StoredBody } from "../bodies/model.ts";
import { Refusal } from "../errors.ts";
import { daysOf, formatDate } from "../platform/civil.ts";
import type { Session } from "./model.ts";
import { awaitsItsDay } from "./timers.ts";

/** A session as readers see it while its body is being dissolved: cancelled, before it is rewritten. */
export function honouring<S extends Pick<Session, "body" | "start" | "status" | "sequence" | "version">>(
  session: S,
  endings: Endings,
): S {
  const without = endings[session.body];
  const isLater = without !== undefined && firstDayOf(session.start) >= without;
  if (!isLater || !awaitsItsDay(session.status)) return session;
  // As it will be rewritten: what clients and calendars keep of it is out of date from now on.
  const { sequence, version } = session;
  return { ...session, status: "cancelled", sequence: sequence + 1, version: version + 1 };
}

/** The first day that a start may mean. */
const firstDayOf = (start: string): string => formatDate(daysOf(start).first);

/** Refuses to plan what a body could not hold: it is no more by then. */
export function mustBeAlive(body: StoredBody, { start, status }: Pick<Session, "start" | "status">): void {
  const without = firstDayWithout(body);
  if (without !== null && firstDayOf(start) >= without && awaitsItsDay(status))
    throw new Refusal(
      "wrong-state",
      `'${body.id}' was dissolved ${body.dissolved?.date ?? ""}: plan the session of a body that acts then.`,
    );
}
