import * as z from "zod";
import { Line, Slug, Title, TitleInput } from "../platform/shapes.ts";
import { SessionId } from "../sessions/id-model.ts";
import { Digest, Access, DocumentId } from "./id-model.ts";

/**
 * What may be uploaded, and how the names of such files end. Neither HTML nor SVG: a browser would run what is in them.
 */
export const EXTENSIONS = {
  "application/pdf": ["pdf"],
  "application/vnd.oasis.opendocument.text": ["odt"],
  "application/vnd.oasis.opendocument.spreadsheet": ["ods"],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ["docx"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ["xlsx"],
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg"],
  "text/plain": ["txt"],
  "text/csv": ["csv"],
} as const satisfies Record<string, readonly string[]>;

export const MediaType = z
  .enum(Object.keys(EXTENSIONS) as [keyof typeof EXTENSIONS, ...(keyof typeof EXTENSIONS)[]])
  .meta({ id: "MediaType", description: "What kind of file a document is" });

export const MOST_DOCUMENT_BYTES = 50_000_000;

const KNOWN = Object.values(EXTENSIONS).flat();
const extensionOf = (name: string): string => name.slice(name.lastIndexOf(".") + 1).toLowerCase();

/** A name as it stands in a folder: it ends as files of its kind do. */
const FileName = Line.max(150)
  .refine((name) => !/[/\\:*?"<>|]/.test(name), 'must not hold any of / \\ : * ? " < > |')
  .refine(
    // No pattern that looks back: a length that is refused is looked at all the same.
    (name) => name.lastIndexOf(".") > 0 && (KNOWN as string[]).includes(extensionOf(name)),
    `must end in one of ${KNOWN.join(", ")}`,
  );

const what = {
  fileName: FileName,
  type: MediaType,
  bytes: z.int().min(1).max(MOST_DOCUMENT_BYTES),
  digest: Digest,
  /** Who may read it: everyone, or who sits in the body and its secretariat. */
  access: Access,
  body: Slug,
  /** The session it belongs to, whose agenda may name it: it stays once members were convened to that. */
  session: SessionId.nullable(),
};

/** A file that a body keeps. Names and titles are what the secretariat says; who uploaded it is in the audit log alone. */
export const Document = z
  .object({
    id: DocumentId,
    municipality: Slug,
    title: Title,
    ...what,
    /** `awaited` until its bytes have come and were found to be those that were announced. */
    state: z.enum(["awaited", "stored"]),
    /** When it was announced, by the real clock. */
    at: z.string(),
    version: z.int(),
  })
  .meta({ id: "Document", description: "A file that a body keeps, with the digest of its bytes" });
export type Document = z.infer<typeof Document>;

export const DocumentInput = z
  .strictObject({ ...what, session: what.session.default(null), title: TitleInput })
  .refine(({ type, fileName }) => (EXTENSIONS[type] as readonly string[]).includes(extensionOf(fileName)), {
    path: ["fileName"],
    message: "must end as files of this type do",
  })
  .meta({ id: "DocumentInput" });

/** Where the bytes are to be sent, once and as they were announced. */
export const Upload = z
  .object({
    url: z.string(),
    method: z.literal("PUT"),
    headers: z.record(z.string(), z.string()),
    expiresAt: z.string(),
  })
  .meta({ id: "Upload", description: "Where to send the bytes, with which headers, until when" });
export const AwaitedDocument = Document.extend({ upload: Upload }).meta({
  id: "AwaitedDocument",
  description: "A document that was announced, and where its bytes are to be sent",
});

export const Download = z
  .object({ url: z.string(), expiresAt: z.string() })
  .meta({ id: "Download", description: "Where the bytes are, until when" });
export const DocumentPage = Document.extend({ download: Download.nullable() }).meta({
  id: "DocumentPage",
  description: "A document, and where its bytes are; null while they have not come",
});

export const Completion = z.strictObject({}).meta({ id: "Completion" });
export const RemovedDocument = z
  .object({ id: DocumentId, removed: z.literal(true) })
  .meta({ id: "RemovedDocument" });
export const DocumentPath = z.object({ municipality: Slug, document: DocumentId });
