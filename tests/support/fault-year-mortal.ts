import { AsyncLocalStorage } from "node:async_hooks";
import type { DynamoCalls } from "../../lib/platform/dynamo-calls.ts";
import { storePatience } from "../../lib/platform/environment.ts";
import type { Mailer } from "../../lib/platform/mail.ts";
import type { Random } from "./random.ts";

/** One run of a function, and what befalls it when it has called out so many times. */
interface Life {
  left: number;
  readonly end: () => Promise<void>;
}

/** The function was killed: whatever it still waits for never comes. */
export class Killed extends Error {
  override readonly name = "Killed";
}

const lives = new AsyncLocalStorage<Life>();

/** Runs something that is killed when it calls out for the time after the next `calls`. */
export async function mortal<T>(calls: number, work: () => Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const end = async (): Promise<void> => {
    reject(new Killed("killed"));
    await new Promise(() => undefined);
  };
  return Promise.race([lives.run({ left: calls, end }, work), promise]);
}

/** Runs something that falls asleep when it calls out for the time after the next `calls`; `meanwhile`, others go on. */
export async function overtaken<T>(
  calls: number,
  meanwhile: () => Promise<void>,
  work: () => Promise<T>,
): Promise<T> {
  let sleep: Promise<void> | null = null;
  const end = (): Promise<void> => (sleep ??= lives.exit(meanwhile));
  return lives.run({ left: calls, end }, work);
}

/** At every call to the outside: one that is killed never comes back from here. */
async function callOut(): Promise<void> {
  const life = lives.getStore();
  if (life && life.left-- <= 0) await life.end();
}

/** What befalls 100 calls to the store. */
export interface StoreIlls {
  readonly throttled: number;
  /** Of commits: made, and nobody hears of it. */
  readonly answerLost: number;
  /** Of calls: throttled however often they are tried. */
  readonly hopeless: number;
}

export interface Happened {
  calls: number;
  throttled: number;
  answerLost: number;
  hopeless: number;
  killed: number;
}

export const nothingYet = (): Happened => ({
  calls: 0,
  throttled: 0,
  answerLost: 0,
  hopeless: 0,
  killed: 0,
});

class OfTheStorm extends Error {}
const throttling = (): Error =>
  Object.assign(new OfTheStorm("by the storm"), { name: "ProvisionedThroughputExceededException" });
const broken = (): Error => Object.assign(new OfTheStorm("by the storm"), { code: "ECONNRESET" });

/** Calls of a store that throttles them and loses answers, and which the killed never come back from. */
export function stormyCalls(ills: StoreIlls, random: Random, happened: Happened) {
  const strikes = (what: keyof StoreIlls): boolean => {
    if (!random.chance(ills[what])) return false;
    happened[what]++;
    return true;
  };
  const once = async <T>(call: () => Promise<T>, isCommit: boolean): Promise<T> => {
    if (strikes("throttled")) throw throttling();
    const answer = await call();
    if (isCommit && strikes("answerLost")) throw broken();
    return answer;
  };
  /** Tried as often as our own settings say, without the waits: a year of throttling would take a day. */
  const tried = async <T>(call: () => Promise<T>, isCommit = false): Promise<T> => {
    happened.calls++;
    await callOut();
    if (strikes("hopeless")) throw throttling();
    for (let tries = storePatience.tries; ; tries--)
      try {
        return await once(call, isCommit);
      } catch (error) {
        if (!(error instanceof OfTheStorm) || tries <= 1) throw error;
      }
  };
  return (calls: DynamoCalls): DynamoCalls => ({
    getItem: (input) => tried(() => calls.getItem(input)),
    batchGetItem: (input) => tried(() => calls.batchGetItem(input)),
    query: (input) => tried(() => calls.query(input)),
    putItem: (input) => tried(() => calls.putItem(input)),
    deleteItem: (input) => tried(() => calls.deleteItem(input)),
    transactWriteItems: (input) => tried(() => calls.transactWriteItems(input), true),
  });
}

/** A mailer that the killed do not come back from: before the mail is handed over, or when it has been. */
export const mortalMailer = (mailer: Mailer): Mailer => ({
  async send(mail) {
    await callOut();
    const sent = await mailer.send(mail);
    await callOut();
    return sent;
  },
});
