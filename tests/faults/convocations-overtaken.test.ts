import { afterAll, beforeAll, expect, it } from "vitest";
import { runTick } from "../../lib/local/advance.ts";
import { lambdaContext } from "../../lib/local/functions.ts";
import { sesEvents } from "../../lib/local/ses-events.ts";
import type { ServiceEvent } from "../../lib/platform/listener.ts";
import { aReadySession, newConveningTown } from "../support/convening-town.ts";
import type { ConveningTown } from "../support/convening-town.ts";
import { accountOf, leftBy } from "../support/fault-year-account.ts";
import { newYearMachine } from "../support/fault-year-machine.ts";
import type { YearMachine } from "../support/fault-year-machine.ts";
import { nothingYet, overtaken, stormyCalls } from "../support/fault-year-mortal.ts";
import { Storm } from "../support/fault-year-storm.ts";
import { worldOf } from "../support/fault-year.ts";
import { randomOf, sized } from "../support/random.ts";
import { mustBe } from "../support/world.ts";

/** A run of this tick calls out two dozen times when it gives five members notice; it writes towards the end. */
const CALLS = Array.from({ length: sized(10, 24) }, (_, i) => i + sized(14, 0));
const MINUTE = 60_000;

let machine: YearMachine;
let town: ConveningTown;
let storm: Storm;
beforeAll(async () => {
  const random = randomOf(1);
  const happened = nothingYet();
  const fair = { throttled: 0, answerLost: 0, hopeless: 0 };
  machine = await newYearMachine({
    now: "2016-01-11T09:00:00Z",
    between: stormyCalls(fair, random, happened),
  });
  town = await newConveningTown(worldOf(machine));
  storm = new Storm(machine, { random, times: 1, killed: 0, happened });
});
afterAll(() => machine.close());

const later = (minutes: number): Promise<void> =>
  storm.step(new Date(machine.clock.now() + minutes * MINUTE).toISOString());

it(
  "a run that falls asleep at any of its calls, and is overtaken, tells nobody twice",
  { timeout: 600_000 },
  async () => {
    let slept = 0;
    for (const calls of CALLS) {
      const start = `2016-03-${String(1 + (calls % 28)).padStart(2, "0")}T${10 + Math.floor(calls / 28)}:00:00`;
      const id = await aReadySession(town, { start });
      mustBe(201, await town.secretary.post(`${town.at}/sessions/${id}/convocations`));
      const scheduled = machine.clock.now();
      const meanwhile = async (): Promise<void> => {
        slept++;
        await later(10);
      };
      const run = () => runTick(machine.behind, "notify-members", scheduled);
      // What it finds done by others is no failure.
      expect((await overtaken(calls, meanwhile, run)).failed).toBe(0);
      await later(10);
    }
    expect(slept).toBe(CALLS.length);
    const notices = machine.sink
      .mails()
      .filter(({ tags }) => tags["what"] === "notice")
      .map(({ to, tags }) => `${tags["session"]} ${to}`);
    expect(notices.filter((each, i) => notices.indexOf(each) !== i)).toEqual([]);
    expect(notices).toHaveLength(4 * CALLS.length);
    const account = accountOf(await leftBy({ machine }));
    expect(account).toMatchObject({ broken: [], outbox: [], overdue: [], halfWritten: [] });
    expect(account.ledger.filter((each, i, all) => all[i - 1] === each)).toEqual([]);
  },
);

it("what a mail came to, told by two at once, is on record twice over: neither is lost", async () => {
  const id = await aReadySession(town, { start: "2016-04-06T19:00:00" });
  machine.sink.faults({ fates: [{ to: ".", fate: "nothing" }] });
  mustBe(201, await town.secretary.post(`${town.at}/sessions/${id}/convocations`));
  await later(10);
  const mails = machine.sink
    .mails()
    .filter(({ tags }) => tags["session"] === id && tags["what"] === "notice");
  expect(mails).toHaveLength(4);
  const tell = async (event: ServiceEvent | undefined): Promise<void> => {
    for (const { handler } of machine.behind.listeners)
      if (event) await handler(event, lambdaContext(MINUTE));
  };
  for (const [calls, mail] of mails.entries()) {
    const [delivered, complained] = sesEvents(mail, "complaint");
    let isTold = false;
    const meanwhile = async (): Promise<void> => {
      isTold = true;
      await tell(complained);
    };
    await overtaken(calls, meanwhile, () => tell(delivered));
    if (!isTold) await tell(complained);
  }
  const { ledger, broken } = accountOf(await leftBy({ machine }));
  const events = ledger.filter((each) => each.includes(` ${id} `)).map((each) => /: (\w+) /.exec(each)?.[1]);
  for (const name of ["delivered", "complained"])
    expect(events.filter((each) => each === name)).toHaveLength(4);
  expect(broken).toEqual([]);
});
