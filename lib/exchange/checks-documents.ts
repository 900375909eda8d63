import { parseInstant } from "../platform/zone.ts";
import { ofItsBody, own, there, twice } from "./checks-ground.ts";
import type { Ground } from "./checks-ground.ts";
import type { Flaw } from "./document-model.ts";
import type { Draft } from "./draft.ts";

/** Files that bodies keep, as far as they are on record, and that they are there which agendas name. */
export function* documentFlaws({ documents, agendas, sessions }: Draft, ground: Ground): Generator<Flaw> {
  yield* twice<unknown>(documents, ({ id }) => id);
  for (const { path, value } of documents) {
    if (!value) continue;
    const { municipality, body, session, at } = value;
    yield* own(path, { municipality }, ground);
    yield* there(`${path}.body`, "body", body, ground.bodies);
    yield* there(`${path}.session`, "session", session, ground.sessions);
    if (session !== null) yield* ofItsBody(path, { session, body }, [], ground);
    if (parseInstant(at) === null)
      yield { path: `${path}.at`, message: 'must be an instant like "2016-01-11T09:00:00Z"' };
  }
  // What a session named that is gone may be gone, too.
  const gone = new Set(sessions.map(({ value }) => (value?.gone ? value.id : null)));
  for (const { path, value } of agendas)
    for (const [i, item] of (value && !gone.has(value.session) ? value.items : []).entries())
      for (const [j, { document }] of item.documents.entries())
        yield* there(`${path}.items[${i}].documents[${j}].document`, "document", document, ground.documents);
}
