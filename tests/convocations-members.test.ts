import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aReadySession, mailsOf, newConveningTown } from "./support/convening-town.ts";
import type { ConveningTown } from "./support/convening-town.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Shown, World } from "./support/world.ts";

/** Members who come, go and come back while they are being told; mail that comes late; each found by a reviewer first. */
let world: World;
let town: ConveningTown;
beforeEach(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  town = await newConveningTown(world);
});
afterEach(() => world.close());

const convened = async (): Promise<string> => {
  const id = await aReadySession(town, { start: "2016-02-10T19:00:00" });
  mustBe(201, await town.secretary.post(`${town.at}/sessions/${id}/convocations`));
  return id;
};
const seatAt = (i: number): string => `${town.atBody}/seats/${town.seats[i]}`;
const certificateOf = async (id: string, n = 1): Promise<Shown> =>
  mustBe(200, await town.secretary.get(`${town.at}/sessions/${id}/convocations/${n}/certificate`)).body;
const mailsTo = (address: string): string[] =>
  mailsOf(world)
    .filter((line) => line.endsWith(address))
    .map((line) => line.split(" ")[0] ?? "");

describe("a notice that would be late by the real clock", () => {
  it("is withheld, the secretary is told, and nothing is certified", async () => {
    const id = await aReadySession(town, { start: "2016-02-10T19:00:00" });
    await world.clockTo("2016-02-07T22:59:30Z");
    mustBe(201, await town.secretary.post(`${town.at}/sessions/${id}/convocations`));
    await world.clockTo("2016-02-07T23:10:00Z");
    expect(mailsOf(world).filter((line) => line.startsWith("notice"))).toEqual([]);
    expect(mailsTo("secretaria@example.org")).toContain("alert");
    const { certified, count } = await certificateOf(id);
    expect([certified, count.inTime, count.notGiven]).toEqual([false, 0, 5]);
    await world.clockTo("2016-02-10T20:00:00Z");
    expect(mailsOf(world).filter((line) => line.startsWith("reminder"))).toEqual([]);
  });

  it("goes out where its being late was accepted, and is marked", async () => {
    const id = await convened();
    await world.clockTo("2016-02-10T09:00:00Z");
    const room = { place: "Sala 2", acceptLate: true };
    const made = mustBe(201, await town.secretary.post(`${town.at}/sessions/${id}/convocations`, room));
    expect(made.body.acceptedLate).toBe(true);
    await world.clockTo("2016-02-10T09:10:00Z");
    expect(mailsOf(world).filter((line) => line.startsWith(`notice ${id} 2`))).toHaveLength(4);
    expect(await certificateOf(id, 2)).toMatchObject({ certified: false, count: { late: 4 } });
  });
});

describe("a member", () => {
  it("whose seat ends and then does not is told again, and counts", async () => {
    const id = await convened();
    await world.clockTo("2016-01-11T10:00:00Z");
    mustBe(200, await town.secretary.patch(seatAt(2), { until: "2016-02-01" }));
    await world.clockTo("2016-01-11T11:00:00Z");
    mustBe(200, await town.secretary.patch(seatAt(2), { until: null }));
    await world.clockTo("2016-01-11T12:00:00Z");
    expect(mailsTo("vocal-1@example.org").toSorted()).toEqual(["notice", "notice", "withdrawal"]);
    expect((await certificateOf(id)).count.members).toBe(5);
  });

  it("who leaves before their mail does is not summoned any more", async () => {
    const id = await convened();
    const sink = world.machine.sink;
    sink.faults({ odds: { TooManyRequestsException: 1 } });
    await world.clockTo("2016-01-11T10:00:00Z");
    mustBe(200, await town.secretary.patch(seatAt(2), { until: "2016-01-11" }));
    sink.faults({});
    await world.clockTo("2016-01-11T12:00:00Z");
    expect(mailsTo("vocal-1@example.org")).not.toContain("notice");
    expect(mailsTo("vocal-2@example.org")).toEqual(["notice"]);
    expect((await certificateOf(id)).count.members).toBe(4);
  });

  it("who leaves between two versions that follow each other at once is told off", async () => {
    const id = await convened();
    await world.clockTo("2016-01-11T10:00:00Z");
    mustBe(200, await town.secretary.patch(seatAt(2), { until: "2016-01-11" }));
    for (const place of ["Sala 2", "Sala 3"])
      mustBe(201, await town.secretary.post(`${town.at}/sessions/${id}/convocations`, { place }));
    await world.clockTo("2016-01-11T11:00:00Z");
    expect(mailsTo("vocal-1@example.org").toSorted()).toEqual(["notice", "withdrawal"]);
  });

  it("on paper who leaves before being served is owed nothing any more", async () => {
    const id = await convened();
    await world.clockTo("2016-01-11T10:00:00Z");
    mustBe(200, await town.secretary.patch(seatAt(4), { until: "2016-01-11" }));
    await world.clockTo("2016-01-11T11:00:00Z");
    expect(await certificateOf(id)).toMatchObject({ certified: true, count: { members: 4, inTime: 4 } });
  });

  it("on paper who left before a new version is owed nothing by it, and keeps nobody else from being told", async () => {
    const id = await convened();
    await world.clockTo("2016-01-11T10:00:00Z");
    mustBe(200, await town.secretary.patch(seatAt(4), { until: "2016-01-11" }));
    const room = { place: "Sala 2" };
    mustBe(201, await town.secretary.post(`${town.at}/sessions/${id}/convocations`, room));
    await world.clockTo("2016-01-11T11:00:00Z");
    expect(await certificateOf(id, 2)).toMatchObject({ certified: true, count: { members: 4, inTime: 4 } });
  });
});

const codes = async (): Promise<string[]> =>
  (await town.secretary.get(`${town.atBody}/alerts`)).body.items.map(({ code }: Shown) => code);

describe("what a secretary has to look at", () => {
  it("ends when the letter that a bounced mail became is served", async () => {
    world.machine.sink.faults({ fates: [{ to: "vocal-1", fate: "permanent-bounce" }] });
    const id = await convened();
    await world.clockTo("2016-01-12T09:00:00Z");
    expect(await codes()).toEqual(["bounced", "to-serve"]);
    const of = `${town.at}/sessions/${id}/convocations/1/notices`;
    for (const i of [2, 4])
      mustBe(
        200,
        await town.secretary.patch(
          `${of}/${town.seats[i]}.1.paper`,
          { servedAt: "2016-01-12T08:00:00Z", servedBy: "Notificador" },
          { "if-match": '"1"' },
        ),
      );
    expect(await codes()).toEqual([]);
    expect((await certificateOf(id)).certified).toBe(true);
  });

  it("can be dismissed, and is not set of a session that was called off", async () => {
    const id = await convened();
    await world.clockTo("2016-01-11T10:00:00Z");
    world.machine.sink.faults({ fates: [{ to: "vocal", fate: "permanent-bounce" }] });
    mustBe(200, await town.secretary.post(`${town.at}/sessions/${id}/cancellation`));
    await world.clockTo("2016-01-11T11:00:00Z");
    expect(await codes()).toEqual([]);
    await convened();
    await world.clockTo("2016-01-11T12:00:00Z");
    expect(await codes()).toEqual(["bounced", "to-serve"]);
    const { session } = (await town.secretary.get(`${town.atBody}/alerts`)).body.items[0];
    mustBe(200, await town.secretary.delete(`${town.at}/sessions/${session}/alerts/bounced`));
    expect(await codes()).toEqual(["to-serve"]);
  });
});

it("is convened by the clock when the very first look is the one that finds it due", async () => {
  mustBe(200, await town.secretary.patch(town.atBody, { convening: { mode: "automatic" } }));
  const ownRules = {
    from: "2015-06-01",
    profile: "own-rules",
    own: { notice: { value: { n: 3, unit: "natural-days" } } },
  };
  mustBe(201, await town.secretary.put(`${town.atBody}/rules`, ownRules));
  const id = await aReadySession(town, { start: "2016-04-13T19:00:00" });
  await world.clockTo("2016-01-11T09:30:00Z");
  mustBe(200, await town.secretary.patch(`${town.at}/sessions/${id}`, { start: "2016-01-16T19:00:00" }));
  await world.clockTo("2016-01-11T10:00:00Z");
  expect((await town.secretary.get(`${town.at}/sessions/${id}`)).body.status).toBe("convened");
});

it("is reminded once at an hour, which is named once", async () => {
  const twice = await town.secretary.patch(town.atBody, { convening: { remindHours: [24, 24] } });
  expect([twice.status, twice.body.faults[0].path]).toEqual([400, "$.convening.remindHours"]);
});
