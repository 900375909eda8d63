import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, inject, it } from "vitest";
import { api } from "../../lib/api.ts";
import { startMachine } from "../../lib/local/machine.ts";
import { parseInstant } from "../../lib/platform/zone.ts";
import { rowsOf, sorted } from "../support/dump.ts";
import { declaredIn, isAddressOf, isChange, isSound, wrongWith } from "../support/fuzz-answers.ts";
import { wrongWithStored } from "../support/access-stored.ts";
import type { Declared } from "../support/fuzz-answers.ts";
import { plansOf } from "../support/fuzz-requests.ts";
import type { Plan } from "../support/fuzz-requests.ts";
import { MARK, markOf } from "../support/fuzz-people.ts";
import { groundOf } from "../support/fuzz-ground.ts";
import { send, templateOf } from "../support/fuzz-world.ts";
import type { FuzzGround, Received, Sent } from "../support/fuzz-world.ts";
import { premisesFor } from "../support/premises.ts";
import { clientOf } from "../support/world.ts";

const IS_FULL = process.env["CONVOCA_FUZZ"] === "full";
const SEED = Number(process.env["CONVOCA_SEED"] ?? 1);
const A_WORLD = IS_FULL ? 1000 : 250;
const WORLDS = IS_FULL ? 10 : 1;
const A_BATCH = 50;
/** So many at a time for a route on which nothing was taken yet, so many times at most. */
const MORE = 12;
const MOST_MORE = 5;
const ERASURES = IS_FULL ? 60 : 12;

const names = Object.keys(api);
const taken = new Map<string, number>();
/**
 * What asks for a story before it (members who come, a session that is opened, minutes that are sent) is asked, must refuse
 * without a trace and never fail, but need not take anything here: the tests of meetings, minutes and agreements tell it.
 */
const STORIED: readonly string[] = [
  "putAttendance",
  "openMeeting",
  "closeMeeting",
  "createVote",
  "createMinutes",
  "getMinutes",
  "showMinutes",
  "circulateMinutes",
  "agreeToMinutes",
  "showConformityForm",
  "sendConformityForm",
  "approveMinutes",
  "correctMinutes",
  "putOpinion",
  "createAgreement",
  "getAgreement",
  "updateAgreement",
  "getAgreementCertificate",
  "showAgreementCertificate",
];
const untaken = (): string[] => names.filter((name) => !taken.has(name) && !STORIED.includes(name));
const tally = { requests: 0, refused: 0, verified: 0, slowest: "", slowestMilliseconds: 0 };

interface Laboratory {
  readonly ground: FuzzGround;
  readonly declared: Declared;
  /** What the machine logged as its own failures. */
  readonly errors: readonly string[];
  /** What it logged of people. */
  readonly leaks: readonly string[];
  /** Everything in the table, a line a row, to the last attribute. */
  readonly dump: () => Promise<string[]>;
  close(): Promise<void>;
}

async function newLaboratory(): Promise<Laboratory> {
  const errors: string[] = [];
  const leaks: string[] = [];
  const endpoint = inject("endpoint");
  const tableName = `fuzz-${randomUUID()}`;
  const machine = await startMachine({
    port: 0,
    folder: null,
    tableName,
    corsOrigins: [],
    endpoint,
    ...premisesFor(tableName),
    now: parseInstant("2015-11-20T09:00:00Z"),
    log: (facts) => {
      if (facts["error"] !== undefined) errors.push(String(facts["error"]));
      if (MARK.test(JSON.stringify(facts))) leaks.push(`the log tells of a person: ${JSON.stringify(facts)}`);
    },
  });
  const citizen = clientOf(machine.url, null);
  const as = async (office: object) =>
    clientOf(machine.url, (await citizen.post("/local/tokens", office)).body.token);
  const ground = await groundOf({ machine, as }, api);
  return {
    ground,
    errors,
    leaks,
    declared: declaredIn((await citizen.get("/v1/openapi.json")).body),
    dump: async () => (await rowsOf(endpoint, tableName)).map((row) => JSON.stringify(sorted(row))),
    close: () => machine.close(),
  };
}

/** One request, and all that its answer must be. Gives back whether it was refused. */
async function ask(
  { ground, declared, errors, dump }: Laboratory,
  sent: Sent,
): Promise<{ refused: boolean; wrong: string[] }> {
  const received = await send(ground.url, sent);
  const refused = received.status >= 400;
  const wrong = wrongWith(sent, received, declared);
  if (!refused && isAddressOf(sent) && !isSound(sent))
    wrong.push(`takes what the chart's schemas refuse: ${received.status}`);
  if ((refused || !isAboutPeople(sent)) && MARK.test(received.text)) wrong.push("tells of a person");
  if (!refused) {
    taken.set(sent.name, (taken.get(sent.name) ?? 0) + 1);
    ground.learn(received.headers["location"]);
    if (isChange(sent)) wrong.push(...(await wrongWithStored(ground, sent, received)));
    if (sent.name === "erasePerson") wrong.push(...tracesOf(sent, await dump()));
  }
  count(sent, received);
  const cause = received.status >= 500 ? (errors.at(-1) ?? "") : received.text;
  const about = `\n${shown(sent)}\n-> ${received.status} ${cause.slice(0, 600)}`;
  return { refused, wrong: wrong.map((each) => each + about) };
}

/** Whether an answer may hold personal data: on these routes, for whoever was let in. */
const isAboutPeople = ({ route }: Sent): boolean => /\/people(\/|$)|\/letter$/.test(templateOf(route));

/** What is left in the table of someone who was erased: their id may be, for it says nothing. */
function tracesOf({ path }: Sent, rows: readonly string[]): string[] {
  const mark = markOf(path.slice(path.lastIndexOf("/") + 1));
  return rows.filter((row) => row.includes(mark)).map((row) => `is kept of someone erased: ${row}`);
}

function count(sent: Sent, { status, milliseconds }: Received): void {
  tally.requests++;
  if (status >= 400) tally.refused++;
  if (milliseconds <= tally.slowestMilliseconds) return;
  Object.assign(tally, { slowestMilliseconds: milliseconds, slowest: shown(sent) });
}

/** Whole when a seed is replayed. */
const MOST_SHOWN = process.env["CONVOCA_SEED"] === undefined ? 300 : 20_000;

const shown = ({ name, route, path, query, headers, body }: Sent): string =>
  [`${name}: ${route.on.split(" ")[0]} ${path}${query}`, JSON.stringify(headers), String(body)]
    .map((part) => part.replace(/eyJ[\w.-]{20,}/g, "…").slice(0, MOST_SHOWN))
    .join(" ");

/** The rows that are there only before or only after. */
function differences(before: readonly string[], after: readonly string[]): string[] {
  const [was, is] = [new Set(before), new Set(after)];
  return [...before.filter((row) => !is.has(row)), ...after.filter((row) => !was.has(row))].map((row) =>
    row.slice(0, 300),
  );
}

/** First those that must be refused, then the rest, then once more those of the rest that were refused. */
async function batch(
  laboratory: Laboratory,
  plans: readonly (readonly [name: string, plan: Plan])[],
): Promise<string[]> {
  const wrong: string[] = [];
  const all: Sent[] = [];
  await laboratory.ground.lookAgain();
  for (const [name, plan] of plans) all.push(await laboratory.ground.requestOf(name, plan));
  const [must, may] = [all.filter((sent) => !isSound(sent)), all.filter(isSound)];
  const nothingFrom = async (requests: readonly Sent[]): Promise<void> => {
    if (requests.length === 0) return;
    const before = await laboratory.dump();
    let refused = true;
    for (const sent of requests) {
      const answer = await ask(laboratory, sent);
      wrong.push(...answer.wrong);
      refused &&= answer.refused || !isChange(sent);
    }
    // One that is taken now, since others were taken meanwhile, may write.
    if (!refused) return;
    tally.verified += requests.length;
    const changed = differences(before, await laboratory.dump());
    if (changed.length > 0)
      wrong.push(["refused requests wrote something", ...changed, ...requests.map(shown)].join("\n"));
  };
  await nothingFrom(must);
  const again: Sent[] = [];
  for (const sent of may) {
    const answer = await ask(laboratory, sent);
    wrong.push(...answer.wrong);
    if (answer.refused) again.push(sent);
  }
  await nothingFrom(again);
  return wrong;
}

/** Tries those routes again on which nothing was taken yet. */
async function tryAgain(laboratory: Laboratory, seed: number): Promise<string[]> {
  const wrong: string[] = [];
  for (let i = 1; i <= MOST_MORE && untaken().length > 0; i++) {
    const plans = plansOf(seed + i * 10_000, MORE);
    for (const name of untaken())
      wrong.push(
        ...(await batch(
          laboratory,
          plans.map((plan) => [name, plan] as const),
        )),
      );
  }
  return wrong;
}

const DELETES = new Set(Object.values(api).map(({ on }) => on.replace(/^(?!DELETE )\S+ .*/, "")));

/** A DELETE of what no route deletes is answered by none, and deletes nothing. */
async function wrongWithDeletes({ ground, dump }: Laboratory): Promise<string[]> {
  const wrong: string[] = [];
  const before = await dump();
  const [plan] = plansOf(SEED, 1000).filter((each) => each.who === "operator" && each.path === null);
  for (const [name, route] of Object.entries(api)) {
    const on = `DELETE /${templateOf(route).slice(1)}` as const;
    if (plan === undefined || DELETES.has(on)) continue;
    const sent = { ...(await ground.requestOf(name, plan)), route: { ...route, on }, query: "", body: null };
    const { status } = await send(ground.url, sent);
    if (status !== 404) wrong.push(`answers ${status}, and there is no such route\n${shown(sent)}`);
  }
  return [...wrong, ...differences(before, await dump())];
}

describe("every route of the chart, whatever is sent to it", () => {
  for (let w = 0; w < WORLDS; w++) {
    const seed = SEED + w;
    it(
      `answers as it says, refuses without a trace, keeps what it takes (seed ${seed})`,
      { timeout: 600_000 },
      async () => {
        const laboratory = await newLaboratory();
        const plans = plansOf(seed, A_WORLD).map((plan, i) => [names[i % names.length] ?? "", plan] as const);
        const wrong = await wrongWithDeletes(laboratory);
        for (let i = 0; i < plans.length; i += A_BATCH)
          wrong.push(...(await batch(laboratory, plans.slice(i, i + A_BATCH))));
        const erasures = plansOf(seed + 1_000_000, ERASURES).map((plan) => ["erasePerson", plan] as const);
        wrong.push(...(await batch(laboratory, erasures)));
        wrong.push(...(await tryAgain(laboratory, seed)));
        await laboratory.close();
        // What those requests left behind may have nothing more to offer to a route: a world as it begins has.
        const fresh = untaken().length > 0 ? await newLaboratory() : null;
        if (fresh) wrong.push(...(await tryAgain(fresh, seed + 1)));
        await fresh?.close();
        expect(told(seed, [...wrong, ...laboratory.leaks, ...(fresh?.leaks ?? [])])).toBe("");
      },
    );
  }

  it("takes something on every route, or it was not tried", () => {
    expect(untaken()).toEqual([]);
    expect(tally.verified).toBeGreaterThan(tally.requests / 10);
  });

  afterAll(() => {
    if (IS_FULL)
      process.stdout.write(`${JSON.stringify({ ...tally, taken: Object.fromEntries(taken) }, null, 1)}\n`);
  });
});

const MOST_TOLD = 12;

/** One of each kind, the commonest first; nothing when nothing is wrong. */
function told(seed: number, wrong: readonly string[]): string {
  const kinds = [...Map.groupBy(wrong, (each) => /^.*\n\w+/.exec(each)?.[0])].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
  if (kinds.length === 0) return "";
  const shownOnes = kinds
    .slice(0, MOST_TOLD)
    .map(([, [first = "", ...more]]) => `${more.length + 1} times: ${first}`);
  return [`CONVOCA_SEED=${seed}: ${wrong.length} wrong of ${kinds.length} kinds`, ...shownOnes].join("\n\n");
}
