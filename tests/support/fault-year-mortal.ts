import { AsyncLocalStorage } from "node:async_hooks";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { localSettings } from "../../lib/local/store.ts";
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

type Strategy = Exclude<NonNullable<DynamoDBClientConfig["retryStrategy"]>, () => unknown>;
type Token = Awaited<ReturnType<Extract<Strategy, { recordSuccess: unknown }>["acquireInitialRetryToken"]>>;

const tokenOf = (count: number): Token => ({
  getRetryCount: () => count,
  getRetryDelay: () => 0,
});

const TRIES = 6; // as ours has them

/** Tries as often as our own settings say, without the waits: a year of throttling would take a day. */
const hasty: Strategy = {
  acquireInitialRetryToken: async () => tokenOf(0),
  async refreshRetryTokenForRetry(token, { errorType }) {
    const next = token.getRetryCount() + 1;
    if (errorType === "CLIENT_ERROR" || next >= TRIES) throw new Error("tried often enough");
    return tokenOf(next);
  },
  recordSuccess: () => undefined,
};

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

const throttling = (): Error =>
  Object.assign(new Error("by the storm"), {
    name: "ProvisionedThroughputExceededException",
    $fault: "client",
    $metadata: {},
  });
const broken = (): Error => Object.assign(new Error("by the storm"), { code: "ECONNRESET" });

/** A client whose store throttles it and loses answers, and which the killed never come back from. */
export function stormyClient(ills: StoreIlls, random: Random, happened: Happened) {
  const strikes = (what: keyof StoreIlls): boolean => {
    if (!random.chance(ills[what])) return false;
    happened[what]++;
    return true;
  };
  return (endpoint: string): DynamoDBClient => {
    const client = new DynamoDBClient({ ...localSettings(endpoint), retryStrategy: hasty });
    client.middlewareStack.add(
      (next) => async (args) => {
        happened.calls++;
        await callOut();
        if (strikes("hopeless")) throw throttling();
        return next(args);
      },
      { step: "initialize", name: "storm" },
    );
    // Within the client's own tries
    client.middlewareStack.add(
      (next, context) => async (args) => {
        if (strikes("throttled")) throw throttling();
        const isCommit = context.commandName === "TransactWriteItemsCommand";
        const answer = await next(args);
        if (isCommit && strikes("answerLost")) throw broken();
        return answer;
      },
      { step: "deserialize", name: "stormWithinTries", priority: "high" },
    );
    return client;
  };
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
