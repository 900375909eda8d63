import { isDeepStrictEqual } from "node:util";
import { daysOfStay, isTooLong } from "../places/lock.ts";
import type { Use } from "../places/model.ts";
import { stayOfUse } from "../places/stay.ts";
import { isZone, parseInstant } from "../platform/zone.ts";
import { startUtcOf } from "../sessions/time.ts";
import { ofSessions } from "./checks-convocations.ts";
import { own, there, twice, zoned } from "./checks-ground.ts";
import type { Ground } from "./checks-ground.ts";
import type { Document, Flaw } from "./document-model.ts";
import type { Draft } from "./draft.ts";
import { heldBySession, heldByUse } from "./room-days.ts";
import type { Holding } from "./room-days.ts";

/** Who holds which room: nobody at a time at which somebody else does. */
export function* roomFlaws({ uses, rooms }: Draft, ground: Ground): Generator<Flaw> {
  const holdings: Holding[] = [];
  yield* twice<unknown>(uses, ({ id }) => id);
  for (const { path, value } of uses) {
    if (!value) continue;
    const flaws = [...useFlaws(path, value, ground)];
    yield* flaws;
    if (flaws.length === 0) holdings.push(heldByUse(path, value));
  }
  yield* ofSessions(rooms, () => [], ground);
  for (const { path, value } of rooms) {
    if (!value) continue;
    yield* there(`${path}.place`, "place", value.place, ground.places);
    const flaws = [...daysFlaws(path, value, ground)];
    yield* flaws;
    if (flaws.length === 0 && value.held) holdings.push(heldBySession(path, value));
  }
  yield* overlaps(holdings);
}

function* useFlaws(path: string, use: Use, ground: Ground): Generator<Flaw> {
  yield* own(path, { municipality: use.municipality }, ground);
  yield* there(`${path}.place`, "place", use.place, ground.places);
  yield* there(`${path}.body`, "body", use.body, ground.bodies);
  if (use.entity?.municipality === ground.town)
    yield* there(`${path}.entity.id`, "entity", use.entity?.id, ground.entities);
  yield* zoned(path, use.timeZone);
  if (!isZone(use.timeZone)) return;
  if (startUtcOf(use.start, use.timeZone) === null)
    yield { path: `${path}.start`, message: "does not exist on that clock" };
  else if (isTooLong(stayOfUse(use)))
    yield { path: `${path}.duration`, message: "is too long for a stay in a room" };
}

/** The days that a session locks are those on which it is there; where it could not have the room, none. */
function* daysFlaws(
  path: string,
  { place, from, to, days, held }: Document["rooms"][number],
  { timeZone: zone }: Ground,
): Generator<Flaw> {
  const stay = { place, from: parseInstant(from) ?? NaN, to: parseInstant(to) ?? NaN };
  if (!(stay.from <= stay.to))
    yield { path: `${path}.to`, message: "must be an instant that is not before `from`" };
  else if (zone === null || !isZone(zone)) return;
  else if (held && isTooLong(stay)) yield { path: `${path}.to`, message: "is too long for a stay in a room" };
  else if (!isDeepStrictEqual(days, held ? daysOfStay(stay, zone) : []))
    yield {
      path: `${path}.days`,
      message: "must be the local days from `from` to `to`, none where it is not held",
    };
}

function* overlaps(holdings: readonly Holding[]): Generator<Flaw> {
  const longest = new Map<string, Holding>();
  for (const each of holdings.toSorted((a, b) => (a.hold.from < b.hold.from ? -1 : 1))) {
    const { path, place, hold } = each;
    const other = longest.get(place)?.hold;
    if (other && other.from < hold.to && hold.from < other.to)
      yield { path, message: `'${other.by.id}' has '${place}' at that time` };
    if (!other || other.to < hold.to) longest.set(place, each);
  }
}
