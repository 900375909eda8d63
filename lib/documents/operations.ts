import type { AgendaItem } from "../agendas/model.ts";
import { findAgenda, mustBeAsRead, mustHaveNoAgenda } from "../agendas/store.ts";
import { membership, secretariat } from "../bodies/offices.ts";
import { findBody, mustStillAct } from "../bodies/store.ts";
import { allConvocations } from "../convocations/store.ts";
import { badInput, Refusal } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Asked, Context, Operation } from "../platform/contract.ts";
import { inLanguage } from "../platform/shapes.ts";
import { setTimer } from "../platform/timers.ts";
import type { Write } from "../platform/writes.ts";
import { formatInstant } from "../platform/zone.ts";
import { findSession, sessionMustBeAsRead } from "../sessions/store.ts";
import type { Document } from "./model.ts";
import type { documents } from "./routes.ts";
import { fileKey, loadDocument, noSuchDocument, putDocument, removeDocumentItem } from "./store.ts";
import { documentTimer, removalTimer } from "./timers.ts";

type Chart = typeof documents;
type Asking = Pick<Asked<Chart["getDocument"]>, "path" | "caller">;

const UPLOAD_SECONDS = 15 * 60;
const DOWNLOAD_SECONDS = 5 * 60;

export const createDocument: Operation<Chart["createDocument"]> = async ({ path, body: input }, context) => {
  const { municipality } = path;
  const { table, now, permit, files, commit } = context;
  await permit(secretariat, { municipality, body: input.body });
  const [{ language }, body, session] = await Promise.all([
    loadMunicipality(table, municipality, "eventually"),
    findBody(table, municipality, input.body),
    input.session === null ? null : findSession(table, municipality, input.session),
  ]);
  const faults: [string, string][] = [];
  if (!body) faults.push(["$.body", `there is no body '${input.body}' here`]);
  if (input.session !== null && session?.body !== input.body)
    faults.push(["$.session", `the body has no session '${input.session}'`]);
  if (!body || faults.length > 0) throw badInput(faults);
  const document: Document = {
    ...input,
    id: context.newId(),
    municipality,
    title: inLanguage(language, input.title),
    state: "awaited",
    at: formatInstant(now),
    version: 1,
  };
  const { id, digest, type, bytes } = document;
  const { url, headers } = await files.uploadUrl(
    { key: fileKey(municipality, id), digest, type, bytes },
    UPLOAD_SECONDS,
  );
  const upload = {
    url,
    method: "PUT" as const,
    headers,
    expiresAt: formatInstant(now + UPLOAD_SECONDS * 1000),
  };
  return commit(
    {
      status: 201,
      body: { ...document, upload },
      location: `/v1/municipalities/${municipality}/documents/${id}`,
    },
    [putDocument(document, null), setTimer(documentTimer(municipality, id, now)), mustStillAct(body)],
    { document: id, body: document.body },
  );
};

/** What is there is held against what was announced. Said twice, it is so the second time, too. */
export const completeDocument: Operation<Chart["completeDocument"]> = async ({ path }, context) => {
  const { table, permit, files, commit } = context;
  const before = await loadDocument(table, path.municipality, path.document);
  await permit(secretariat, { municipality: path.municipality, body: before.body });
  if (before.state === "stored") return { status: 200, body: before };
  const there = await files.head(fileKey(before.municipality, before.id));
  if (!there)
    throw new Refusal("wrong-state", "Its bytes are not there: send them to the `upload` of the answer.");
  if (there.bytes !== before.bytes || there.digest !== before.digest)
    throw new Refusal("wrong-state", "What is there is not what was announced: announce it anew.");
  const after = { ...before, state: "stored" as const, version: before.version + 1 };
  return commit({ status: 200, body: after }, [putDocument(after, before.version)], {
    document: after.id,
    digest: after.digest,
  });
};

export const getDocument: Operation<Chart["getDocument"]> = async (asked, context) => {
  const document = await seen(asked, context);
  const expiresAt = formatInstant(context.now + DOWNLOAD_SECONDS * 1000);
  const download = document.state === "stored" ? { url: await urlOf(document, context), expiresAt } : null;
  return { status: 200, body: { ...document, download } };
};

export const downloadDocument: Operation<Chart["downloadDocument"]> = async (asked, context) => {
  const document = await seen(asked, context);
  if (document.state !== "stored") throw noSuchDocument();
  return {
    status: 303,
    body: "It is where `Location` says, for some minutes.\n",
    location: await urlOf(document, context),
  };
};

/** A document that the caller may see: one of others answers like one that never was. */
async function seen({ path, caller }: Asking, { table, allows }: Context): Promise<Document> {
  const { municipality: town, document: id } = path;
  const document = await loadDocument(table, town, id);
  if (document.state === "stored" && document.access === "public") return document;
  const mayRead = document.state === "stored" ? membership : secretariat;
  if (caller !== null && (await allows(mayRead, { municipality: town, body: document.body })))
    return document;
  throw noSuchDocument();
}

const urlOf = ({ municipality, id, fileName, type }: Document, { files }: Context): Promise<string> =>
  files.downloadUrl({ key: fileKey(municipality, id), fileName, type }, DOWNLOAD_SECONDS);

/**
 * Removes a document. What members were convened with stays as it was told to them (its digest is in the convocation), and
 * so does what a draft agenda names, until that names it no more.
 */
export const removeDocument: Operation<Chart["removeDocument"]> = async ({ path }, context) => {
  const { table, now, permit, commit } = context;
  const document = await loadDocument(table, path.municipality, path.document);
  const { municipality, id, body } = document;
  await permit(secretariat, { municipality, body });
  return commit(
    { status: 200, body: { id, removed: true } },
    [
      removeDocumentItem(document),
      setTimer(removalTimer(municipality, id, now)),
      ...(await mayGo(context, document)),
    ],
    { document: id, body },
  );
};

/** 409 while its session needs it; else the guards that nobody convenes with it or names it meanwhile. */
async function mayGo({ table }: Context, { municipality, id, session: of }: Document): Promise<Write[]> {
  const [session, agenda] =
    of === null
      ? [null, null]
      : await Promise.all([findSession(table, municipality, of), findAgenda(table, municipality, of)]);
  if (!session) return [];
  const names = (item: AgendaItem): boolean => item.documents.some(({ document }) => document === id);
  const told = session.convocations === 0 ? [] : await allConvocations(table, municipality, session.id);
  if (told.some((each) => each.agenda?.items.some(names)))
    throw new Refusal(
      "wrong-state",
      `Members were convened to '${session.id}' with it: what they were told of stays.`,
    );
  if (agenda?.items.some(names))
    throw new Refusal("wrong-state", `The agenda of '${session.id}' names it: take it out there first.`);
  const guards = agenda
    ? mustBeAsRead(agenda, municipality, of ?? "")
    : [mustHaveNoAgenda(municipality, session.id)];
  return [sessionMustBeAsRead(session), ...guards];
}
