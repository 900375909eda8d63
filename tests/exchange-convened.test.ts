import { importTown } from "../lib/exchange/import.ts";
import { mailsOf } from "./support/convening-town.ts";
import type { Town } from "./support/exchange-breaks.ts";
import { breaks, eventOf } from "./support/exchange-breaks-convened.ts";
import { convenedTown } from "./support/exchange-convened.ts";
import { maimed, stumbling } from "./support/exchange-maimed.ts";
import type { RichTown } from "./support/exchange-ground.ts";
import { exchangeGround, written } from "./support/exchange-ground.ts";
import { rowsThatMatter } from "./support/exchange-wipe.ts";
import { sized } from "./support/random.ts";
import { mustBe } from "./support/world.ts";
import { beforeAll, describe, expect, it } from "vitest";

const ground = exchangeGround(convenedTown, "2016-01-11T09:00:00Z");
const { rows, matter, exported, wiped, halves, refused, reset } = ground;
let world: RichTown["world"];
let platform: RichTown["platform"];
let text: RichTown["text"];
let whole: RichTown["whole"];
beforeAll(() => {
  ({ world, platform, text, whole } = ground.made());
});
const parsed = (): Town => JSON.parse(text);

describe("a convened town exported, wiped and imported", () => {
  it("has something of everything in it", () => {
    const town = parsed();
    for (const part of ["agendas", "convocations", "answers", "ledger", "outlooks", "alerts", "outbox"])
      expect([part, town[part].length]).not.toEqual([part, 0]);
    expect(town.bodies[0].requests).toHaveLength(1);
    const named = (part: string, field: string) => new Set(town[part].map((each: Town) => each[field]));
    expect(named("convocations", "type")).toEqual(new Set(["convocation", "change", "cancellation"]));
    expect(named("outbox", "what")).toEqual(new Set(["notice", "alert"]));
    expect(named("ledger", "channel")).toEqual(new Set(["mail", "paper", "page"]));
    expect([...named("ledger", "event")]).toEqual(
      expect.arrayContaining(["published", "decided", "sent", "delivered", "bounced", "withdrawn"]),
    );
    expect(town.underWay.timers.map((timer: Town) => timer.kind)).toEqual(
      expect.arrayContaining(["convene", "remind", "resend"]),
    );
  });

  it("is the same, row by row and byte by byte, timers too", async () => {
    const before = await rows();
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
    let most = 0;
    const isDone = (): Promise<boolean> =>
      importTown(text, stumbling(platform, most++)).then(
        () => true,
        () => false,
      );
    while (!(await isDone())) expect(most).toBeLessThan(60);
    expect(most).toBeGreaterThan(2);
    expect(await matter()).toEqual(whole);
    expect(await halves()).toEqual([]);
  });
});

describe("a document with faults of what it convenes", () => {
  it.each(breaks)("is refused for %s", async (_, damage, message) => {
    await wiped();
    const town = parsed();
    const path = damage(town);
    const flaws = await refused(written(town));
    expect(Object.keys(flaws)).toContain(path);
    expect(flaws[path]).toMatch(message);
  });

  it("names all of them at once", async () => {
    await wiped();
    const town = parsed();
    const [first, second] = [eventOf(town), eventOf(town, { n: 2 })];
    town.ledger[first].by = "nobody";
    town.ledger[second].messageId = "another";
    town.answers[0].n = 0;
    town.alerts[0].code = "unheard-of";
    expect(await refused(written(town))).toEqual({
      [`$.ledger[${first}]`]: expect.stringMatching(/was altered/),
      [`$.ledger[${second}]`]: expect.stringMatching(/was altered/),
      "$.answers[0].n": expect.any(String),
      "$.alerts[0].code": expect.any(String),
    });
  });

  it(
    "that has lost anything is imported as it says, or refused without a trace",
    { timeout: 600_000 },
    async () => {
      const seen = await maimed(ground, { seed: 20160111, numRuns: sized(12, 200) });
      expect([seen.imported > 1, seen.refused > 3]).toEqual([true, true]);
    },
  );
});

/** Mail of those sessions whose mail waits. */
const waiting = (): string[] =>
  mailsOf(world).filter((line) => /2016-03-30|2016-01-26/.test(line) && !line.startsWith("reminder"));
/** The document as it would be had nobody mail in hand. */
const atOnce = (): string => {
  const town = parsed();
  for (const entry of town.outbox) entry.notBefore = null;
  return written(town);
};

describe("mail that waits in a document", () => {
  it("stays there while the town is half in, and leaves once when it is whole, whatever is imported again", async () => {
    const count = parsed().outbox.length;
    mustBe(200, await world.citizen.put("/local/mail-faults", {}));
    expect(waiting()).toEqual([]);
    await wiped();
    for (let most = 0; ; most++) {
      const isDone = await importTown(atOnce(), stumbling(platform, most)).then(
        () => true,
        () => false,
      );
      if (isDone) break;
      await world.machine.drain();
      expect(waiting()).toEqual([]);
    }
    // It was tried: there was no town yet.
    expect(world.lines.filter((line) => line["stream"] === "outbox" && line["failed"] !== 0)).not.toEqual([]);
    await world.clockTo("2016-01-11T10:15:00Z");
    expect(waiting()).toHaveLength(count);
    expect(new Set(waiting()).size).toBe(count);
    expect((await rows()).filter(({ pk }) => pk.startsWith("OUTBOX#"))).toEqual([]);

    expect(await importTown(atOnce(), platform)).toMatchObject({ flaws: [], written: 0 });
    await world.clockTo("2016-01-11T10:30:00Z");
    expect(waiting()).toHaveLength(count);
    // Nobody took it for something that has no session, no convocation or no town, and let it go.
    const { ledger } = JSON.parse(await exported());
    const named = ledger.filter((each: Town) => each.session === "consell-2016-03-30");
    const happened = (event: string): number => named.filter((each: Town) => each.event === event).length;
    const notices = parsed().outbox.filter((each: Town) => each.what === "notice").length;
    expect([happened("sent"), happened("delivered")]).toEqual([notices, notices]);
    expect([happened("superseded"), happened("refused"), happened("withdrawn")]).toEqual([0, 0, 0]);
  });
});
