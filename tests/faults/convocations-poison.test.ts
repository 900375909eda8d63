import { afterAll, describe, expect, it } from "vitest";
import { MailDelayed, MailRefused } from "../../lib/platform/mail.ts";
import { aSession } from "../support/builders.ts";
import { aReadySession, anAgenda, newConveningTown } from "../support/convening-town.ts";
import type { ConveningTown } from "../support/convening-town.ts";
import { accountOf, alertsIn, calendarsOf, leftBy } from "../support/fault-year-account.ts";
import { newYearMachine } from "../support/fault-year-machine.ts";
import type { YearMachine } from "../support/fault-year-machine.ts";
import { nothingYet } from "../support/fault-year-mortal.ts";
import { Storm } from "../support/fault-year-storm.ts";
import { worldOf } from "../support/fault-year.ts";
import { randomOf, sized } from "../support/random.ts";
import { mustBe } from "../support/world.ts";
import type { Shown } from "../support/world.ts";

const POISONED = "vocal-7@example.org";
const HOUR = 3_600_000;

const machines: YearMachine[] = [];
afterAll(async () => {
  for (const machine of machines) await machine.close();
});

/** What the mail service does with a mail to the poisoned address: before it takes it, and after. */
interface Poison {
  readonly before?: () => void;
  readonly after?: () => void;
}

const refused = (): never => {
  throw new MailRefused("SES: BadRequestException");
};
const delayed = (): never => {
  throw new MailDelayed("SES: TooManyRequestsException");
};

/** A body of ten with an address each, one of which the mail service has something against. */
async function tenMembers(poison: Poison, times = 1, seed = 1) {
  const asked: string[] = [];
  const random = randomOf(seed);
  const machine = await newYearMachine({
    now: "2016-01-11T09:00:00Z",
    mailer: (mailer) => ({
      async send(mail) {
        asked.push(`${mail.tags["what"]} ${mail.to}`);
        if (mail.to === POISONED) poison.before?.();
        const sent = await mailer.send(mail);
        if (mail.to === POISONED) poison.after?.();
        return sent;
      },
    }),
  });
  machines.push(machine);
  const members = Array.from({ length: 10 }, (_, i) => ({
    role: i === 0 ? "secretary" : "member",
    email: `vocal-${i + 1}@example.org`,
  }));
  const town = await newConveningTown(worldOf(machine), {
    members,
    body: { convening: { mode: "automatic", hoursAhead: 48, warnDays: [5], remindHours: [24] } },
  });
  const storm = new Storm(machine, { random, times, killed: 0, happened: nothingYet() });
  const later = (hours: number): Promise<void> =>
    storm.step(new Date(machine.clock.now() + hours * HOUR).toISOString());
  return { machine, town, later, asked };
}

/** On Monday 18 January: members are to be told by Wednesday 13. */
const convene = async (town: ConveningTown): Promise<string> => {
  const id = await aReadySession(town, { start: "2016-01-18T19:00:00" });
  mustBe(201, await town.secretary.post(`${town.at}/sessions/${id}/convocations`));
  return id;
};
const statesOf = async ({ secretary, at }: ConveningTown, id: string, n = 1): Promise<string[]> => {
  const { items } = mustBe(200, await secretary.get(`${at}/sessions/${id}/convocations/${n}/notices`)).body;
  return items
    .filter(({ channel }: Shown) => channel !== "page")
    .map(({ channel, state }: Shown) => `${channel} ${state}`)
    .toSorted();
};
const nine = (what: string): string[] => Array.from({ length: 9 }, () => what);
const done = { broken: [], outbox: [], overdue: [], halfWritten: [] };
const resending = (timers: readonly string[]): string[] => timers.filter((each) => each.includes("#resend#"));

describe("one of ten addresses that the mail service refuses for ever", { timeout: 300_000 }, () => {
  it("leaves the nine others to be told, goes on paper with an alert, and is tried once", async () => {
    const { machine, town, later, asked } = await tenMembers({ before: refused });
    const id = await convene(town);
    await later(24);
    expect(await statesOf(town, id)).toEqual(
      [...nine("mail delivered"), "mail failed", "paper to-print"].toSorted(),
    );
    expect(asked.filter((each) => each.endsWith(POISONED))).toHaveLength(1);
    const { items } = mustBe(200, await town.operator.get(`${town.at}/alerts`)).body;
    expect(items.map(({ session, code }: Shown) => `${session} ${code}`)).toContain(`${id} bounced`);
    expect(alertsIn(machine.sink.mails()).filter((each) => each.startsWith("bounced"))).toEqual([
      "bounced vocal-1@example.org",
    ]);
    const account = accountOf(await leftBy({ machine }));
    expect(account).toMatchObject(done);
    expect(resending(account.timers)).toEqual([]);
  });
});

describe("one of ten addresses that the mail service never has time for", { timeout: 300_000 }, () => {
  it("leaves the nine others to be told, and its notice is withheld once it would be late", async () => {
    const { machine, town, later, asked } = await tenMembers({ before: delayed });
    const id = await convene(town);
    await later(3);
    expect(await statesOf(town, id)).toEqual([...nine("mail delivered"), "mail to-send"]);
    expect(asked.length).toBeGreaterThan(15);
    machine.clock.set(Date.parse("2016-01-13T22:00:00Z")); // in between, nothing runs
    await later(3);
    expect(await statesOf(town, id)).toEqual([...nine("mail delivered"), "mail withheld"]);
    const tries = asked.length;
    await later(24);
    expect(asked.slice(tries).filter((each) => each.startsWith("notice "))).toEqual([]);
    expect(accountOf(await leftBy({ machine })).broken).toEqual([]);
  });

  it("is not tried for ever with what no time limit ends: a reminder, a cancellation", async () => {
    const { machine, town, later, asked } = await tenMembers({ before: delayed });
    const id = await convene(town);
    await later(2);
    mustBe(
      200,
      await town.secretary.post(`${town.at}/sessions/${id}/cancellation`, { reason: "Sense temes" }),
    );
    await later(2);
    machine.clock.set(Date.parse("2016-02-18T08:00:00Z")); // a month behind the session
    await later(2);
    const tries = asked.length;
    await later(6);
    expect(asked.slice(tries)).toEqual([]);
    const account = accountOf(await leftBy({ machine }));
    expect(account).toMatchObject(done);
    expect(resending(account.timers)).toEqual([]);
  });
});

describe("everything six times, much of it at once", { timeout: 300_000 }, () => {
  it.each(Array.from({ length: sized(1, 20) }, (_, i) => i + 1))(
    "warns once, convenes once, and sends each mail once where nothing fails, seed %i",
    async (seed) => {
      const { machine, town, later } = await tenMembers({}, 6, seed);
      const { secretary, at, atBody } = town;
      const { id } = mustBe(201, await secretary.post(`${atBody}/sessions`, aSession())).body;
      await later(22 * 24); // the agenda is not ready, and the secretary hears of it
      mustBe(201, await secretary.put(`${at}/sessions/${id}/agenda`, anAgenda()));
      await later(9 * 24);
      const mails = machine.sink.mails();
      const number = (what: string) => mails.filter(({ tags }) => tags["what"] === what).length;
      expect([number("notice"), number("reminder"), alertsIn(mails)]).toEqual([
        10,
        10,
        ["not-ready vocal-1@example.org"],
      ]);
      const { deeds, ledger, ...account } = accountOf(await leftBy({ machine }));
      for (const deed of ["warn", "convene"])
        expect(deeds.filter((each) => each.includes(`"operation":"${deed}"`))).toHaveLength(1);
      expect(ledger.filter((each, i) => ledger[i - 1] === each)).toEqual([]);
      expect(account).toMatchObject(done);
    },
  );
});

describe("a mail that was taken without our hearing of it", { timeout: 300_000 }, () => {
  it("is taken out of the calendar of a member who leaves before it is tried again", async () => {
    let isDeaf = true;
    const deaf = (): void => {
      if (isDeaf) throw new MailDelayed("SES: ECONNRESET");
    };
    const { machine, town, later } = await tenMembers({ after: deaf });
    const id = await convene(town);
    await later(1 / 60);
    expect(machine.sink.mails().filter(({ to }) => to === POISONED)).toHaveLength(1);
    isDeaf = false;
    const person = { name: "Nova Vocal", email: "nova@example.org", keeper: null };
    const { id: titular } = mustBe(201, await town.operator.post(`${town.at}/people`, person)).body;
    const seat = `${town.atBody}/seats/${town.seats[6]}`;
    mustBe(200, await town.secretary.patch(seat, { since: "2016-01-11", titular }));
    await later(24);
    const calendars = calendarsOf(machine.sink.mails(), randomOf(1));
    const shown = (address: string): boolean[] =>
      Object.values(calendars[address] ?? {}).map(({ cancelled }) => !cancelled);
    expect([id, shown("nova@example.org"), shown(POISONED)]).toEqual([id, [true], [false]]);
    expect(accountOf(await leftBy({ machine }))).toMatchObject(done);
  });

  it("stands in the ledger as delivered once, however often it was sent", async () => {
    let left = 2;
    const deaf = (): void => {
      if (left-- > 0) throw new MailDelayed("SES: ECONNRESET");
    };
    const { machine, town, later } = await tenMembers({ after: deaf });
    await convene(town);
    await later(24);
    expect(machine.sink.mails().filter(({ to }) => to === POISONED)).toHaveLength(3);
    const seat = town.seats[6] ?? "";
    const { ledger } = accountOf(await leftBy({ machine }));
    const events = ledger
      .filter((each) => each.includes(` ${seat} `))
      .map((each) => /: (\w+) /.exec(each)?.[1]);
    expect(events).toEqual(["decided", "delivered", "sent"]);
  });
});
