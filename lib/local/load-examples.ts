import { createHash } from "node:crypto";
import { overAt } from "../sessions/time.ts";
import { exampleLayers } from "./examples/calendars.ts";
import type { ExampleSession, ExampleTown, Merger } from "./examples/example-town.ts";
import { exampleTowns } from "./examples/towns.ts";

/** How the loader speaks to the service: its own HTTP interface, like any other client. */
export interface Client {
  readonly url: string;
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Takes in the towns of the example documents, or some. A second run finds them there and changes nothing. */
export async function loadExamples(
  client: Client,
  towns: readonly ExampleTown[] = exampleTowns,
): Promise<void> {
  for (const { area, year, layer } of exampleLayers)
    await send(client, "PUT", `/v1/calendars/${area}/${year}`, layer);
  for (const town of towns) await loadTown(client, town);
}

/** What others name comes before them: the targets of relations, the parties of mergers. */
async function loadTown(client: Client, { municipality, bodies, ...town }: ExampleTown): Promise<void> {
  const at = `/v1/municipalities/${municipality.id}`;
  await send(client, "POST", "/v1/municipalities", municipality);
  for (const entity of town.entities) await send(client, "POST", `${at}/entities`, entity);
  for (const challenge of town.challenges) await send(client, "POST", `${at}/challenges`, challenge);
  for (const plan of town.plans) await send(client, "POST", `${at}/plans`, plan);
  for (const template of town.templates) await send(client, "POST", `${at}/body-templates`, template);
  for (const { body } of bodies) await send(client, "POST", `${at}/bodies`, body);
  for (const [target, survey] of Object.entries(town.surveys ?? {}))
    await send(client, "PUT", `${at}/surveys/${target}`, survey);
  for (const { body, relations, merger, series, sessions } of bodies) {
    const atBody = `${at}/bodies/${body.id}`;
    for (const relation of relations) await send(client, "POST", `${atBody}/relations`, relation);
    if (merger !== null) await loadMerger(client, at, body.id, merger);
    for (const each of series) await send(client, "POST", `${atBody}/series`, each);
    for (const session of sessions) await loadSession(client, municipality, body.id, session);
  }
}

/** An event is not its own key: recorded again, it would be there twice. */
async function loadMerger(client: Client, at: string, body: string, merger: Merger): Promise<void> {
  const ends = await Promise.all(merger.of.map((id) => dissolutionOf(client, `${at}/bodies/${id}`)));
  if (ends.every((dissolved) => dissolved === null))
    await send(client, "POST", `${at}/bodies/${body}/events`, merger);
}

async function dissolutionOf({ url }: Client, path: string): Promise<unknown> {
  const response = await fetch(url + path);
  if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { dissolved: unknown }).dissolved;
}

async function loadSession(
  client: Client,
  { id: town, timeZone }: ExampleTown["municipality"],
  body: string,
  { status, agenda, ...session }: ExampleSession,
): Promise<void> {
  const at = `/v1/municipalities/${town}`;
  const known = `${at}/sessions/${body}-${session.start}`;
  const timed = { start: session.start, timeZone, startUtc: null, duration: null };
  // A clock set before the end of the session's day has it still to come.
  const isPast = overAt(timed) <= client.now;
  // A first run that was cut short took it in already; under another id it would be there twice.
  if (!(await isThere(client, known)))
    await send(client, "POST", `${at}/bodies/${body}/sessions`, {
      ...session,
      ...(isPast && status !== undefined && { status }),
    });
  if (isPast && agenda !== undefined) await send(client, "PUT", `${known}/agenda`, { items: agenda });
}

async function isThere({ url }: Client, path: string): Promise<boolean> {
  const response = await fetch(url + path);
  await response.arrayBuffer();
  return response.ok;
}

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
