import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { liveThrough, twoCouncils } from "../support/council-year.ts";
import type { ConveningTown } from "../support/convening-town.ts";
import { aReadySession, newConveningTown } from "../support/convening-town.ts";
import { accountOf, calendarsOf, differences, postOf } from "../support/fault-year-account.ts";
import { PoweredMachine } from "../support/fault-year-process.ts";
import { editsOn, NOW } from "../support/fault-year.ts";
import { isFull, randomOf, sized } from "../support/random.ts";
import { mustBe } from "../support/world.ts";

const DAYS = sized(18, 366);
const BUSY = new Set([8, 9, 12, 13, 14, 15, 16, 17, 18, 22, 27, 28]); // of a month: there is something to be interrupted

const told = (lines: readonly string[]) => lines.filter((each) => !each.includes(": delivered "));

const machines: PoweredMachine[] = [];
afterAll(async () => {
  for (const machine of machines) await machine.remove();
});

describe("a power cut, again and again in the year of two towns", { timeout: 3_600_000 }, () => {
  let towns: readonly ConveningTown[];
  let first: PoweredMachine;
  beforeAll(async () => {
    first = await PoweredMachine.first(NOW);
    machines.push(first);
    towns = await twoCouncils(first.world());
  }, 300_000);

  async function lived(machine: PoweredMachine, seed: number | null) {
    const random = randomOf(seed ?? 0);
    const own = towns.map((town) => ({
      ...town,
      operator: machine.same(town.operator),
      secretary: machine.same(town.secretary),
    }));
    await liveThrough(machine.world(), own, {
      days: DAYS,
      lazy: ["2016-02", "2016-08"],
      step: async (to) => {
        const isCut = seed !== null && BUSY.has(Number(to.slice(8, 10))) && random.chance(sized(50, 70));
        await (isCut ? machine.killedOnTheWayTo(to, random.below(400)) : machine.clockTo(to));
        await editsOn(to.slice(0, 10), own);
      },
    });
    const account = accountOf(await machine.left());
    return { account, mails: machine.mails(), kills: machine.kills };
  }

  it("leaves the same ledger but for what the mail service could not tell, and the same calendars", async () => {
    const twin = await first.twin();
    machines.push(twin);
    await twin.start(NOW);
    const calm = await lived(twin, null);
    await first.start(NOW);
    const cut = await lived(first, 5);
    const post = postOf(cut.mails);
    expect(cut.kills).toBeGreaterThan(sized(1, 40));
    // The mail service of this machine goes with it, and what it had still to tell.
    expect(differences(told(cut.account.ledger), told(calm.account.ledger))).toEqual([]);
    expect(differences(cut.account.rest, calm.account.rest)).toEqual([]);
    expect(differences(cut.account.deeds, calm.account.deeds)).toEqual([]);
    expect(differences(cut.account.timers, calm.account.timers)).toEqual([]);
    expect(cut.account).toMatchObject({ broken: [], outbox: [], overdue: [], halfWritten: [] });
    expect(calendarsOf(cut.mails, randomOf(1))).toEqual(calendarsOf(calm.mails, randomOf(2)));
    if (isFull)
      process.stdout.write(
        `${JSON.stringify({ kills: cut.kills, mails: post.mails, doubles: post.doubles })}\n`,
      );
  });
});

describe("a power cut between the mail service's yes and our record", { timeout: 300_000 }, () => {
  it("sends each mail once more at most, under the same Message-ID, and puts one on record", async () => {
    const machine = await PoweredMachine.first("2016-01-11T09:00:00Z");
    machines.push(machine);
    const town = await newConveningTown(machine.world());
    const id = await aReadySession(town, { start: "2016-02-10T19:00:00" });
    const { secretary, at } = town;
    mustBe(201, await secretary.post(`${at}/sessions/${id}/convocations`));
    await machine.mailFaults({ odds: { silent: 1 } });
    await machine.killedWhenTaken(4, "2016-01-11T09:01:00Z");
    const addresses = machine.notices().map(({ to }) => to);
    expect(new Set(addresses).size).toBe(4);
    await machine.start("2016-01-11T09:01:00Z");
    await machine.clockTo("2016-01-11T09:30:00Z");
    expect(
      machine
        .notices()
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual([...addresses, ...addresses].toSorted());
    // Links lead to where the machine is now: on this machine that is another port.
    const calendars = calendarsOf(machine.notices(), randomOf(1));
    for (const address of addresses)
      expect(Object.keys(calendars[address] ?? {})).toEqual([`${id}@vilanova.convoca`]);
    expect(new Set(postOf(machine.notices()).bytes.keys()).size).toBe(4);
    const { items } = mustBe(200, await secretary.get(`${at}/sessions/${id}/convocations/1/notices`)).body;
    const events = items.flatMap(
      ({ events: all, channel }: { events: { event: string }[]; channel: string }) =>
        channel === "mail" ? [all.map(({ event }) => event).join(" ")] : [],
    );
    expect(events).toEqual(Array.from({ length: 4 }, () => "decided sent delivered"));
    expect(accountOf(await machine.left())).toMatchObject({
      broken: [],
      outbox: [],
      overdue: [],
      halfWritten: [],
    });
  });
});
