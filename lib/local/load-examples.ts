import { createHash } from "node:crypto";
import { overAt } from "../sessions/time.ts";
import { exampleLayers } from "./examples/calendars.ts";
import { exampleTowns } from "./examples/towns.ts";

/** How the loader speaks to the service: its own HTTP interface, like any other client. */
export interface Client {
  readonly url: string;
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Takes in the towns of the example documents. A second run finds them there and changes nothing. */
export async function loadExamples(client: Client): Promise<void> {
  for (const { area, year, layer } of exampleLayers)
    await send(client, "PUT", `/v1/calendars/${area}/${year}`, layer);
  for (const { municipality, bodies } of exampleTowns) {
    const town = `/v1/municipalities/${municipality.id}`;
    await send(client, "POST", "/v1/municipalities", municipality);
    for (const { body, series, sessions } of bodies) {
      await send(client, "POST", `${town}/bodies`, body);
      const at = `${town}/bodies/${body.id}`;
      for (const each of series) await send(client, "POST", `${at}/series`, each);
      for (const { status, ...session } of sessions) {
        // A first run that was cut short took it in already; under another id it would be there twice.
        if (await isThere(client, `${town}/sessions/${body.id}-${session.start}`)) continue;
        const timed = {
          start: session.start,
          timeZone: municipality.timeZone,
          startUtc: null,
          duration: null,
        };
        // A clock set before the end of the session's day has it still to come.
        const known = overAt(timed) <= client.now && status !== undefined ? { status } : {};
        await send(client, "POST", `${at}/sessions`, { ...session, ...known });
      }
    }
  }
}

const isThere = async ({ url }: Client, path: string): Promise<boolean> => (await fetch(url + path)).ok;

const THERE_ALREADY = [409, 428];

async function send({ url, token }: Client, method: string, path: string, body: unknown): Promise<void> {
  const response = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "idempotency-key": `example${path.replaceAll("/", ":")}:${digest(body)}`,
    },
    body: JSON.stringify(body),
  });
  if (!response.ok && !THERE_ALREADY.includes(response.status))
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
}

const digest = (body: unknown): string =>
  createHash("sha256").update(JSON.stringify(body)).digest("base64url").slice(0, 16);
