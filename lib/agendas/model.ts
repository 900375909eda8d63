import * as z from "zod";
import { AgreementRef } from "../agreements/id-model.ts";
import { Access, Digest, DocumentId } from "../documents/id-model.ts";
import { Line, Prose, Slug, Title } from "../platform/shapes.ts";
import { SeatId } from "../seats/id-model.ts";
import { SessionId, SessionKind } from "../sessions/id-model.ts";

/** What an item of an agenda is for, where the law asks for it. */
export const ItemKind = z
  .enum([
    "matter",
    /** Ratifies the urgency of the session, before anything else (LBRL 46.2.b, ROF 79). */
    "urgency",
    /** Approves the draft minutes that come with it (ROF 80.2, 91.1). */
    "minutes-approval",
    /** Questions and requests, in every ordinary session of a plenary (ROF 82.4). */
    "questions-and-requests",
  ])
  .meta({ id: "ItemKind" });

/** Where a document lies outside. */
export const DocumentUrl = z.url({ protocol: /^https$/, error: "must be an https URL" }).max(1000);
/** Of a document that is kept here, or a page of ours: from the root of the service, wherever that is. */
const pathHere = z.string().regex(/^\/v1\/[\w/-]{1,900}$/, "must be an https URL");

/** What is said of a document, besides its title. */
export const documentShape = {
  /** Where it can be read; nothing ever fetches it. */
  url: DocumentUrl.or(pathHere).nullable(),
  /** SHA-256 of its bytes: what members were convened with can be told from what was put there later. */
  digest: Digest.nullable(),
  access: Access,
  /** One that is kept here: then the rest is its own. Nothing, where it is kept elsewhere: it stands in digests. */
  document: DocumentId.optional(),
};

export const AgendaDocument = z
  .object({ title: Title, ...documentShape })
  .meta({ id: "AgendaDocument", description: "A document of an agenda, with the digest of its bytes" });

/** Minutes by their session and version. */
export const NamedMinutes = z
  .strictObject({ session: SessionId, version: z.int().min(1).max(999) })
  .meta({ id: "NamedMinutes", description: "Minutes by their session and version" });

export const AgendaItem = z
  .object({
    /** Stays the same while the agenda is worked on; without one, its place in the agenda. */
    id: Slug,
    kind: ItemKind,
    title: Title,
    description: Prose.nullable(),
    documents: z.array(AgendaDocument),
    /** The minutes that the item approves. */
    minutes: NamedMinutes.optional(), // not defaulted: convocations are digested
    /** What an earlier session agreed and this item takes up. Left out, not null: convocations are digested. */
    agreement: AgreementRef.optional(),
  })
  .meta({ id: "AgendaItem" });
export type AgendaItem = z.infer<typeof AgendaItem>;

/** Who ordered the convocation (Ley 40/2015, 19.2.b; Llei 26/2010, 15.1.b; ROF 80.1), and how that is known. */
export const Order = z
  .object({
    /** `law`: nobody's order was needed, for it is convened by itself (LBRL 46.2.a). */
    by: z.enum(["president", "mayor", "law"]),
    /** The decree or other act, where there is one. */
    act: Line.nullable(),
    /** The seat that gave it over its own sign-in; null: a secretary recorded it. */
    seat: SeatId.nullable(),
    /** Null where it is shown to others than the secretariat. */
    recordedBy: z.string().nullable(),
    at: z.string(),
    /** What it was given for: another day or kind of session needs another order. */
    start: z.string(),
    kind: SessionKind,
  })
  .meta({ id: "Order", description: "Who ordered the convocation" });
export type Order = z.infer<typeof Order>;

/** What members are convened to, and with. */
export const agendaContents = {
  items: z.array(AgendaItem),
  /** On what conditions the session is held: in person, remotely, both (Ley 40/2015, 17.3). */
  conditions: Prose.nullable(),
  /** How to connect. For members only. */
  connection: Prose.nullable(),
  /** Where there are technical means to take part (Ley 40/2015, 17.3). */
  places: z.array(Title),
  /** The secure, accessible website that holds the documents (Llei 26/2010, 17.2). */
  documentsAt: DocumentUrl.nullable(),
  /** Why the session is extraordinary (ROF 80.1). */
  reasons: Prose.nullable(),
  /** Why it is urgent (Llei 26/2010, 17.1). */
  urgency: Prose.nullable(),
};

export const FrozenAgenda = z.object(agendaContents);
export type FrozenAgenda = z.infer<typeof FrozenAgenda>;

export const StoredAgenda = z.object({
  municipality: Slug,
  session: SessionId,
  ...agendaContents,
  order: Order.nullable(),
  /** Whether the secretary says that it may go out. */
  ready: z.boolean(),
  updatedAt: z.string(),
  version: z.int(),
});
export type StoredAgenda = z.infer<typeof StoredAgenda>;

/** What is still missing, in words, by the rule that asks for it. */
export const Missing = z
  .object({ what: z.string(), rule: z.string().nullable(), message: z.string() })
  .meta({ id: "Missing", description: "What a convocation still needs, and the article that asks for it" });
export type Missing = z.infer<typeof Missing>;
