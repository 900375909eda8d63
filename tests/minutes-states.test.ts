import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { beginnings, mayGo, readers, transitions } from "../lib/minutes/states.ts";
import type { MinutesStatus, TransitionName } from "../lib/minutes/states.ts";
import { newConvenableTown } from "./support/convened-town.ts";
import type { ConvenedTown } from "./support/convened-town.ts";
import { aHeldSession, idOf, someMinutes } from "./support/held-session.ts";
import { randomOf } from "./support/random.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Shown, World } from "./support/world.ts";

/** The chart as it is drawn, from the data that the code goes by. */
const drawn = (): string[] => [
  ...Object.entries(beginnings).map(([verb, status]) => `[*] --> ${status}: ${verb}`),
  ...Object.entries(transitions).flatMap(([verb, { from, to }]) =>
    from.map((each) => `${each} --> ${to === "same" ? each : to}: ${verb}`),
  ),
];

describe("the state chart of minutes", () => {
  it("is this one, and says who reads what", () => {
    expect(drawn()).toEqual([
      "[*] --> draft: write",
      "[*] --> approved: correct",
      "draft --> circulated: circulate",
      "circulated --> circulated: remark",
      "circulated --> approved: approve",
      "circulated --> approved: sign",
      "draft --> superseded: supersede",
      "circulated --> superseded: supersede",
      "approved --> corrected: correct",
    ]);
    expect(readers).toEqual({
      draft: "secretariat",
      circulated: "membership",
      approved: "everyone",
      superseded: "secretariat",
      corrected: "everyone",
    });
  });
});

const VERBS = ["write", "circulate", "remark", "approve", "correct"] as const;
type Verb = (typeof VERBS)[number];
const WEIGHTED: readonly [Verb, ...Verb[]] = [...VERBS, "circulate", "circulate", "write", "correct"];

/** Minutes as they should be by the chart alone: the status of each version, the first one first. */
type Model = MinutesStatus[];

/** What a verb on the nth version comes to by the chart; null: it is refused. */
function after(model: Model, verb: Verb, n: number): Model | null {
  const status = model[n - 1];
  if (verb === "write") {
    const last = model.at(-1);
    if (last === undefined) return ["draft"];
    return mayGo(last, "supersede") ? [...model.slice(0, -1), "superseded", "draft"] : null;
  }
  if (status === undefined || !mayGo(status, verb)) return null;
  const { to } = transitions[verb satisfies TransitionName];
  const moved = model.with(n - 1, to === "same" ? status : to);
  return verb === "correct" ? [...moved, "approved"] : moved;
}

describe("random lives of minutes", () => {
  let world: World;
  let town: ConvenedTown;
  beforeAll(async () => {
    world = await newWorld("2016-02-11T09:00:00Z");
    town = await newConvenableTown(world);
  });
  afterAll(() => world.close());

  const READS: Readonly<Record<string, readonly MinutesStatus[]>> = {
    everyone: ["approved", "corrected"],
    member: ["circulated", "approved", "corrected"],
    secretary: ["draft", "circulated", "approved", "superseded", "corrected"],
  };

  /** Each reader's list is of what is theirs, and nothing else. */
  async function showsNoMore(session: string, model: Model): Promise<void> {
    const { secretary, members } = town;
    const clients = { everyone: world.citizen, member: members.first.client, secretary };
    for (const [who, client] of Object.entries(clients)) {
      const { items } = mustBe(200, await client.get(`${session}/minutes`)).body;
      const theirs = model.flatMap((status, i) =>
        READS[who]?.includes(status) ? [`${i + 1} ${status}`] : [],
      );
      expect(items.map(({ n, status }: Shown) => `${n} ${status}`)).toEqual(theirs);
    }
  }

  async function does(session: string, verb: Verb, n: number, versions: number): Promise<number> {
    const { secretary, members } = town;
    const at = `${session}/minutes/${n}`;
    const asked = {
      write: () => secretary.post(`${session}/minutes`, someMinutes({ basedOn: versions, remarks: "x1" })),
      circulate: () => secretary.post(`${at}/circulation`),
      remark: () =>
        members.first.client.post(`${at}/conformity`, {
          seat: members.first.seat,
          agrees: false,
          remarks: "No.",
        }),
      approve: () => secretary.post(`${at}/approval`, { session: idOf(session) }),
      correct: () => secretary.post(`${at}/corrections`, { was: "x", is: "x2", reason: "Error" }),
    };
    return (await asked[verb]()).status;
  }

  it.each([1, 2, 3, 4])(
    "never leave the chart, and show each reader no more than theirs (%i)",
    async (seed) => {
      const random = randomOf(seed);
      const session = await aHeldSession(world, town, { profile: "ley-40-2015" });
      let model: Model = [];
      const refused = new Map<string, number>();
      for (let step = 0; step < 20; step++) {
        const verb = random.pick(WEIGHTED);
        const n = 1 + random.below(Math.max(model.length, 1));
        const next = after(model, verb, n);
        const status = await does(session, verb, n, model.length);
        expect([verb, n, [...model], status < 300]).toEqual([verb, n, [...model], next !== null]);
        if (next === null) refused.set(verb, status);
        if (next) await showsNoMore(session, next);
        model = next ?? model;
      }
      expect(refused.size).toBeGreaterThan(2);
      // A version that is not there, or not theirs to see, is not found; else the chart says no.
      expect([...refused.values()].filter((status) => status !== 404 && status !== 409)).toEqual([]);
    },
  );
});
