import { service as closeSessions } from "../functions/close-sessions.ts";
import { service as tellBookings } from "../functions/tell-bookings.ts";
import { importTown } from "../lib/exchange/import.ts";
import { lambdaContext } from "../lib/local/functions.ts";
import type { Town } from "./support/exchange-breaks.ts";
import { breaks } from "./support/exchange-breaks-held.ts";
import { breaks as keptBreaks } from "./support/exchange-breaks-kept.ts";
import { maimed, stumbling } from "./support/exchange-maimed.ts";
import type { RichTown } from "./support/exchange-ground.ts";
import { exchangeGround, written } from "./support/exchange-ground.ts";
import { heldTown } from "./support/exchange-held.ts";
import { rowsThatMatter } from "./support/exchange-wipe.ts";
import { sized } from "./support/random.ts";
import { mustBe } from "./support/world.ts";
import { beforeAll, describe, expect, it } from "vitest";

const ground = exchangeGround(heldTown, "2016-02-01T08:00:00Z");
const { rows, matter, exported, wiped, halves, refused, reset } = ground;
let world: RichTown["world"];
let platform: RichTown["platform"];
let text: RichTown["text"];
let whole: RichTown["whole"];
beforeAll(() => {
  ({ world, platform, text, whole } = ground.made());
});
const parsed = (): Town => JSON.parse(text);
const holdOf = ({ session, held, days }: Town) => [session, held, days];

/** Imports in as many commits as it takes, ever one more before it is cut short. */
async function importInPieces(meanwhile: () => Promise<void>): Promise<number> {
  for (let most = 0; ; most++) {
    const isDone = await importTown(text, stumbling(platform, most)).then(
      () => true,
      () => false,
    );
    await meanwhile();
    if (isDone) return most;
    if (most > 60) throw new Error("it never ends");
  }
}

describe("a town that met, exported, wiped and imported", () => {
  it("has something of everything in it", () => {
    const town = parsed();
    const parts = Object.keys(town).filter((part) => Array.isArray(town[part]));
    const never = ["territories", "templates"];
    expect(parts.filter((part) => town[part].length === 0)).toEqual(never);
    const named = (part: string, field: string) => new Set(town[part].map((each: Town) => each[field]));
    expect(named("minutes", "status")).toEqual(
      new Set(["superseded", "corrected", "approved", "circulated"]),
    );
    expect(named("meetings", "cause")).toEqual(new Set([null, "no-quorum"]));
    expect(named("attendance", "presence")).toEqual(new Set(["present", "left", "excused"]));
    expect(named("conformities", "agrees")).toEqual(new Set([true, false]));
    expect(named("agreements", "state")).toEqual(new Set(["open", "done"]));
    expect(named("slots", "state")).toEqual(new Set(["taken", "no-show"]));
    expect(named("bookings", "cancelled")).toEqual(new Set([true, false]));
    expect(named("rooms", "held")).toEqual(new Set([true, false]));
    expect(named("documents", "state")).toEqual(new Set(["stored", "awaited"]));
    expect(named("outbox", "what")).toEqual(new Set(["booking", "minutes"]));
    expect(named("alerts", "code")).toContain("room-taken");
    const met = named("meetings", "session");
    expect(town.attendance.some((each: Town) => !met.has(each.session))).toBe(true);
    expect(town.attendance.some((each: Town) => each.substitute !== null)).toBe(true);
    expect(town.underWay.timers.map((timer: Town) => timer.kind)).toEqual(
      expect.arrayContaining(["bookings", "circulate", "documents", "resend"]),
    );
  });

  it("is the same, row by row and byte by byte, with lines, mirrors, locks and timers", async () => {
    const before = await rows();
    for (const kind of ["FOLLOWUP#", "RELATED#", "PLACE#", "TIMER#second-call", "TIMER#rooms", "EXCUSES#"])
      expect([kind, before.some(({ pk }) => pk.startsWith(kind))]).toEqual([kind, true]);
    await wiped();
    expect(await importTown(text, platform)).toMatchObject({ flaws: [], there: 0 });
    expect(rowsThatMatter(await rows())).toEqual(rowsThatMatter(before));
    expect(await exported()).toBe(text);
    expect(await halves()).toEqual([]);
  });

  it("is imported twice without a trace of the second time", async () => {
    await reset();
    const before = await rows();
    expect(await importTown(text, platform)).toMatchObject({ flaws: [], written: 0, commits: 0 });
    expect(await rows()).toEqual(before);
  });

  it("that was cut short anywhere is finished by the same import", async () => {
    await wiped();
    expect(await importInPieces(async () => undefined)).toBeGreaterThan(1);
    expect(await matter()).toEqual(whole);
  });

  it("keeps who booked and why nobody came out of what is on record of the import", async () => {
    const audit = JSON.stringify((await rows()).filter((row) => row["operation"] === "importTown"));
    expect(audit).toContain("BOOKING#vilanova");
    expect(audit).not.toMatch(/Aina Serra|aina\.serra|971 000 111|Visita mèdica/);
  });
});

describe("a document with faults of what was held", () => {
  it.each([...breaks, ...keptBreaks])("is refused for %s", async (_, damage, message) => {
    await wiped();
    const town = parsed();
    const path = damage(town);
    const flaws = await refused(written(town));
    expect(Object.keys(flaws)).toContain(path);
    expect(flaws[path]).toMatch(message);
  });

  it(
    "that has lost anything is imported as it says, or refused without a trace",
    { timeout: 600_000 },
    async () => {
      const seen = await maimed(ground, { seed: 20160212, numRuns: sized(6, 200) });
      expect([seen.imported > 0, seen.refused > 0]).toEqual([true, true]);
    },
  );
});

describe("what falls due", () => {
  it("while a town is half in waits for it, and then goes on as it would have", async () => {
    mustBe(200, await world.citizen.put("/local/mail-faults", {}));
    await wiped();
    // The hour of the second call has come, and what was under way is due.
    await world.clockTo("2016-02-12T18:01:00Z");
    const secretary = await world.as({ role: "secretary", municipality: "vilanova", body: "consell" });
    const at = "/v1/municipalities/vilanova/sessions";
    const runs = [closeSessions, tellBookings].map((service) => service(platform));
    const scheduledTime = "2016-02-12T18:01:00Z";
    await importInPieces(async () => {
      // Work that needs the town fails until that is there.
      await Promise.allSettled(runs.map((run) => run({ scheduledTime }, lambdaContext(60_000))));
    });
    await world.clockTo("2016-02-12T18:16:00Z");
    const { calls } = mustBe(200, await secretary.get(`${at}/consell-2016-02-12/quorum`)).body;
    expect(calls).toMatchObject([{ n: 1, outcome: "no-quorum", present: 2 }]);
    const told = world.machine.sink.mails().filter(({ tags }) => tags["what"] === "booking");
    expect(told.map(({ to }) => to)).toContain("aina.serra@example.org");
    // Whoever let go of a slot is told so, and then forgotten.
    await world.clockTo("2016-02-12T18:31:00Z");
    const { bookings, rooms } = JSON.parse(await exported());
    expect(bookings.map((each: Town) => each.cancelled)).not.toContain(true);
    expect(rooms.map(holdOf)).toEqual(parsed().rooms.map(holdOf));
  });
});
