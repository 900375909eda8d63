import { isDeepStrictEqual } from "node:util";
import { lookAgainNow } from "../calendars/intents.ts";
import { Refusal } from "../errors.ts";
import { findIdentity } from "../people/sign-in.ts";
import { mustFit } from "../platform/commit.ts";
import type { Item, Table } from "../platform/dynamo.ts";
import type { Platform } from "../platform/platform.ts";
import { setTimer } from "../platform/timers.ts";
import { carry, MOST_TOGETHER } from "./carry.ts";
import type { Bundle } from "./carry.ts";
import type { Key } from "../table.ts";
import { checkDocument } from "./checks.ts";
import type { Document, Flaw } from "./document-model.ts";
import { itemsOf } from "./gather.ts";
import { stepsOf } from "./steps.ts";
import type { Step } from "./steps.ts";

/** What an import did: with faults, nothing. */
export interface Imported {
  readonly flaws: readonly Flaw[];
  readonly town: string;
  readonly written: number;
  readonly there: number;
  readonly commits: number;
}

/**
 * Takes in a whole town. Everything is checked before anything is written, against itself and against what the table
 * has. What is there already and equal is left alone: a second run changes nothing, and finishes one that was cut short.
 */
export async function importTown(text: string, platform: Platform): Promise<Imported> {
  const { document, flaws } = checkDocument(text);
  const nothing = { town: document?.municipality.id ?? "", written: 0, there: 0, commits: 0 };
  if (!document) return { ...nothing, flaws };
  const taken = await signInFlaws(document, platform.table);
  if (taken.length > 0) return { ...nothing, flaws: taken };
  const steps = await stepsOf(document, platform);
  const { missing, differing } = await compare(steps, platform.table);
  const wrong = [...differing, ...missing.flatMap(sizeFlaws)];
  if (wrong.length > 0) return { ...nothing, flaws: wrong };
  const { id } = document.municipality;
  const commits = await carry(platform, id, "importTown", bundlesOf(document, missing, platform.clock()));
  return { flaws: [], town: id, written: missing.length, there: steps.length - missing.length, commits };
}

const keyOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;
const firstKey = ({ writes: [first] }: Step): Key =>
  first && "put" in first ? first.put : { pk: "", sk: "" };

/** Which things of a document the table has not, and which it has otherwise. */
async function compare(
  steps: readonly Step[],
  table: Table,
): Promise<{ missing: Step[]; differing: Flaw[] }> {
  const found = await itemsOf(table, steps.map(firstKey));
  const items = new Map<string, Item>(found.map((item) => [keyOf(item), item]));
  const missing: Step[] = [];
  const differing: Flaw[] = [];
  for (const step of steps) {
    const item = items.get(keyOf(firstKey(step)));
    if (!item) missing.push(step);
    else if (!isDeepStrictEqual(step.parse(item), step.thing))
      differing.push({ path: step.path, message: "is there already and differs" });
  }
  return { missing, differing };
}

/** A token names one person of a town. */
async function signInFlaws({ people, municipality }: Document, table: Table): Promise<Flaw[]> {
  const flaws: Flaw[] = [];
  for (const [i, { id, signIn }] of people.entries()) {
    const identity = signIn && (await findIdentity(table, signIn));
    const others = (identity?.persons ?? []).filter(
      (each) => each.municipality === municipality.id && each.person !== id,
    );
    if (others.length > 0)
      flaws.push({ path: `$.people[${i}].signIn`, message: "is another person's of this town already" });
  }
  return flaws;
}

function sizeFlaws({ path, writes }: Step): Flaw[] {
  if (writes.length > MOST_TOGETHER)
    return [{ path, message: `takes ${writes.length} writes, ${MOST_TOGETHER} at most` }];
  try {
    mustFit(writes);
    return [];
  } catch (error) {
    if (error instanceof Refusal) return [{ path, message: error.message }];
    throw error;
  }
}

/**
 * The timers that stand for no single thing go in before the last one, so that no run leaves them out: the work that
 * was under way, and a look at the calendars, which may be others here.
 */
function bundlesOf({ municipality, underWay }: Document, missing: readonly Step[], now: number): Bundle[] {
  const bundles = missing.map((step) => ({ about: keyOf(firstKey(step)), writes: step.writes }));
  if (bundles.length === 0) return [];
  const look = lookAgainNow("town", [municipality.id], null, "import", now);
  const timers = [...underWay.timers, look].map((timer) => ({
    about: `timer ${timer.kind}`,
    writes: [setTimer(timer)],
  }));
  return [...bundles.slice(0, -1), ...timers, ...bundles.slice(-1)];
}
