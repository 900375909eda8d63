import { Refusal } from "../errors.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { Document } from "./model.ts";

/** The same for what is missing and for what is not the caller's to see. */
export const noSuchDocument = (): Refusal =>
  new Refusal("not-found", "There is no such document, or it is not yours to see.");

export async function findDocument(table: Table, town: string, id: string): Promise<Document | null> {
  const item = await table.get(keys.document(town, id));
  return item ? Document.parse(item) : null;
}

export async function loadDocument(table: Table, town: string, id: string): Promise<Document> {
  const found = await findDocument(table, town, id);
  if (!found) throw noSuchDocument();
  return found;
}

/** Those of these documents that are there, by id. */
export async function documentsById(
  table: Table,
  town: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Document>> {
  const items = await table.getMany([...new Set(ids)].map((id) => keys.document(town, id)));
  return new Map(items.map((item) => Document.parse(item)).map((each) => [each.id, each]));
}

export const putDocument = (document: Document, versionRead: number | null): Write => ({
  put: { ...keys.document(document.municipality, document.id), ...document },
  when: versionRead === null ? "absent" : { is: { version: versionRead } },
});

export const removeDocumentItem = ({ municipality, id, version }: Document): Write => ({
  remove: keys.document(municipality, id),
  when: { is: { version } },
});

/** Guards what names a document: it is still as it was read. */
export const documentMustBeAsRead = ({ municipality, id, version }: Document): Write => ({
  check: keys.document(municipality, id),
  when: { is: { version } },
});

/** Where its bytes are, in the store of files. */
export const fileKey = (town: string, id: string): string => `towns/${town}/documents/${id}`;

/** Where everyone who may finds its bytes, from the root of the service. */
export const contentPath = ({ municipality, id }: Pick<Document, "municipality" | "id">): string =>
  `/v1/municipalities/${municipality}/documents/${id}/content`;
