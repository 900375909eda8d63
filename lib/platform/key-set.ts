import { HttpRequest } from "@smithy/core/protocols";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { createLocalJWKSet, errors } from "jose";
import type { JSONWebKeySet, JWTVerifyGetKey } from "jose";

const KEPT_MILLISECONDS = 10 * 60_000;
/** Whoever sends tokens of made-up keys makes nobody fetch more often. */
const COOLING_MILLISECONDS = 30_000;
const PATIENCE = { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true } as const;

interface KeySetSettings {
  /** Where the issuer publishes its keys (RFC 7517). */
  readonly url: URL;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * The keys of an issuer, fetched with the first token, then every ten minutes, and when a token names one that is new. As jose's
 * own does it, whose `fetch` costs a cold start a second HTTP client: even those who never see a token.
 */
export function remoteKeySet({ url, clock }: KeySetSettings): JWTVerifyGetKey {
  const http = new NodeHttpHandler(PATIENCE);
  let held: { readonly find: JWTVerifyGetKey; readonly at: number } | null = null;
  let fetching: Promise<JWTVerifyGetKey> | null = null;

  async function read(): Promise<JWTVerifyGetKey> {
    const at = clock();
    const find = createLocalJWKSet(await keysAt(url, http));
    held = { find, at };
    return find;
  }
  // Requests that come at once share one fetch
  const fetched = (): Promise<JWTVerifyGetKey> => (fetching ??= read().finally(() => (fetching = null)));

  return async (header, token) => {
    const known = held && clock() < held.at + KEPT_MILLISECONDS ? held : null;
    if (!known) return (await fetched())(header, token);
    try {
      return await known.find(header, token);
    } catch (error) {
      const isNew = error instanceof errors.JWKSNoMatchingKey && clock() >= known.at + COOLING_MILLISECONDS;
      if (!isNew) throw error;
      return (await fetched())(header, token);
    }
  };
}

async function keysAt(url: URL, http: NodeHttpHandler): Promise<JSONWebKeySet> {
  const { protocol, hostname, port, pathname, search, host } = url;
  const request = new HttpRequest({
    method: "GET",
    protocol,
    hostname,
    ...(port && { port: Number(port) }),
    path: `${pathname}${search}`,
    headers: { host, accept: "application/json" },
  });
  const { response } = await http.handle(request);
  const chunks: Buffer[] = [];
  for await (const chunk of response.body as AsyncIterable<Buffer>) chunks.push(chunk);
  if (response.statusCode !== 200) throw new Error(`the issuer's keys: status ${response.statusCode}`);
  const { keys } = JSON.parse(Buffer.concat(chunks).toString()) as Partial<JSONWebKeySet>;
  if (!Array.isArray(keys)) throw new Error("the issuer's keys are no key set");
  return { keys };
}
