import { rowsOf } from "../support/dump.ts";
import { anAgenda, CATALAN_RULES, newConveningTown } from "../support/convening-town.ts";
import type { ConveningTown } from "../support/convening-town.ts";
import { come, secondCallAfterAnHour } from "../support/meeting-town.ts";
import { mustBe, worldOn } from "../support/world.ts";
import type { World } from "../support/world.ts";
import type { Counted, Work } from "./cost-model.ts";
import { ticks } from "../../lib/api.ts";
import { runTick } from "../../lib/local/advance.ts";

const DAY = 86_400_000;
const MONTHS = ["02", "04", "06", "09", "10", "12"];
const MEMBERS = [
  { role: "president" },
  { role: "secretary" },
  ...Array.from({ length: 13 }, () => ({ role: "member" })),
];
const ANSWERING = 8;
const COMING = 12;

const isKept = (row: object): boolean => !("expiresAtSeconds" in row);

/** The year of one council, from its agenda to its approved minutes, over HTTP: what the machine's log says that it took. */
export async function countCouncil(endpoint: string): Promise<Omit<Counted, "installation">> {
  const tableName = "costs";
  const world = await worldOn({ now: "2016-01-04T09:00:00Z", endpoint, tableName });
  const storedBytes = async (): Promise<number> => {
    const all = [undefined, "gsi1", "gsi2"] as const;
    const rows = await Promise.all(all.map((index) => rowsOf(endpoint, tableName, index)));
    return rows
      .flat()
      .filter(isKept)
      .reduce((sum, row) => sum + Buffer.byteLength(JSON.stringify(row)), 0);
  };
  const during = async (work: () => Promise<unknown>): Promise<Work> => {
    const [lines, mails, bytes] = [
      world.lines.length,
      world.machine.sink.mails().length,
      await storedBytes(),
    ];
    await work();
    return {
      ...sumOf(world.lines.slice(lines)),
      ...mailsSince(world, mails),
      storedBytes: (await storedBytes()) - bytes,
    };
  };
  let town: ConveningTown | undefined;
  const setUp = await during(async () => (town = await foundCouncil(world)));
  const council = town as ConveningTown;
  const year = await during(async () => {
    for (const month of MONTHS) await holdSession(world, council, `2016-${month}-17`);
  });
  const reads = await countReads(world, council);
  const idle = await countIdle(world);
  await world.close();
  return { setUp, year, reads, idle };
}

const foundCouncil = (world: World): Promise<ConveningTown> =>
  newConveningTown(world, {
    body: { legalNumbers: [{ members: 10 }] },
    rules: { ...CATALAN_RULES, own: { ...CATALAN_RULES.own, ...secondCallAfterAnHour } },
    members: MEMBERS,
    years: [2016, 2017],
  });

/** Agenda and convocation three weeks ahead, answers, the session, its minutes, their approval by those who came. */
async function holdSession(world: World, town: ConveningTown, day: string): Promise<void> {
  const { secretary, at, atBody, seats } = town;
  const go = (time: string, days = 0) =>
    world.clockTo(new Date(Date.parse(`${day}T${time}Z`) + days * DAY).toISOString().replace(".000Z", "Z"));
  await go("09:00:00", -21);
  const session = { title: "Sessió ordinària", start: `${day}T19:00:00`, duration: "PT2H" };
  const { id } = mustBe(201, await secretary.post(`${atBody}/sessions`, session)).body;
  const of = `${at}/sessions/${id}`;
  mustBe(201, await secretary.put(`${of}/agenda`, anAgenda()));
  mustBe(201, await secretary.post(`${of}/convocations`, {}));
  await go("12:00:00", -20);
  for (const seat of seats.slice(0, ANSWERING))
    mustBe(200, await secretary.put(`${of}/answers/${seat}`, { reply: "attends" }));
  await go("18:05:00");
  await come(
    town,
    of,
    Array.from({ length: COMING }, (_, i) => i),
  );
  mustBe(200, await secretary.post(`${of}/opening`, {}));
  mustBe(201, await secretary.post(`${of}/votes`, { item: "1", counts: { yes: 9, no: 1, abstentions: 1 } }));
  mustBe(200, await secretary.post(`${of}/closing`, {}));
  mustBe(
    201,
    await secretary.post(`${of}/agreements`, {
      text: "Aprovar el pressupost",
      vote: 1,
      responsible: { office: "Secretaria" },
    }),
  );
  mustBe(201, await secretary.post(`${of}/minutes`, { basedOn: 0 }));
  mustBe(
    201,
    await secretary.post(`${of}/minutes`, {
      basedOn: 1,
      items: [{ item: "1", debate: ["Es debat el pressupost."] }],
    }),
  );
  mustBe(200, await secretary.post(`${of}/minutes/2/circulation`, { acceptIncomplete: true }));
  await go("12:00:00", 7);
  for (const seat of seats.slice(0, COMING))
    await secretary.post(`${of}/minutes/2/conformity`, { seat, agrees: true });
}

const isHttp = (line: object): boolean => "route" in line;

function sumOf(lines: World["lines"]) {
  const sum = (name: string): number =>
    Math.ceil(lines.reduce((total, line) => total + Number(line[name] ?? 0), 0));
  const requests = lines.filter(isHttp).length;
  return {
    requests,
    runs: lines.length - requests,
    readUnits: sum("readUnits"),
    writeUnits: sum("writeUnits"),
  };
}

function mailsSince(world: World, before: number) {
  const mails = world.machine.sink.mails().slice(before);
  return { mails: mails.length, mailBytes: mails.reduce((sum, { raw }) => sum + raw.byteLength, 0) };
}

/** What everyone reads, once each. */
async function countReads(world: World, { at, atBody }: ConveningTown): Promise<Counted["reads"]> {
  const before = world.lines.length;
  let bytes = 0;
  const period = "from=2016-01-01&to=2016-12-31";
  const session = mustBe(200, await world.citizen.get(`${at}/sessions?${period}`)).body.items[0].id;
  const of = `${at}/sessions/${session}`;
  const paths = [
    at,
    `${at}/sessions?${period}`,
    `${at}/bodies`,
    atBody,
    `${atBody}/sessions?${period}`,
    of,
    `${of}/agenda`,
    `${of}/minutes`,
    `${of}/agreements`,
    `${at}/calendar.ics`,
    `${atBody}/calendar.ics`,
  ];
  for (const path of paths) {
    const { body } = mustBe(200, await world.citizen.get(path));
    bytes += Buffer.byteLength(typeof body === "string" ? body : JSON.stringify(body));
  }
  return { ...sumOf(world.lines.slice(before + 1)), bytes };
}

/** What the clock costs while nothing is due: by a run of each tick, and how often it runs in 30 days. */
async function countIdle(world: World): Promise<Counted["idle"]> {
  const idle = { runs: 0, readUnits: 0 };
  for (const [name, { everyMinutes }] of Object.entries(ticks)) {
    const before = world.lines.length;
    await runTick(world.machine.functions, name as keyof typeof ticks, world.machine.clock.now());
    const runs = (30 * DAY) / (everyMinutes * 60_000);
    idle.runs += runs;
    idle.readUnits += runs * sumOf(world.lines.slice(before)).readUnits;
  }
  return idle;
}
