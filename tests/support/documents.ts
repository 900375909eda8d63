import { createHash } from "node:crypto";
import { mustBe } from "./world.ts";
import type { Client } from "./world.ts";

export const BYTES = "Ordre del dia, esborrany\n";

export const digestOf = (bytes: string): string => createHash("sha256").update(bytes).digest("hex");

export const aDocument = (overrides: Record<string, unknown> = {}, bytes = BYTES) => ({
  title: "Proposta",
  fileName: "proposta.txt",
  type: "text/plain",
  bytes: Buffer.byteLength(bytes),
  digest: digestOf(bytes),
  access: "public",
  body: "consell",
  ...overrides,
});

interface Upload {
  readonly url: string;
  readonly headers: Record<string, string>;
}

/** Sends bytes where they are to be sent: the status, and the code of the store's error. */
export async function sendTo({ url, headers }: Upload, bytes: string): Promise<string> {
  const response = await fetch(url, { method: "PUT", headers, body: bytes });
  const [, code = ""] = /<Code>(\w+)/.exec(await response.text()) ?? [];
  return `${response.status} ${code}`.trim();
}

/** A document whose bytes are there and looked at: its id. */
export async function aStoredDocument(
  secretary: Client,
  at: string,
  overrides: Record<string, unknown> = {},
  bytes = BYTES,
): Promise<string> {
  const { body } = mustBe(201, await secretary.post(`${at}/documents`, aDocument(overrides, bytes)));
  await sendTo(body.upload, bytes);
  mustBe(200, await secretary.post(`${at}/documents/${body.id}/completion`));
  return body.id;
}

/** Documents of a body: one that is there, one whose bytes are there and nobody looked, one that is awaited. */
export async function documentsIn(
  secretary: Client,
  at: string,
  body: string,
): Promise<{ readonly document: string }[]> {
  const stored = await aStoredDocument(secretary, at, { body });
  const sent = mustBe(201, await secretary.post(`${at}/documents`, aDocument({ body }))).body;
  await sendTo(sent.upload, BYTES);
  const awaited = mustBe(201, await secretary.post(`${at}/documents`, aDocument({ body }))).body;
  return [stored, sent.id, awaited.id].map((document) => ({ document }));
}
