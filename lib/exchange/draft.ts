import type { z } from "zod";
import { bodyParts, shapes } from "./document-model.ts";

/** Something in a document: where it stands, its id, and itself, unless it has faults of its own. */
export interface Place<T> {
  readonly path: string;
  readonly id: string | null;
  readonly value: T | null;
}

type Parsed<S extends z.ZodType> = Place<z.output<S>>[];
type Lists<Shapes extends Readonly<Record<string, z.ZodType>>> = {
  readonly [Name in keyof Shapes]: Parsed<Shapes[Name]>;
};

export type BodyPlace = Place<z.output<(typeof shapes)["body"]>> & Lists<typeof bodyParts>;

/** A document as far as it can be read: what is sound in it, looked at even where something else is not. */
export type Draft = Omit<Lists<typeof shapes>, "municipality" | "body" | "dissolving"> & {
  readonly municipality: Place<z.output<(typeof shapes)["municipality"]>>;
  readonly dissolving: Place<z.output<(typeof shapes)["dissolving"]>>;
  readonly bodies: readonly BodyPlace[];
  readonly timers: readonly unknown[];
};

const fieldOf = (raw: unknown, name: string): unknown =>
  typeof raw === "object" && raw !== null ? (raw as Record<string, unknown>)[name] : undefined;

function placeOf<S extends z.ZodType>(raw: unknown, path: string, schema: S): Place<z.output<S>> {
  const id = fieldOf(raw, "id");
  return { path, id: typeof id === "string" ? id : null, value: schema.safeParse(raw).data ?? null };
}

function listOf<S extends z.ZodType>(raw: unknown, path: string, schema: S): Parsed<S> {
  return Array.isArray(raw) ? raw.map((each, i) => placeOf(each, `${path}[${i}]`, schema)) : [];
}

function bodyOf(raw: unknown, path: string): BodyPlace {
  const own =
    typeof raw === "object" && raw !== null
      ? Object.fromEntries(Object.entries(raw).filter(([name]) => !(name in bodyParts)))
      : raw;
  const part = <S extends z.ZodType>(name: keyof typeof bodyParts, schema: S) =>
    listOf(fieldOf(raw, name), `${path}.${name}`, schema);
  return {
    ...placeOf(own, path, shapes.body),
    events: part("events", bodyParts.events),
    relations: part("relations", bodyParts.relations),
    seats: part("seats", bodyParts.seats),
    pastSeats: part("pastSeats", bodyParts.pastSeats),
    pastSittings: part("pastSittings", bodyParts.pastSittings),
    rules: part("rules", bodyParts.rules),
    series: part("series", bodyParts.series),
    requests: part("requests", bodyParts.requests),
  };
}

export function draftOf(raw: unknown): Draft {
  const list = <S extends z.ZodType>(name: string, schema: S) =>
    listOf(fieldOf(raw, name), `$.${name}`, schema);
  const bodies = fieldOf(raw, "bodies");
  const underWay = fieldOf(raw, "underWay");
  const timers = fieldOf(underWay, "timers");
  return {
    municipality: placeOf(fieldOf(raw, "municipality"), "$.municipality", shapes.municipality),
    territories: list("territories", shapes.territories),
    challenges: list("challenges", shapes.challenges),
    plans: list("plans", shapes.plans),
    templates: list("templates", shapes.templates),
    places: list("places", shapes.places),
    entities: list("entities", shapes.entities),
    people: list("people", shapes.people),
    excuses: list("excuses", shapes.excuses),
    bookings: list("bookings", shapes.bookings),
    bodies: Array.isArray(bodies) ? bodies.map((each, i) => bodyOf(each, `$.bodies[${i}]`)) : [],
    sessions: list("sessions", shapes.sessions),
    agendas: list("agendas", shapes.agendas),
    convocations: list("convocations", shapes.convocations),
    answers: list("answers", shapes.answers),
    ledger: list("ledger", shapes.ledger),
    outlooks: list("outlooks", shapes.outlooks),
    alerts: list("alerts", shapes.alerts),
    outbox: list("outbox", shapes.outbox),
    meetings: list("meetings", shapes.meetings),
    attendance: list("attendance", shapes.attendance),
    votes: list("votes", shapes.votes),
    minutes: list("minutes", shapes.minutes),
    conformities: list("conformities", shapes.conformities),
    opinions: list("opinions", shapes.opinions),
    agreements: list("agreements", shapes.agreements),
    slots: list("slots", shapes.slots),
    uses: list("uses", shapes.uses),
    rooms: list("rooms", shapes.rooms),
    documents: list("documents", shapes.documents),
    surveys: list("surveys", shapes.surveys),
    surveyCounts: list("surveyCounts", shapes.surveyCounts),
    dissolving: placeOf(fieldOf(underWay, "dissolving"), "$.underWay.dissolving", shapes.dissolving),
    timers: Array.isArray(timers) ? timers : [],
  };
}
