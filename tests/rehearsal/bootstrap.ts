import type { IncomingMessage, RequestOptions } from "node:http";
import { parentPort, workerData } from "node:worker_threads";

/**
 * What Lambda's runtime is to a function, in a worker: loads its handler, hands events over as JSON, passes on what it writes
 * to its log. The clock is the machine's, and the issuer's host is led to this machine: a name server could do no other.
 */
interface Terms {
  readonly file: string;
  readonly exported: string;
  readonly keysUrl: string;
  readonly keysHere: string;
}
export interface Invocation {
  readonly id: number;
  readonly event: string;
  /** What a standing clock says; null: it runs. */
  readonly now: number | null;
  readonly milliseconds: number;
}
export type Said =
  | { readonly id: number; readonly answer: string | undefined }
  | { readonly id: number; readonly failure: string }
  | { readonly line: string };

const { file, exported, keysUrl, keysHere } = workerData as Terms;
const port = parentPort;
if (!port) throw new Error("This runs in a worker.");
const say = (said: Said): void => port.postMessage(said);

const running = Date.now;
let standing: number | null = null;
Date.now = () => standing ?? running();

// Only the keys of the issuer are asked for by TLS here, and no other host is there to be asked.
const tls = process.getBuiltinModule("node:https");
const plain = process.getBuiltinModule("node:http");
tls.request = ((options: RequestOptions, answered: (response: IncomingMessage) => void) => {
  const asked = `https://${String(options.host)}${String(options.path)}`;
  if (asked !== keysUrl) throw new Error(`Nobody is at ${asked} in a rehearsal.`);
  return plain.request(keysHere, { method: "GET", timeout: options.timeout }, answered);
}) as typeof tls.request;

process.stdout.write = (text: string | Uint8Array): boolean => {
  const whole = typeof text === "string" ? text : Buffer.from(text).toString();
  for (const line of whole.split("\n")) if (line !== "") say({ line });
  return true;
};

type Handler = (event: unknown, context: { getRemainingTimeInMillis(): number }) => Promise<unknown>;
const loaded = import(file) as Promise<Record<string, Handler>>;

port.on("message", (invocation: Invocation) => void invoked(invocation));

async function invoked({ id, event, now, milliseconds }: Invocation): Promise<void> {
  standing = now;
  const end = performance.now() + milliseconds;
  try {
    const { [exported]: handler } = await loaded;
    if (!handler) throw new Error(`${file} exports no ${exported}`);
    const context = { getRemainingTimeInMillis: () => end - performance.now() };
    say({ id, answer: JSON.stringify(await handler(JSON.parse(event), context)) });
  } catch (error) {
    say({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
