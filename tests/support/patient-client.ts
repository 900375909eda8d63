import { randomUUID } from "node:crypto";
import type { Answer, Client } from "./world.ts";

const MOST_TRIES = 12;

/** How a good client asked: whether it had to ask again, and how long any one request took at most. */
export interface Patience {
  retries: number;
  longestMilliseconds: number;
}

export interface PatientClient {
  post(path: string, body: unknown): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  get(path: string): Promise<Answer>;
  /** Reads, changes what it read, and after a failure looks whether the change was made. */
  patch(path: string, body: unknown): Promise<Answer>;
}

/**
 * A good client, and the only one to write: asks again after a 5xx or a broken connection, a POST under its key. A
 * refusal that this cannot explain is given back for the test to see.
 */
export function patient(client: Client, patience: Patience): PatientClient {
  const once = async (ask: () => Promise<Answer>, isApi = true): Promise<Answer | null> => {
    const from = performance.now();
    const answer = await ask().catch(() => null);
    if (isApi)
      patience.longestMilliseconds = Math.max(patience.longestMilliseconds, performance.now() - from);
    return answer === null || answer.status >= 500 ? null : answer;
  };
  const untilAnswered = async (what: string, ask: () => Promise<Answer>): Promise<Answer> => {
    for (let i = 0; i < MOST_TRIES; i++) {
      const answer = await once(ask, what.includes(" /v1/"));
      if (answer) return answer;
      patience.retries++;
    }
    throw new Error(`${what}: no answer after ${MOST_TRIES} tries`);
  };
  const get = (path: string) => untilAnswered(`GET ${path}`, () => client.get(path));
  return {
    get,
    post(path, body) {
      const key = { "idempotency-key": randomUUID() };
      return untilAnswered(`POST ${path}`, () => client.post(path, body, key));
    },
    put: (path, body) => untilAnswered(`PUT ${path}`, () => client.put(path, body)),
    async patch(path, body) {
      const read = path.replace(/\?.*/, "");
      const before = await get(read);
      const headers = { "if-match": before.headers.get("etag") ?? "" };
      for (let i = 0; i < MOST_TRIES; i++) {
        const answer = await once(() => client.patch(path, body, headers));
        if (answer) return answer;
        patience.retries++;
        const present = await get(read);
        if (present.body.version > before.body.version) return present;
      }
      throw new Error(`PATCH ${path}: no answer after ${MOST_TRIES} tries`);
    },
  };
}
