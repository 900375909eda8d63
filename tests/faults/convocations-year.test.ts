import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountOf, calendarsOf, differences, leftBy, postOf } from "../support/fault-year-account.ts";
import type { Account, Post } from "../support/fault-year-account.ts";
import { calm, liveYear } from "../support/fault-year.ts";
import type { Ills, LivedYear } from "../support/fault-year.ts";
import { isFull, randomOf, sized } from "../support/random.ts";

/** With the day of March on which members were withdrawn, invited, and reminded. */
const DAYS = sized(80, 366);
const SEEDS = Array.from({ length: sized(1, 4) }, (_, i) => i + 1);

/** Everything three times, in any order, at once and late; a quarter of all runs killed; three calls of ten throttled. */
const storm: Ills = {
  times: 3,
  killed: 25,
  store: { throttled: 30, answerLost: 10, hopeless: 1 },
  mail: {
    TooManyRequestsException: 0.1,
    InternalServiceErrorException: 0.1,
    "answer-lost": 0.12,
    silent: 0.03,
  },
};

const years: LivedYear[] = [];
afterAll(async () => {
  for (const { machine } of years) await machine.close();
});

async function lived(ills: Ills, seed: number) {
  const year = await liveYear(DAYS, ills, seed);
  years.push(year);
  const mails = year.machine.sink.mails();
  return { year, mails, account: accountOf(await leftBy(year)), post: postOf(mails) };
}
type Lived = Awaited<ReturnType<typeof lived>>;

let undisturbed: Lived;
beforeAll(async () => {
  undisturbed = await lived(calm, 0);
}, 900_000);

const isWhole = { broken: [], outbox: [], overdue: [], halfWritten: [] } satisfies Partial<Account>;
/** Mails that both years have, with the same Message-ID and Date: how many are not the same to the byte. */
const unlike = (one: Post, other: Post): string[] =>
  [...one.bytes].flatMap(([name, bytes]) => ((other.bytes.get(name) ?? bytes) === bytes ? [] : [name]));

it("the undisturbed year convenes, changes, calls off, replaces members, warns and reminds", () => {
  const { account, post, year } = undisturbed;
  expect(account).toMatchObject(isWhole);
  const events = new Set(account.ledger.map((line) => /: (\w+) /.exec(line)?.[1]));
  for (const event of ["decided", "published", "sent", "delivered", "reminded", "withdrawn"])
    expect(events).toContain(event);
  const versions = account.rest.filter((row) => row.includes('"sk":"CONVOCATION#'));
  const types = new Set(versions.map((row) => /"type":"(\w+)"/.exec(row)?.[1]));
  expect(types).toEqual(new Set(["cancellation", "change", "convocation"]));
  expect([post.doubles, year.lost, year.happened.throttled, year.happened.killed]).toEqual([0, 0, 0, 0]);
  const alerts = undisturbed.mails.filter(({ tags }) => tags["what"] === "alert");
  expect(alerts.length).toBeGreaterThanOrEqual(3);
});

describe.each(SEEDS)("the same year in a storm, seed %i", (seed) => {
  let stormy: Lived;
  beforeAll(async () => {
    stormy = await lived(storm, seed);
  }, 3_600_000);

  it("really was stormy", () => {
    const { happened, lost } = stormy.year;
    expect(happened.throttled / happened.calls).toBeGreaterThan(0.3);
    expect(happened.killed).toBeGreaterThan(sized(15, 80));
    expect(happened.answerLost).toBeGreaterThan(sized(8, 50));
    expect(happened.hopeless).toBeGreaterThan(sized(10, 100));
    // What AWS itself would have lost is not ours to be measured by.
    expect(lost).toBe(0);
  });

  it("leaves the same ledger, each event once, and no chain broken", () => {
    expect(differences(stormy.account.ledger, undisturbed.account.ledger)).toEqual([]);
    expect(stormy.account.broken).toEqual([]);
  });

  it("leaves the same sessions, convocations, outlooks and alerts, and has done the same deeds", () => {
    expect(differences(stormy.account.rest, undisturbed.account.rest)).toEqual([]);
    expect(differences(stormy.account.deeds, undisturbed.account.deeds)).toEqual([]);
    expect(stormy.account.halfWritten).toEqual([]);
  });

  it("leaves nothing behind: no mail waits, and only what is to come has its timer", () => {
    expect(stormy.account).toMatchObject(isWhole);
    expect(differences(stormy.account.timers, undisturbed.account.timers)).toEqual([]);
  });

  it("leaves each member's calendar the same, with every mail read twice and in any order", () => {
    const calendars = calendarsOf(stormy.mails, randomOf(seed));
    expect(calendars).toEqual(calendarsOf(undisturbed.mails, randomOf(0)));
    expect(Object.values(calendars).flatMap((each) => Object.keys(each)).length).toBeGreaterThan(10);
  });

  it("sends some mails more than once, and those are the same to the byte", () => {
    const { post } = stormy;
    expect(post.unlike).toEqual([]);
    // The honest limit: what the service took, and we never heard of, goes once more.
    expect(post.doubles).toBeGreaterThan(0);
    expect(post.doubles).toBeLessThan(post.mails / 2);
    expect([...post.bytes.keys()].length).toBe(undisturbed.post.mails);
    expect(unlike(stormy.post, undisturbed.post)).toEqual([]);
  });

  it("logs no address of a member", () => {
    expect(JSON.stringify(stormy.year.machine.lines)).not.toMatch(/example\.org/);
    if (isFull)
      process.stdout.write(
        `seed ${seed}: ${JSON.stringify({ ...stormy.year.happened, mails: stormy.post.mails, doubles: stormy.post.doubles })}\n`,
      );
  });
});
