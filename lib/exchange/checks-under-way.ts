import { parseInstant } from "../platform/zone.ts";
import { Timer } from "../platform/timers.ts";
import { there } from "./checks-ground.ts";
import type { Ground } from "./checks-ground.ts";
import type { Flaw } from "./document-model.ts";
import type { Draft } from "./draft.ts";
import { isUnderWay } from "./under-way.ts";

/** The timers of a document that can be read, each with where it stands. */
export const timersOf = ({ timers }: Draft): { path: string; timer: Timer }[] =>
  timers.flatMap((raw, i) => {
    const { data } = Timer.safeParse(raw);
    return data ? [{ path: `$.underWay.timers[${i}]`, timer: data }] : [];
  });

/** The people who are erased, and are yet to be taken from their seats. */
export const forgotten = (draft: Draft): string[] =>
  timersOf(draft).flatMap(({ timer: { kind, reference } }) =>
    kind === "forget" && reference[1] !== undefined ? [reference[1]] : [],
  );

export function* underWayFlaws(draft: Draft, ground: Ground): Generator<Flaw> {
  const timers = timersOf(draft);
  for (const { path, timer } of timers) {
    if (!isUnderWay(timer, ground.town ?? "", ground))
      yield {
        path,
        message:
          "is not one that a document holds: to dissolve a body, to forget someone erased, to convene, tell, send, remind, to tell who booked, to remove bytes",
      };
    else yield* referenceFlaws(`${path}.reference`, timer, ground);
    if (parseInstant(timer.due) === null)
      yield { path: `${path}.due`, message: 'must be an instant like "2015-12-04T23:00:00Z"' };
  }
  const dissolving = new Set(
    timers.flatMap(({ timer: { kind, reference } }) => (kind === "dissolve" ? [reference[1]] : [])),
  );
  for (const body of Object.keys(draft.dissolving.value?.bodies ?? {}))
    if (!dissolving.has(body))
      yield {
        path: `${draft.dissolving.path}.bodies`,
        message: `'${body}' needs a timer that carries it through`,
      };
}

/** What a timer works on must be there; a body may be left out of a look at all of them. */
function* referenceFlaws(path: string, { kind, reference }: Timer, ground: Ground): Generator<Flaw> {
  const [first, second = "", third = ""] = reference;
  if (kind === "dissolve") yield* there(`${path}[1]`, "body", second, ground.bodies);
  else if (kind === "convene" && first === "body") yield* there(`${path}[2]`, "body", third, ground.bodies);
  else if (kind !== "convene" && kind !== "forget" && kind !== "documents") {
    yield* there(`${path}[1]`, "session", second, ground.sessions);
    // Of whoever booked: their code, or nothing, for all of a session.
    if (kind === "bookings") return;
    if (!/^\d{1,3}$/.test(third)) yield { path: `${path}[2]`, message: "must be the number of a version" };
  }
}
