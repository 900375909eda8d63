import { once } from "node:events";
import { Agent, createServer, request as ask } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Random } from "./random.ts";

/** How many of 100 calls meet with each misfortune, and how long each call takes at most. */
export interface Misfortune {
  readonly throttled?: number;
  /** Of transactions: another one held an item. */
  readonly conflicting?: number;
  readonly failing?: number;
  /** The connection breaks before the store has seen the call. */
  readonly cut?: number;
  /** The store does it, and the answer is lost. */
  readonly answerLost?: number;
  /** The connection stays open, and no answer ever comes. */
  readonly silent?: number;
  /** Of batch reads: comes back with nothing done yet. */
  readonly unprocessed?: number;
  /** After so many calls, the store is away for the next dozen: longer than a caller's own retries. */
  readonly outageEvery?: number;
  readonly slowByMilliseconds?: number;
}

export interface FaultyStore {
  readonly endpoint: string;
  /** How often each misfortune has happened. */
  readonly happened: Readonly<Record<keyof Misfortune | "calls", number>>;
  suffer(misfortune: Misfortune): void;
  /** Lets no such call through until the function that it gives back is called. */
  hold(operation: (typeof DATA_CALLS)[number]): () => void;
  close(): Promise<void>;
}

interface Transaction {
  readonly TransactItems?: readonly unknown[];
  readonly ClientRequestToken?: string;
}

const JSON_MEDIA = "application/x-amz-json-1.0";
const OUTAGE_CALLS = 12;
const DATA_CALLS = ["GetItem", "BatchGetItem", "Query", "TransactWriteItems"] as const;

/** A store that lets its callers down, in front of one that does not. Seeded: the same dice for the same seed. */
export async function startFaultyStore(upstream: string, random: Random): Promise<FaultyStore> {
  const agent = new Agent({ keepAlive: true });
  let now: Misfortune = {};
  const carriedOut = new Set<string>();
  let held: { operation: string; released: Promise<void> } | null = null;
  const happened = {
    calls: 0,
    throttled: 0,
    conflicting: 0,
    failing: 0,
    cut: 0,
    silent: 0,
    answerLost: 0,
    unprocessed: 0,
    outageEvery: 0,
    slowByMilliseconds: 0,
  };
  const isAway = (): boolean => {
    const every = now.outageEvery ?? Infinity;
    if (happened.calls <= every || happened.calls % every >= OUTAGE_CALLS) return false;
    happened.outageEvery++;
    return true;
  };
  const struck = (what: keyof Misfortune): boolean => {
    if (!random.chance(now[what] ?? 0)) return false;
    happened[what]++;
    return true;
  };

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bytesOf(incoming);
    const operation = String(incoming.headers["x-amz-target"] ?? "").split(".")[1] ?? "";
    if (!(DATA_CALLS as readonly string[]).includes(operation)) return pass(incoming, body, outgoing);
    happened.calls++;
    if (held?.operation === operation) await held.released;
    if (now.slowByMilliseconds)
      await new Promise((done) => setTimeout(done, random.below(now.slowByMilliseconds ?? 0)));
    if (isAway()) return void outgoing.destroy();
    if (struck("throttled"))
      return refuse(
        outgoing,
        400,
        random.pick(["ThrottlingException", "ProvisionedThroughputExceededException"]),
      );
    if (struck("failing")) return refuse(outgoing, 500, "InternalServerError");
    if (struck("cut")) return void outgoing.destroy();
    if (struck("silent")) return;
    const { TransactItems: writes = [], ClientRequestToken: token } = JSON.parse(
      body.toString(),
    ) as Transaction;
    // One that was carried out is not refused when it is asked for again
    if (token !== undefined && !carriedOut.has(token) && struck("conflicting")) {
      const { length } = writes;
      const busy = random.below(length);
      const reasons = Array.from({ length }, (_, i) => ({
        Code: i === busy ? "TransactionConflict" : "None",
      }));
      return refuse(outgoing, 400, "TransactionCanceledException", { CancellationReasons: reasons });
    }
    if (operation === "BatchGetItem" && struck("unprocessed")) {
      const { RequestItems } = JSON.parse(body.toString()) as { RequestItems: unknown };
      return send(outgoing, 200, { Responses: {}, UnprocessedKeys: RequestItems });
    }
    const isLost = token !== undefined && struck("answerLost");
    if (isLost) carriedOut.add(token);
    await pass(incoming, body, outgoing, isLost);
  }

  async function pass(
    incoming: IncomingMessage,
    body: Buffer,
    outgoing: ServerResponse,
    lost = false,
  ): Promise<void> {
    const onward = ask(upstream, { agent, method: incoming.method, headers: incoming.headers });
    onward.end(body);
    const [answer] = (await once(onward, "response")) as [IncomingMessage];
    const bytes = await bytesOf(answer);
    if (lost) outgoing.destroy();
    else outgoing.writeHead(answer.statusCode ?? 500, { "content-type": JSON_MEDIA }).end(bytes);
  }

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    endpoint: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    happened,
    suffer: (misfortune) => (now = misfortune),
    hold(operation) {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = { operation, released: promise };
      return resolve;
    },
    close() {
      server.closeAllConnections();
      agent.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const refuse = (outgoing: ServerResponse, status: number, name: string, more: object = {}): void =>
  send(outgoing, status, {
    __type: `com.amazonaws.dynamodb.v20120810#${name}`,
    message: "by the faulty store",
    ...more,
  });

const send = (outgoing: ServerResponse, status: number, body: object): void => {
  outgoing.writeHead(status, { "content-type": JSON_MEDIA }).end(JSON.stringify(body));
};
