import { mkdtempSync, rmSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, inject, it } from "vitest";
import { startMachine } from "../../lib/local/machine.ts";
import type { Machine } from "../../lib/local/machine.ts";
import { parseInstant } from "../../lib/platform/zone.ts";
import { aReadySession, CATALAN_RULES, newConveningTown } from "../support/convening-town.ts";
import type { ConveningTown } from "../support/convening-town.ts";
import { alertsIn } from "../support/fault-year-account.ts";
import { clientOf, mustBe, newWorld } from "../support/world.ts";
import type { Client, Shown, World } from "../support/world.ts";

const AUTOMATIC = { mode: "automatic", hoursAhead: 48, warnDays: [5], remindHours: [24] };
/** Two clear working days before Wednesday 10 February: until Sunday the 7th, 23:59:59 in Madrid. */
const START = "2016-02-10T19:00:00";
const LIMIT = "2016-02-07T22:59:59Z";

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A machine that is stopped, and later started again on what it left. */
async function stoppable(now: string) {
  const folder = mkdtempSync(join(tmpdir(), "convoca-late-"));
  const settings = {
    port: 0,
    folder,
    tableName: `late-${randomUUID()}`,
    corsOrigins: [],
    endpoint: inject("endpoint"),
  };
  const start = (at: string): Promise<Machine> =>
    startMachine({ ...settings, now: parseInstant(at), log: () => undefined });
  let machine = await start(now);
  closing.push(async () => {
    await machine.close();
    rmSync(folder, { recursive: true });
  });
  return {
    as: async (office: object): Promise<Client> => {
      const { body } = await clientOf(machine.url, null).post("/local/tokens", office);
      return clientOf(machine.url, body.token);
    },
    present: () => machine,
    async restartAt(at: string) {
      await machine.close();
      machine = await start(at);
    },
    clockTo: (to: string) => machine.advance(parseInstant(to) ?? 0),
  };
}

/** An automatic council whose session is ready, in a machine that then stands still from Thursday to `until`. */
async function stoodStillUntil(until: string) {
  const stopped = await stoppable("2016-02-04T09:00:00Z");
  const world = { as: stopped.as } as unknown as World;
  const town = await newConveningTown(world, { body: { convening: AUTOMATIC }, rules: CATALAN_RULES });
  const id = await aReadySession(town, { start: START });
  await stopped.clockTo("2016-02-04T20:00:00Z");
  await stopped.restartAt(until);
  await stopped.clockTo(new Date((parseInstant(until) ?? 0) + 6 * 3_600_000).toISOString());
  const secretary = await stopped.as({ role: "secretary", municipality: "vilanova", body: "consell" });
  const operator = await stopped.as({ role: "operator" });
  const mails = stopped.present().sink.mails();
  return { at: town.at, id, secretary, operator, mails };
}

const eventsOf = (notices: Shown[]): string[] =>
  notices
    .filter(({ channel }) => channel !== "page")
    .map(({ channel, events }) => `${channel}: ${events.map((each: Shown) => each["event"]).join(" ")}`)
    .toSorted();

describe(
  "a machine that stood still over the day on which members were to be convened",
  { timeout: 300_000 },
  () => {
    it("convenes them when it is up before the last lawful moment, and every notice is in time", async () => {
      const { at, id, secretary, mails } = await stoodStillUntil("2016-02-07T16:00:00Z");
      expect((await secretary.get(`${at}/sessions/${id}`)).body).toMatchObject({
        status: "convened",
        convocations: 1,
      });
      expect(mails.filter(({ tags }) => tags["what"] === "notice")).toHaveLength(4);
      const { items } = mustBe(200, await secretary.get(`${at}/sessions/${id}/convocations/1/notices`)).body;
      const byMail = items.filter(({ channel }: Shown) => channel === "mail");
      expect(byMail.map(({ inTime }: Shown) => inTime)).toEqual([true, true, true, true]);
    });

    it("sends nothing when it is up after it, lists it as missed, and tells the secretary once", async () => {
      const { at, id, secretary, operator, mails } = await stoodStillUntil("2016-02-08T08:00:00Z");
      expect((await secretary.get(`${at}/sessions/${id}`)).body).toMatchObject({
        status: "planned",
        convocations: 0,
      });
      expect([mails.length, alertsIn(mails)]).toEqual([1, ["missed secretaria@example.org"]]);
      const { items } = mustBe(200, await operator.get(`${at}/alerts`)).body;
      expect(items.map(({ session, code }: Shown) => [session, code])).toEqual([[id, "missed"]]);
    });
  },
);

/** A council convened by hand, its mail service away. */
async function awayService(): Promise<{
  world: World;
  town: ConveningTown;
  id: string;
  to: World["clockTo"];
}> {
  const world = await newWorld("2016-02-05T09:00:00Z");
  closing.push(() => world.close());
  const town = await newConveningTown(world);
  const id = await aReadySession(town, { start: START });
  world.machine.sink.faults({ odds: { TooManyRequestsException: 1 } });
  mustBe(201, await town.secretary.post(`${town.at}/sessions/${id}/convocations`));
  return { world, town, id, to: (now) => world.clockTo(now) };
}

describe("a mail service that is away until a notice would be late", { timeout: 300_000 }, () => {
  it("has notices withheld, tells the secretary once, and the certificate says so", async () => {
    const { world, town, id, to } = await awayService();
    const { secretary, operator, at } = town;
    await to("2016-02-05T09:30:00Z");
    world.machine.clock.set(Date.parse("2016-02-07T22:40:00Z")); // in between, nothing runs
    await to("2016-02-07T22:59:00Z");
    expect(world.machine.sink.mails()).toEqual([]);
    await to("2016-02-07T23:20:00Z");
    world.machine.sink.faults({});
    await to("2016-02-08T00:00:00Z");
    const path = `${at}/sessions/${id}/convocations/1`;
    const { items } = mustBe(200, await secretary.get(`${path}/notices`)).body;
    const withheld = Array.from({ length: 4 }, () => "mail: decided withheld");
    expect(eventsOf(items)).toEqual([...withheld, "paper: decided"]);
    const mails = world.machine.sink.mails();
    expect(mails.filter(({ tags }) => tags["what"] !== "alert")).toEqual([]);
    expect(alertsIn(mails).filter((each) => each.startsWith("withheld"))).toEqual([
      "withheld secretaria@example.org",
    ]);
    const alerts = mustBe(200, await operator.get(`${at}/alerts`)).body.items;
    const there = alerts.map(({ session, code }: Shown) => `${session} ${code}`);
    expect(there).toContain(`${id} withheld`);
    const { certified, because, count } = mustBe(200, await secretary.get(`${path}/certificate`)).body;
    expect([certified, count.given, count.notGiven]).toEqual([false, 0, 5]);
    expect(because.join(" ")).toContain("5 of 5 members");
    expect(items.find(({ channel }: Shown) => channel === "mail").lastLawfulMoment).toBe(LIMIT);
  });

  it("has them sent when it is back in time", async () => {
    const { world, town, id, to } = await awayService();
    await to("2016-02-05T09:30:00Z");
    world.machine.clock.set(Date.parse("2016-02-07T22:40:00Z")); // in between, nothing runs
    await to("2016-02-07T22:41:00Z");
    world.machine.sink.faults({});
    await to("2016-02-08T00:00:00Z");
    const notices = await town.secretary.get(`${town.at}/sessions/${id}/convocations/1/notices`);
    const sent = Array.from({ length: 4 }, () => "mail: decided sent delivered");
    expect(eventsOf(mustBe(200, notices).body.items)).toEqual([...sent, "paper: decided"]);
    expect(world.machine.sink.mails().filter(({ tags }) => tags["what"] === "notice")).toHaveLength(4);
  });
});
