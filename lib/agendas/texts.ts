import { inLanguage } from "../platform/shapes.ts";
import type { AgendaInput, FrozenAgenda } from "./model.ts";

/** What a secretary wrote, as it is stored: bare texts in the town's language, items with their ids. */
export const contentsOf = (input: AgendaInput, language: string): FrozenAgenda => ({
  items: input.items.map(({ id, kind, title, description, documents, agreement }, i) => ({
    id: id ?? freeId(i + 1, input),
    kind,
    title: inLanguage(language, title),
    description: inLanguage(language, description),
    documents: documents.map((each) => ({ ...each, title: inLanguage(language, each.title) })),
    ...(agreement && { agreement }),
  })),
  conditions: inLanguage(language, input.conditions),
  connection: inLanguage(language, input.connection),
  places: input.places.map((place) => inLanguage(language, place)),
  documentsAt: input.documentsAt,
  reasons: inLanguage(language, input.reasons),
  urgency: inLanguage(language, input.urgency),
});

/** The place of an item, unless another item has that for its id. */
function freeId(place: number, { items }: AgendaInput): string {
  const taken = new Set(items.map(({ id }) => id));
  let id = String(place);
  while (taken.has(id)) id += "-1";
  return id;
}
