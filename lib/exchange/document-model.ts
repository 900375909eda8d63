import * as z from "zod";
import { StoredAgenda } from "../agendas/model.ts";
import { StoredAnswer } from "../answers/model.ts";
import { LineageEvent } from "../bodies/lineage-model.ts";
import { StoredBody } from "../bodies/model.ts";
import { StoredRelation } from "../bodies/relation-model.ts";
import { StoredChallenge } from "../challenges/model.ts";
import { Convocation } from "../convocations/model.ts";
import { Alert, Outlook } from "../convocations/outlook-model.ts";
import { StoredRequest } from "../convocations/request-store.ts";
import { StoredEntity } from "../entities/model.ts";
import { BodyRules } from "../law/model.ts";
import { LedgerEvent } from "../ledger/model.ts";
import { Municipality } from "../municipalities/model.ts";
import { OutboxEntry } from "../outbox/model.ts";
import { StoredPerson } from "../people/model.ts";
import { StoredPlan } from "../plans/model.ts";
import { Slug } from "../platform/shapes.ts";
import { Sitting } from "../platform/sitting.ts";
import { Timer } from "../platform/timers.ts";
import { PersonId } from "../seats/id-model.ts";
import { StoredSeat } from "../seats/model.ts";
import { StoredSeries } from "../series/model.ts";
import { SessionId } from "../sessions/id-model.ts";
import { StoredFullSession } from "../sessions/model.ts";
import { SCHEMA } from "../table.ts";
import { Template } from "../templates/model.ts";
import { Territory } from "../territories/model.ts";
import { closed } from "./closed.ts";
import { heldShapes, keptShapes } from "./held-model.ts";

/** A sitting that is over and of which no tenure on record tells: a substitute's who was named no more. */
const PastSitting = Sitting.extend({ person: PersonId, tenure: z.int() });
export type PastSitting = z.infer<typeof PastSitting>;

/** The list of bodies whose dissolution is decided and not carried through, as the table holds it. */
export const Dissolving = z.object({ bodies: z.record(z.string(), z.string()), version: z.int() });
export type Dissolving = z.infer<typeof Dissolving>;

/** How the convocation of a session stands, and of which. */
export const SessionOutlook = Outlook.extend({ municipality: Slug, session: SessionId });

/** What the table holds of a town by id, each as a document has it. */
export const shapes = {
  municipality: closed(Municipality),
  territories: closed(Territory),
  challenges: closed(StoredChallenge),
  plans: closed(StoredPlan),
  templates: closed(Template),
  entities: closed(StoredEntity),
  people: closed(StoredPerson),
  body: closed(StoredBody),
  sessions: closed(StoredFullSession),
  agendas: closed(StoredAgenda),
  convocations: closed(Convocation),
  answers: closed(StoredAnswer),
  ledger: closed(LedgerEvent),
  outlooks: closed(SessionOutlook),
  alerts: closed(Alert),
  outbox: closed(OutboxEntry),
  dissolving: closed(Dissolving),
  ...heldShapes,
  ...keptShapes,
} as const;

/** What hangs on a body. */
export const bodyParts = {
  /** An event stands once in a document, with the first of its bodies. */
  events: closed(LineageEvent),
  relations: closed(StoredRelation),
  seats: closed(StoredSeat),
  pastSeats: closed(StoredSeat),
  pastSittings: closed(PastSitting),
  rules: closed(BodyRules),
  series: closed(StoredSeries),
  requests: closed(StoredRequest),
} as const;

const list = <S extends z.ZodType>(schema: S) => z.array(schema).default([]);

const Body = z.strictObject({
  ...shapes.body.shape,
  events: list(bodyParts.events),
  relations: list(bodyParts.relations),
  seats: list(bodyParts.seats),
  pastSeats: list(bodyParts.pastSeats),
  pastSittings: list(bodyParts.pastSittings),
  rules: list(bodyParts.rules),
  series: list(bodyParts.series),
  requests: list(bodyParts.requests),
});

/**
 * A whole town: what is stored, and nothing that follows from it. Lists, mirrors, claims, timers and links of sign-ins
 * are derived again on import. Calendars are their areas' own; the audit log and the records for retries stay behind. What
 * a document written before there was such a thing does not say, it has none of.
 */
export const Document = z.strictObject({
  /** Of which schema the things in it are: `inPresentFormat` makes it the present one. */
  convoca: z.literal(SCHEMA),
  municipality: shapes.municipality,
  territories: list(shapes.territories),
  challenges: list(shapes.challenges),
  plans: list(shapes.plans),
  templates: list(shapes.templates),
  places: list(shapes.places),
  entities: list(shapes.entities),
  people: list(shapes.people),
  excuses: list(shapes.excuses),
  bookings: list(shapes.bookings),
  bodies: list(Body),
  sessions: list(shapes.sessions),
  agendas: list(shapes.agendas),
  convocations: list(shapes.convocations),
  answers: list(shapes.answers),
  /** Carried as it is: digests and seals say of it what they said where it was written. */
  ledger: list(shapes.ledger),
  outlooks: list(shapes.outlooks),
  alerts: list(shapes.alerts),
  outbox: list(shapes.outbox),
  meetings: list(shapes.meetings),
  attendance: list(shapes.attendance),
  votes: list(shapes.votes),
  minutes: list(shapes.minutes),
  conformities: list(shapes.conformities),
  opinions: list(shapes.opinions),
  agreements: list(shapes.agreements),
  slots: list(shapes.slots),
  uses: list(shapes.uses),
  rooms: list(shapes.rooms),
  documents: list(shapes.documents),
  surveys: list(shapes.surveys),
  surveyCounts: list(shapes.surveyCounts),
  /** Work that was under way and that nothing else tells of: see `isUnderWay`. */
  underWay: z
    .strictObject({ dissolving: shapes.dissolving.nullable().default(null), timers: list(closed(Timer)) })
    .default({ dissolving: null, timers: [] }),
});
export type Document = z.infer<typeof Document>;
export type DocumentBody = Document["bodies"][number];

/** The collections of a document that stand directly in it, in the order in which they do. */
export const catalogues = [
  "territories",
  "challenges",
  "plans",
  "templates",
  "places",
  "entities",
  "people",
] as const;

/** A fault of a document, or of a spreadsheet's row: where, and what. Never what stands there. */
export interface Flaw {
  readonly path: string;
  readonly message: string;
}
