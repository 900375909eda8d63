import type { Machine } from "../../lib/local/machine.ts";
import type { MailFaults } from "../../lib/local/mail-faults.ts";
import { liveThrough, twoCouncils } from "./council-year.ts";
import type { ConveningTown } from "./convening-town.ts";
import { newYearMachine } from "./fault-year-machine.ts";
import type { YearMachine } from "./fault-year-machine.ts";
import { mortalMailer, nothingYet, stormyCalls } from "./fault-year-mortal.ts";
import type { Happened, StoreIlls } from "./fault-year-mortal.ts";
import { Storm } from "./fault-year-storm.ts";
import { randomOf } from "./random.ts";
import { clientOf, mustBe } from "./world.ts";
import type { World } from "./world.ts";

export const NOW = "2016-01-01T08:00:00Z";
const SILENCE_MILLISECONDS = 300;

/** What a year suffers. */
export interface Ills {
  readonly times: number;
  readonly killed: number;
  readonly store: StoreIlls;
  readonly mail: NonNullable<MailFaults["odds"]>;
}

export const calm: Ills = {
  times: 1,
  killed: 0,
  store: { throttled: 0, answerLost: 0, hopeless: 0 },
  mail: {},
};

export interface LivedYear {
  readonly machine: YearMachine;
  readonly towns: readonly ConveningTown[];
  readonly happened: Happened;
  /** Events of mail that were lost, however often they came. */
  readonly lost: number;
}

/** As much of a world as towns are taken in with. */
export const worldOf = ({ clock, tableName, lines, as }: YearMachine): World => ({
  machine: { clock } as Machine,
  tableName,
  lines,
  as,
  citizen: clientOf("", null),
  clockTo: async () => undefined,
  close: async () => undefined,
});

type Edit = (towns: readonly ConveningTown[]) => Promise<unknown>;

const on =
  (town: number, edit: (of: ConveningTown) => Promise<unknown>): Edit =>
  async (towns) =>
    edit(towns[town] as ConveningTown);

const moved =
  (session: string, start: string) =>
  async ({ secretary, at }: ConveningTown) =>
    mustBe(
      201,
      await secretary.post(`${at}/sessions/${session}/convocations`, {
        start,
        reason: "Sala ocupada",
        order: { by: "president", act: "Decret 4/2016" },
      }),
    );

const calledOff =
  (session: string) =>
  async ({ secretary, at }: ConveningTown) =>
    mustBe(200, await secretary.post(`${at}/sessions/${session}/cancellation`, { reason: "Sense temes" }));

const followed =
  (seat: number, since: string, name: string) =>
  async ({ operator, secretary, at, atBody, seats }: ConveningTown) => {
    const person = { name, email: `${name.toLowerCase()}@example.org`, keeper: null };
    const { id: titular } = mustBe(201, await operator.post(`${at}/people`, person)).body;
    mustBe(200, await secretary.patch(`${atBody}/seats/${seats[seat]}`, { since, titular }));
  };

/** What is changed by hand, at the end of which day. */
const EDITS: Readonly<Record<string, readonly Edit[]>> = {
  "2016-01-16": [on(1, calledOff("consiglio-mensile-2016-01-20"))],
  "2016-01-17": [on(0, moved("consell-mensile-2016-01-20", "2016-01-27T18:00:00"))],
  "2016-03-12": [on(0, followed(2, "2016-03-12", "Nova")), on(1, followed(1, "2016-03-12", "Nuova"))],
  "2016-05-14": [on(0, calledOff("consell-mensile-2016-05-18"))],
  "2016-06-11": [on(1, moved("consiglio-mensile-2016-06-15", "2016-06-29T18:00:00"))],
  "2016-09-17": [on(0, followed(3, "2016-09-17", "Tardor"))],
  "2016-09-18": [
    on(0, moved("consell-mensile-2016-09-21", "2016-09-28T18:00:00")),
    on(1, followed(2, "2016-09-18", "Autunno")),
  ],
};

export async function editsOn(day: string, towns: readonly ConveningTown[]): Promise<void> {
  for (const edit of EDITS[day] ?? []) await edit(towns);
}

/** Two towns live through so many days, under what they suffer; the clock ends the same whatever happens. */
export async function liveYear(days: number, ills: Ills, seed = 1): Promise<LivedYear> {
  const random = randomOf(seed);
  const happened = nothingYet();
  const machine = await newYearMachine({
    now: NOW,
    seed,
    between: stormyCalls(ills.store, random, happened),
    mailer: mortalMailer,
    ...(ills.mail.silent !== undefined && { silenceMilliseconds: SILENCE_MILLISECONDS }),
  });
  const world = worldOf(machine);
  const towns = await twoCouncils(world);
  machine.sink.faults({ odds: ills.mail });
  const storm = new Storm(machine, { random, times: ills.times, killed: ills.killed, happened });
  await liveThrough(world, towns, {
    days,
    lazy: ["2016-02", "2016-08"],
    step: async (to) => {
      await storm.step(to);
      await editsOn(to.slice(0, 10), towns);
    },
  });
  return { machine, towns, happened, lost: storm.lost };
}
