import { afterAll, beforeAll, expect, it } from "vitest";
import { liveThrough, twoCouncils } from "./support/council-year.ts";
import { mailsOf } from "./support/convening-town.ts";
import type { ConveningTown } from "./support/convening-town.ts";
import { newMailClient } from "./support/mail-client.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Shown, World } from "./support/world.ts";

/** A year of two councils, day by day; a season of it in the short suite. */
const DAYS = Number(process.env["CONVOCA_DAYS"] ?? 52);
const LAZY = ["2016-02"];

let world: World;
let towns: readonly ConveningTown[];
let convened: { town: ConveningTown; id: string; start: string; n: number }[];
beforeAll(async () => {
  world = await newWorld("2016-01-01T08:00:00Z");
  towns = await twoCouncils(world);
  await liveThrough(world, towns, { days: DAYS, lazy: LAZY });
  convened = (
    await Promise.all(
      towns.map(async (town) => {
        const { items } = (await town.secretary.get(`${town.atBody}/sessions?from=2016-01-01&to=2017-02-01`))
          .body;
        const full = await Promise.all(
          items.map(
            async ({ id }: { id: string }) => (await town.secretary.get(`${town.at}/sessions/${id}`)).body,
          ),
        );
        return full
          .filter(({ convocations }: Shown) => convocations > 0)
          .map(({ id, start, convocations }: Shown) => ({ town, id, start, n: convocations }));
      }),
    )
  ).flat();
}, 900_000);
afterAll(() => world.close());

it("convenes every session whose agenda was ready, and no other", () => {
  const until = new Date(world.machine.clock.now()).toISOString().slice(0, 7);
  expect(convened.length).toBeGreaterThanOrEqual(2);
  for (const { start } of convened) expect(LAZY).not.toContain(start.slice(0, 7));
  for (const town of towns) {
    const months = convened.filter((each) => each.town === town).map(({ start }) => start.slice(0, 7));
    expect(new Set(months).size).toBe(months.length);
    expect(months).toContain("2016-01");
    expect(months.includes("2016-03")).toBe(until >= "2016-03");
  }
});

it("sends every notice before the member's last lawful moment, and puts it on record", async () => {
  for (const { town, id } of convened) {
    const { items } = mustBe(
      200,
      await town.secretary.get(`${town.at}/sessions/${id}/convocations/1/notices`),
    ).body;
    const byMail = items.filter(({ channel }: Shown) => channel === "mail");
    expect(byMail.length).toBeGreaterThan(0);
    for (const notice of byMail) expect([notice.state, notice.inTime]).toEqual(["delivered", true]);
  }
});

it("sends each member exactly one mail a version", () => {
  const notices = mailsOf(world).filter((line) => line.startsWith("notice "));
  expect(new Set(notices).size).toBe(notices.length);
  const members = [4, 3]; // with an address, in each town
  const due = convened.map(({ town, n }) => n * (members[towns.indexOf(town)] ?? 0));
  expect(notices).toHaveLength(due.reduce((sum, each) => sum + each, 0));
});

it("reminds each member once, the day before", () => {
  const reminders = mailsOf(world).filter((line) => line.startsWith("reminder "));
  expect(new Set(reminders).size).toBe(reminders.length);
  expect(reminders.length).toBeGreaterThan(0);
});

it("warns of what is not ready, says when it is overdue and missed, and sends nothing then", async () => {
  const [vilanova] = towns;
  const alerts = mailsOf(world).filter((line) => line.startsWith("alert ") && line.includes("2016-02"));
  // To the secretary's seat in one town; the other has neither a secretary on record nor an address.
  expect(alerts.filter((line) => line.includes("consell-"))).toHaveLength(3);
  const { items } = mustBe(
    200,
    await (vilanova?.operator ?? world.citizen).get(`${vilanova?.at}/alerts`),
  ).body;
  // What was missed stays on the list until somebody has looked at it.
  const codes = items
    .filter(({ session }: Shown) => session.includes("2016-02"))
    .map(({ code }: Shown) => code);
  expect(codes).toEqual(["missed"]);
});

it("leaves each member's calendar with exactly the sessions that they were convened to", async () => {
  const address = "consigliera@example.org";
  const client = newMailClient();
  for (const { to, raw } of world.machine.sink.mails()) if (to === address) client.receiveMail(raw);
  const mine = convened.filter(({ town }) => town === towns[1]).map(({ id }) => `${id}@borgo.convoca`);
  expect([...client.entries.keys()].toSorted()).toEqual(mine.toSorted());
});

it("logs no address of a member", () => {
  expect(JSON.stringify(world.lines)).not.toMatch(/example\.org/);
});
