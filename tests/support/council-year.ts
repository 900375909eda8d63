import { anAgenda, CATALAN_RULES, newConveningTown } from "./convening-town.ts";
import type { ConveningTown } from "./convening-town.ts";
import { mustBe } from "./world.ts";
import type { World } from "./world.ts";

const DAY = 86_400_000;

/** A Catalan council that convenes by itself, and an Italian one of the same clock. */
export async function twoCouncils(world: World): Promise<readonly ConveningTown[]> {
  const automatic = { mode: "automatic", hoursAhead: 48, warnDays: [5], remindHours: [24] };
  const vilanova = await newConveningTown(world, {
    body: { convening: automatic },
    rules: CATALAN_RULES,
  });
  const borgo = await newConveningTown(world, {
    town: {
      id: "borgo",
      name: "Borgo",
      country: "IT",
      timeZone: "Europe/Rome",
      language: "it",
      areas: ["IT"],
    },
    body: { id: "consiglio", name: "Consiglio comunale", convening: automatic },
    rules: { from: "2015-01-01", profile: "tuel-council", own: { contents: { value: ["agenda"] } } },
    members: [
      { role: "president", email: "presidente@example.org" },
      { email: "consigliera@example.org" },
      { email: "consigliere@example.org" },
    ],
  });
  for (const { secretary, atBody } of [vilanova, borgo])
    mustBe(
      201,
      await secretary.post(`${atBody}/series`, {
        id: "mensile",
        title: "Ordinària",
        start: "2016-01-20T18:30:00",
        recurrence: "FREQ=MONTHLY;BYDAY=3WE",
        duration: "PT2H",
        horizonMonths: 14,
      }),
    );
  return [vilanova, borgo];
}

/** Goes through so many days, one by one; each council's secretary writes an agenda two weeks ahead, but never in `lazy` months. */
export async function liveThrough(
  world: World,
  towns: readonly ConveningTown[],
  { days, lazy = [], step }: { days: number; lazy?: readonly string[]; step?: (to: string) => Promise<void> },
): Promise<void> {
  const sessions = await Promise.all(
    towns.map(async (town) => {
      const { items } = (await town.secretary.get(`${town.atBody}/sessions?from=2016-01-01&to=2017-02-01`))
        .body;
      return items.map(({ id, start }: { id: string; start: string }) => ({ town, id, start }));
    }),
  );
  const open = sessions.flat() as { town: ConveningTown; id: string; start: string }[];
  const from = world.machine.clock.now();
  for (let day = 1; day <= days; day++) {
    const to = new Date(from + day * DAY).toISOString().replace(".000Z", "Z");
    await (step ? step(to) : world.clockTo(to));
    const soon = new Date(from + (day + 14) * DAY).toISOString().slice(0, 10);
    for (const { town, id, start } of open)
      if (start.slice(0, 10) === soon && !lazy.includes(start.slice(0, 7)))
        mustBe(201, await town.secretary.put(`${town.at}/sessions/${id}/agenda`, anAgenda()));
  }
}
