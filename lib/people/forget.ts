import { loadMunicipality } from "../municipalities/store.ts";
import { carryOut, commit } from "../platform/commit.ts";
import type { Platform } from "../platform/platform.ts";
import { isOver } from "../platform/validity.ts";
import type { Work } from "../platform/tick.ts";
import { dropTimer, setTimer, takeTimer } from "../platform/timers.ts";
import type { Timer } from "../platform/timers.ts";
import type { Write } from "../platform/writes.ts";
import { dateAt, formatInstant, parseInstant } from "../platform/zone.ts";
import { allSittings } from "./access.ts";
import { eraseWrites, leaveSeats } from "./erase.ts";
import type { StoredPerson } from "./model.ts";
import { forgottenAt, lastNeededOn } from "./retention.ts";
import { findPerson, personPage, putPerson } from "./store.ts";
import { forgetTimer } from "./timers.ts";

/** Looks whether a person is still needed; erases them when their time is over, else sets the day to look again. */
export const forgetPeople: Work = async (timer, platform) => {
  const [town = "", id] = timer.reference;
  if (id === undefined) return lookAtAll(platform, town, timer);
  const person = await findPerson(platform.table, town, id);
  // Erased: what is left is that they sit nowhere any more.
  if (!person) await leaveSeats(platform, town, id);
  if (person?.forgetAt !== timer.due || !person) return carryOut(platform.table, [takeTimer(timer)]);
  const at = await neededUntil(platform, person);
  const now = platform.clock();
  const deed = { realm: town, by: "tick", operation: "forgetPerson", about: { person: id } };
  if ((parseInstant(at) ?? 0) > now)
    return commit(platform, deed, [...lookAgainAt(person, at), takeTimer(timer)]);
  // The timer stays: the next look finds no person, takes them from their seats, and then takes the timer.
  return commit(platform, deed, await eraseWrites(platform, person));
};

/** The instant until which a person's record is kept, as things are now. */
async function neededUntil(platform: Platform, person: StoredPerson): Promise<string> {
  const { timeZone, retention } = await loadMunicipality(platform.table, person.municipality);
  const sittings = await allSittings(platform, person, true);
  const today = dateAt(platform.clock(), timeZone);
  const sits = sittings.some((sitting) => !isOver(sitting, today));
  const lastNeeded =
    sits || person.administrator ? today : lastNeededOn(person.neededOn ?? person.recorded, sittings);
  return forgottenAt(lastNeeded, retention, timeZone);
}

const lookAgainAt = (person: StoredPerson, at: string): Write[] => [
  putPerson({ ...person, forgetAt: at, version: person.version + 1 }, person.version),
  setTimer(forgetTimer(person.municipality, person.id, at)),
];

const AT_ONCE = 200; // people that one run looks at: well within the time of a function

/** The town keeps people longer or shorter now: every person's day moves, some at a time; the next ones are a timer. */
async function lookAtAll(platform: Platform, town: string, timer: Timer): Promise<void> {
  const after = timer.detail["after"];
  const page = await personPage(platform.table, town, {
    limit: AT_ONCE,
    ...(typeof after === "string" && { cursor: after }),
  });
  for (const person of page.items) {
    const at = await neededUntil(platform, person);
    if (at === person.forgetAt) continue;
    const deed = { realm: town, by: "tick", operation: "moveForgetting", about: { person: person.id } };
    await commit(platform, deed, [
      ...lookAgainAt(person, at),
      dropTimer(forgetTimer(town, person.id, person.forgetAt)),
    ]);
  }
  const due = formatInstant((parseInstant(timer.due) ?? 0) + 1000);
  const next = page.cursor === null ? [] : [setTimer({ ...timer, due, detail: { after: page.cursor } })];
  await carryOut(platform.table, [...next, takeTimer(timer)]);
}
