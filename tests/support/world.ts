import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { startMachine } from "../../lib/local/machine.ts";
import type { Machine } from "../../lib/local/machine.ts";
import type { Premises } from "../../lib/local/premises.ts";
import { parseInstant } from "../../lib/platform/zone.ts";
import { aBody, aTown } from "./builders.ts";
import { premisesFor } from "./premises.ts";

// oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
export type Shown = Record<string, any>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Shown[string];
}

/** Someone at the other end of HTTP. */
export interface Client {
  readonly token: string | null;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** With the ETag of the present version, unless `headers` bring an If-Match of their own. */
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  delete(path: string): Promise<Answer>;
}

export interface Office {
  role: "operator" | "administrator" | "secretary" | "member";
  municipality?: string;
  body?: string;
  /** As whom: the office comes from their seats. */
  person?: string;
}

export interface World {
  readonly machine: Machine;
  readonly tableName: string;
  /** Every line that was logged. */
  readonly lines: Readonly<Record<string, unknown>>[];
  readonly citizen: Client;
  as(office: Office): Promise<Client>;
  clockTo(now: string): Promise<void>;
  close(): Promise<void>;
}

/** What a world stands on; the clock stands still. */
export interface Standing {
  readonly now: string;
  /** Where its keys, mail and files are; null: in memory. */
  readonly folder?: string | null;
  /** A store that is up; without one, the world has its own. */
  readonly endpoint?: string;
  /** It may be there already. */
  readonly tableName: string;
  /** Where its functions run; without one, in this process. */
  readonly premises?: Premises;
}

/** A whole Convoca of its own: real HTTP, a table of its own, a standing clock. Its keys are in `folder`, if it has one. */
export function newWorld(now = "2015-11-20T09:00:00Z", folder: string | null = null): Promise<World> {
  const tableName = `test-${randomUUID()}`;
  return worldOn({ now, folder, endpoint: inject("endpoint"), tableName, ...premisesFor(tableName) });
}

/** The same without vitest, and over data that are there already. */
export async function worldOn({ now, tableName, ...on }: Standing): Promise<World> {
  const lines: Record<string, unknown>[] = [];
  const machine = await startMachine({
    port: 0,
    folder: null,
    ...on,
    now: parseInstant(now),
    tableName,
    corsOrigins: ["https://pages.example.org"],
    log: (facts) => lines.push({ ...facts }),
  });
  const citizen = clientOf(machine.url, null);
  return {
    machine,
    tableName,
    lines,
    citizen,
    async as(office) {
      const { body } = await citizen.post("/local/tokens", office);
      return clientOf(machine.url, body.token);
    },
    async clockTo(to) {
      const { status, body } = await citizen.put("/local/clock", { now: to });
      if (status !== 200) throw new Error(`the clock: ${status} ${JSON.stringify(body)}`);
    },
    close: () => machine.close(),
  };
}

/** A town and a body of it, and the secretary of that body. */
export async function newTownWithBody(
  world: World,
  town: ReturnType<typeof aTown> = aTown(),
  body: ReturnType<typeof aBody> = aBody(),
) {
  const operator = await world.as({ role: "operator" });
  mustBe(201, await operator.post("/v1/municipalities", town));
  mustBe(201, await operator.post(`/v1/municipalities/${town.id}/bodies`, body));
  const secretary = await world.as({ role: "secretary", municipality: town.id, body: body.id });
  const at = `/v1/municipalities/${town.id}`;
  return { operator, secretary, at, atBody: `${at}/bodies/${body.id}` };
}

/** The answer, if it has this status; else the test ends here, with what was said instead. */
export function mustBe(status: number, answer: Answer): Answer {
  if (answer.status !== status)
    throw new Error(`${answer.status}, not ${status}: ${JSON.stringify(answer.body)}`);
  return answer;
}

export function clientOf(url: string, token: string | null): Client {
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: { ...(token !== null && { authorization: `Bearer ${token}` }), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") && text !== "";
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  return {
    token,
    get: (path, headers) => ask("GET", path, undefined, headers),
    post: (path, body = {}, headers) => ask("POST", path, body, headers),
    put: (path, body, headers) => ask("PUT", path, body, headers),
    delete: (path) => ask("DELETE", path),
    async patch(path, body, headers) {
      if (headers && "if-match" in headers) return ask("PATCH", path, body, headers);
      const { headers: present } = await ask("GET", path.replace(/\?.*/, ""));
      return ask("PATCH", path, body, { "if-match": present.get("etag") ?? "", ...headers });
    },
  };
}
