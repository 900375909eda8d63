import type { Document } from "../documents/model.ts";
import { contentPath } from "../documents/store.ts";
import { inLanguage } from "../platform/shapes.ts";
import type { AgendaInput } from "./input-model.ts";
import type { FrozenAgenda } from "./model.ts";

/** What a secretary wrote, as it is stored: bare texts in the town's language, items with their ids. */
export const contentsOf = (
  input: AgendaInput,
  language: string,
  kept: ReadonlyMap<string, Document> = new Map(),
): FrozenAgenda => ({
  items: input.items.map(({ id, kind, title, description, documents, minutes, agreement }, i) => ({
    id: id ?? freeId(i + 1, input),
    kind,
    title: inLanguage(language, title),
    description: inLanguage(language, description),
    documents: documents.map((each) => ({ ...asKept(each, kept), title: inLanguage(language, each.title) })),
    ...(minutes && { minutes }),
    ...(agreement && { agreement }),
  })),
  conditions: inLanguage(language, input.conditions),
  connection: inLanguage(language, input.connection),
  places: input.places.map((place) => inLanguage(language, place)),
  documentsAt: input.documentsAt,
  reasons: inLanguage(language, input.reasons),
  urgency: inLanguage(language, input.urgency),
});

/** Where a document is, its digest and who may read it: of one that is kept here, its own. */
function asKept<D extends { readonly document?: string | undefined }>(
  naming: D,
  kept: ReadonlyMap<string, Document>,
) {
  const document = kept.get(naming.document ?? "");
  if (!document) return naming;
  return { ...naming, url: contentPath(document), digest: document.digest, access: document.access };
}

/** The place of an item, unless another item has that for its id. */
function freeId(place: number, { items }: AgendaInput): string {
  const taken = new Set(items.map(({ id }) => id));
  let id = String(place);
  while (taken.has(id)) id += "-1";
  return id;
}
