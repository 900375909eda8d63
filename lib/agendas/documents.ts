import type { Document } from "../documents/model.ts";
import { documentMustBeAsRead, documentsById, putDocument } from "../documents/store.ts";
import { badInput } from "../errors.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import type { AgendaInput } from "./input-model.ts";

/** Each is a write of its own, in the one commit of the agenda. */
const MOST_KEPT = 80;

/**
 * The documents kept here that an agenda names, by id, and the writes that go with that: each is its session's from then on,
 * so that it stays once members were convened with it. 400 for those that are not there, or not for this session.
 */
export async function namedDocuments(
  table: Table,
  session: StoredFullSession,
  { items }: AgendaInput,
): Promise<{ kept: ReadonlyMap<string, Document>; writes: Write[] }> {
  const named = items.flatMap(({ documents }, i) =>
    documents.flatMap(({ document }, j) =>
      document === undefined ? [] : [{ id: document, path: `$.items[${i}].documents[${j}].document` }],
    ),
  );
  const ids = new Set(named.map(({ id }) => id));
  if (ids.size > MOST_KEPT)
    throw badInput([["$.items", `may name ${MOST_KEPT} documents that are kept here`]]);
  const kept = await documentsById(table, session.municipality, [...ids]);
  const faults = named.flatMap(({ id, path }): [string, string][] => {
    const message = faultOf(kept.get(id), session);
    return message === null ? [] : [[path, message]];
  });
  if (faults.length > 0) throw badInput(faults);
  const writes = [...kept.values()].map((each) =>
    each.session === session.id
      ? documentMustBeAsRead(each)
      : putDocument({ ...each, session: session.id, version: each.version + 1 }, each.version),
  );
  return { kept, writes };
}

function faultOf(document: Document | undefined, { id, body }: StoredFullSession): string | null {
  if (document?.body !== body) return "there is no such document of this body: announce it first";
  if (document.state === "awaited") return "its bytes have not come yet: send them, and say so";
  return document.session === null || document.session === id
    ? null
    : `belongs to the session '${document.session}': announce it for this one, too`;
}
