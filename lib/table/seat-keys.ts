import { bodyPartition, join, nth, PAST } from "./parts.ts";
import type { Key } from "./parts.ts";

/** Keys of seats, of who holds them, and of sign-ins. */
export const seatKeys = {
  seat: (town: string, body: string, seat: string): Key => ({
    pk: bodyPartition(town, body),
    sk: join("SEAT", seat),
  }),
  seatsOf: (town: string, body: string) => ({ pk: bodyPartition(town, body), prefix: join("SEAT", "") }),
  pastSeat: (town: string, body: string, seat: string, until: string, n: number): Key => ({
    pk: bodyPartition(town, body),
    sk: join(`${PAST}SEAT`, seat, until, nth(n)),
  }),
  pastSeatsOf: (town: string, body: string, seat?: string) => ({
    pk: bodyPartition(town, body),
    prefix: seat === undefined ? join(`${PAST}SEAT`, "") : join(`${PAST}SEAT`, seat, ""),
  }),

  entity: (town: string, entity: string): Key => ({ pk: join("ENTITY", town, entity), sk: "ENTITY" }),
  entityPage: (town: string, entity: string, withPast: boolean) => ({
    pk: join("ENTITY", town, entity),
    ...(!withPast && { to: PAST }),
  }),
  entityEntry: (town: string, entity: string): Key => ({ pk: join("ENTITIES", town), sk: entity }),
  entities: (town: string) => ({ pk: join("ENTITIES", town) }),
  /** A seat as its entity shows it; the body may be another town's. */
  heldSeat: (town: string, entity: string, of: readonly [town: string, body: string, seat: string]): Key => ({
    pk: join("ENTITY", town, entity),
    sk: join("SEAT", ...of),
  }),
  heldBefore: (
    town: string,
    entity: string,
    of: readonly [town: string, body: string, seat: string],
    until: string,
    n: number,
  ): Key => ({ pk: join("ENTITY", town, entity), sk: join(`${PAST}SEAT`, ...of, until, nth(n)) }),

  sitting: (town: string, person: string, of: readonly [body: string, seat: string, as: string]): Key => ({
    pk: join("SITS", town, person),
    sk: join("SEAT", ...of),
  }),
  satBefore: (
    town: string,
    person: string,
    of: readonly [body: string, seat: string, as: string],
    until: string,
    n: number,
  ): Key => ({ pk: join("SITS", town, person), sk: join(`${PAST}SEAT`, ...of, until, nth(n)) }),
  sittings: (town: string, person: string, withPast: boolean) => ({
    pk: join("SITS", town, person),
    ...(!withPast && { to: PAST }),
  }),

  person: (town: string, person: string): Key => ({ pk: join("PEOPLE", town), sk: join("PERSON", person) }),
  people: (town: string) => ({ pk: join("PEOPLE", town), prefix: join("PERSON", "") }),
  identity: (issuer: string, subject: string): Key => ({ pk: join("IDENTITY", issuer), sk: subject }),
} as const;
