import * as z from "zod";
import { OwnExcuse } from "../excuses/model.ts";
import { Area } from "../municipalities/id-model.ts";
import { CalendarDate, Language, Line, listOf, Slug } from "../platform/shapes.ts";
import { validity } from "../platform/validity.ts";
import { PersonId, SeatId, SeatRole } from "../seats/id-model.ts";

/** Who a token must name: the issuer's URL, and its name for the person. */
export const SignIn = z
  .strictObject({ issuer: Line, subject: Line })
  .meta({ id: "SignIn", description: "The sign-in of a person: a token's `iss` and `sub`" });

/** A person, in the one partition that holds personal data. */
export const Person = z
  .object({
    id: PersonId,
    municipality: Slug,
    name: Line,
    email: z.email().nullable(),
    phone: Line.nullable(),
    address: Line.nullable(),
    /** The language they want to be written to in; null: the town's. */
    language: Language.nullable(),
    /** The locality where they live, by official code: its holidays count for them, too (Ley 39/2015, 30.6). */
    residence: Area.nullable(),
    /** The body for whose sake they were taken in: its secretary keeps the record. */
    keeper: Slug.nullable(),
    signIn: SignIn.nullable(),
    /** Whether their sign-in is an administrator's of this town. */
    administrator: z.boolean(),
    recorded: CalendarDate,
    version: z.int(),
  })
  .meta({ id: "Person", description: "A person: personal data" });
export type Person = z.infer<typeof Person>;

/** A person as the table holds them. */
export const StoredPerson = Person.extend({
  /** The instant at which the town looks whether it still needs this record. */
  forgetAt: z.string(),
  /** The day until which they were needed for something else than a seat: as administrator. */
  neededOn: CalendarDate.nullable().default(null),
});
export type StoredPerson = z.infer<typeof StoredPerson>;

/** That a person sits, or sat, on a seat. */
const SeatOf = z
  .object({
    body: Slug,
    seat: SeatId,
    role: SeatRole,
    as: z.enum(["titular", "substitute"]),
    from: validity.from,
    until: validity.until,
  })
  .meta({ id: "SeatOfPerson" });

export type SeatOf = z.infer<typeof SeatOf>;

export const PersonPage = Person.extend({ seats: z.array(SeatOf) }).meta({
  id: "PersonPage",
  description: "A person, with the seats they sit on",
});
export type PersonPage = z.infer<typeof PersonPage>;
export const PersonList = listOf(PersonPage, "PersonList");

/** What making a person answers: nothing personal, for it is kept to answer retries alike. */
export const PersonMade = z
  .object({ id: PersonId, municipality: Slug, version: z.int() })
  .meta({ id: "PersonMade" });

/** What is held about a person under their name (GDPR 15, 20); the ledger of notices knows them by their opaque id only. */
export const PersonExport = z
  .object({
    person: Person,
    seats: z.array(SeatOf),
    signIn: z.object({ issuer: z.string(), subject: z.string(), offices: z.array(z.unknown()) }).nullable(),
    /** Why they said that they would not come. */
    excuses: z.array(OwnExcuse),
    /** How long it is kept, in months after it was last needed, and when that is looked at next. */
    retention: z.object({ months: z.int(), lookedAt: z.string() }),
  })
  .meta({ id: "PersonExport", description: "What is held about a person under their name" });

export const Erased = z.object({ id: PersonId, erased: z.literal(true) }).meta({ id: "Erased" });
