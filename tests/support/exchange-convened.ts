import { aPerson, aSeat } from "./builders.ts";
import { aReadySession, anAgenda, CATALAN_RULES, newConveningTown, usualMembers } from "./convening-town.ts";
import type { ConveningTown } from "./convening-town.ts";
import { mustBe } from "./world.ts";
import type { World } from "./world.ts";

const RULES = {
  ...CATALAN_RULES,
  own: {
    ...CATALAN_RULES.own,
    onRequest: {
      value: { share: "third", of: "members", within: null, otherwise: null, mostAYear: 1 },
      article: "Reglament 9",
    },
  },
};
const AUTOMATIC = { mode: "automatic", hoursAhead: 24, warnDays: [20, 1], remindHours: [48, 24] };

/** The service takes no mail for now: what is to leave waits in the outbox. */
const BUSY = { odds: { TooManyRequestsException: 1 } };

const plan = (title: string, day: string) => ({ title, start: `${day}T19:00:00` });

/**
 * A town in the middle of convening, made over HTTP in January 2016: a session convened, changed and answered, one
 * cancelled, one that members asked for, one whose mail waits, some that are still looked at, with alerts.
 */
export async function convenedTown(world: World): Promise<ConveningTown> {
  const town = await newConveningTown(world, {
    body: { convening: AUTOMATIC },
    rules: RULES,
    members: [...usualMembers, { email: "bounce@example.org" }],
  });
  const { secretary, at, atBody, seats } = town;
  const faults = (setting: unknown) => world.citizen.put("/local/mail-faults", setting);
  mustBe(200, await faults({ fates: [{ to: "bounce@", fate: "permanent-bounce" }] }));
  const later = await aReadySession(town, { start: "2016-03-30T19:00:00" });
  const draft = mustBe(201, await secretary.post(`${atBody}/sessions`, plan("Esborrany", "2016-02-09"))).body
    .id;
  mustBe(201, await secretary.put(`${at}/sessions/${draft}/agenda`, anAgenda({ ready: false })));
  mustBe(201, await secretary.post(`${atBody}/sessions`, plan("Lluny", "2016-11-09")));
  const asked = { on: "2016-01-10", seats: seats.slice(2, 5), ...plan("Demanada", "2016-02-24") };
  mustBe(201, await secretary.post(`${atBody}/session-requests`, asked));

  const changed = await aReadySession(town);
  mustBe(201, await secretary.post(`${at}/sessions/${changed}/convocations`));
  const cancelled = await aReadySession(town, { start: "2016-02-17T19:00:00" });
  mustBe(201, await secretary.post(`${at}/sessions/${cancelled}/convocations`));
  await world.clockTo("2016-01-11T09:20:00Z");
  mustBe(200, await secretary.post(`${at}/sessions/${cancelled}/cancellation`, { reason: "Vaga" }));
  mustBe(201, await secretary.post(`${at}/sessions/${changed}/convocations`, { place: "Sala gran" }));
  await world.clockTo("2016-01-11T09:40:00Z");
  for (const [i, reply] of ["attends", "excused"].entries())
    mustBe(200, await secretary.put(`${at}/sessions/${changed}/answers/${seats[i]}`, { reply }));
  // Someone was convened and is no member any more, someone else came to the seat since.
  const next = mustBe(201, await town.operator.post(`${at}/people`, aPerson({ name: "Següent" }))).body.id;
  mustBe(200, await secretary.patch(`${atBody}/seats/${seats[2]}`, { titular: next, since: "2016-01-11" }));
  await world.clockTo("2016-01-11T10:00:00Z");

  mustBe(200, await faults(BUSY));
  mustBe(201, await secretary.post(`${at}/sessions/${later}/convocations`));
  // Should have an agenda by now: the secretary is told, by mail that waits, too.
  mustBe(201, await secretary.post(`${atBody}/sessions`, plan("Aviat", "2016-01-26")));
  // To the minute at which members are told: what is tried again waits some seconds more.
  await world.clockTo("2016-01-11T10:05:00Z");
  mustBe(201, await secretary.post(`${atBody}/seats`, aSeat({ entity: null, occupancy: "vacant" })));
  return town;
}
