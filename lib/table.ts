import { agreementKeys } from "./table/agreement-keys.ts";
import { bodyKeys } from "./table/body-keys.ts";
import { convocationKeys } from "./table/convocation-keys.ts";
import { followUpKeys } from "./table/follow-up-keys.ts";
import { excuseKeys } from "./table/excuse-keys.ts";
import { meetingKeys } from "./table/meeting-keys.ts";
import { documentKeys } from "./table/document-keys.ts";
import { idIn } from "./table/parts.ts";
import { recordKeys } from "./table/record-keys.ts";
import { seatKeys } from "./table/seat-keys.ts";
import { sessionKeys } from "./table/session-keys.ts";
import { surveyKeys } from "./table/survey-keys.ts";
import { slotKeys } from "./table/slot-keys.ts";
import { townKeys } from "./table/town-keys.ts";

export { followUpOf } from "./table/follow-up-keys.ts";
export type { FollowUp } from "./table/follow-up-keys.ts";
export { AFTER_ALL, idIn } from "./table/parts.ts";
export type { Key } from "./table/parts.ts";
export type { CatalogueKind } from "./table/town-keys.ts";

/**
 * CHART 2, the inside: one table, `pk`/`sk`, two indexes. Its keys are in `table/`, a file a room, and spelled nowhere else.
 *
 * | item                                   | pk                | sk                          | gsi1                         | gsi2                    |
 * |----------------------------------------|-------------------|-----------------------------|------------------------------|-------------------------|
 * | municipality                           | TOWN#t            | TOWN                        |                              | TOWNS / t               |
 * | challenge, place, plan, template, ...  | CATALOGUE#t       | CHALLENGE#c PLACE#p ...     |                              |                         |
 * | bodies that are being dissolved        | ENDING#t          | ENDING                      |                              |                         |
 * | calendar layer                         | CALENDAR#area     | YEAR#2027                   |                              |                         |
 * | a town that uses an area's layers      | USERS#area        | TOWN#t                      |                              |                         |
 * | body                                   | BODY#t#b          | BODY                        |                              |                         |
 * | its line in the town's list            | BODIES#t          | kind#b                      |                              |                         |
 * | a body of another town that t shares   | SHARED#t          | t2#b                        |                              |                         |
 * | lineage event, in each body it changed | BODY#t#b          | EVENT#date#id               |                              |                         |
 * | relation, in the body that it starts   | BODY#t#b          | RELATION#kind#type#id       |                              |                         |
 * |   from and in what it leads to         | BODY#.. ENTITY#.. | RELATION#kind#type#id       |                              |                         |
 * |                                        | RELATED#t#type#id | RELATION#kind#type#id       |                              |                         |
 * | rules                                  | BODY#t#b          | RULES#from                  |                              |                         |
 * | seat                                   | BODY#t#b          | SEAT#s                      |                              |                         |
 * | a tenure of it that is over            | BODY#t#b          | ~SEAT#s#until#n             |                              |                         |
 * | that members asked for a session       | BODY#t#b          | ~REQUEST#date#session       |                              |                         |
 * | series                                 | BODY#t#b          | SERIES#s                    |                              |                         |
 * | entity                                 | ENTITY#t#e        | ENTITY                      |                              |                         |
 * | its line in the town's list            | ENTITIES#t        | e                           |                              |                         |
 * | a seat that it holds, or held          | ENTITY#t#e        | SEAT#t2#b#s ~SEAT#t2#b#s#..n |                             |                         |
 * | a seat that a person sits on, or sat   | SITS#t#p          | SEAT#b#s#as ~SEAT#b#s#as#..n |                             |                         |
 * | person: personal data, and only here   | PEOPLE#t          | PERSON#p                    |                              |                         |
 * | who booked a slot: personal data       | BOOKING#t         | code                        |                              |                         |
 * |   how often an address was booked with | BOOKING##day      | digest                      |                              |                         |
 * | sign-in                                | IDENTITY#issuer   | subject                     |                              |                         |
 * | session                                | SESSION#t#id      | SESSION                     | TIMELINE#t#b / start#id      | TIMELINE#t / start#id   |
 * | claim on a beginning of session ids    | CLAIM#t           | prefix                      |                              |                         |
 * | agenda, one convocation a version,     | SESSION#t#id      | AGENDA CONVOCATION#n        |                              |                         |
 * |   answer, how convening stands         | SESSION#t#id      | ANSWER#seat OUTLOOK         |                              |                         |
 * | how it is held, who attends, a vote    | SESSION#t#id      | ATTENDANCE ATTENDANCE#seat VOTE#n |                        |                         |
 * | minutes, what a member says of them,   | SESSION#t#id      | MINUTES#v CONFORMITY#v#seat |                              |                         |
 * |   opinion of who dissents, agreement   | SESSION#t#id      | OPINION#seat AGREEMENT#n    |                              |                         |
 * | agreements of a body, by state; minutes| FOLLOWUP#t#b      | AGREEMENT#state#due#id#n    |                              |                         |
 * |   of it that wait to be approved       | FOLLOWUP#t#b      | MINUTES#start#id            |                              |                         |
 * | slot that is booked, room that is held | SESSION#t#id      | SLOT#nth ROOM               |                              |                         |
 * | what carries out a plan, a challenge   | RELATED#t#type#id | AGREEMENT#session#n         |                              |                         |
 * | why a member does not come: personal   | EXCUSES#t#p       | session#seat                |                              |                         |
 * | what a secretary has to look at        | ALERTS#t          | session#code                |                              |                         |
 * | outbox entry, mutable                  | OUTBOX#t          | session#n#member#channel#what |                            |                         |
 * | ledger event, immutable                | LEDGER#t#session  | n#member#channel#sequence   |                              |                         |
 * | document, whose bytes are elsewhere    | DOCUMENTS#t       | id                          |                              |                         |
 * | survey of a page; how often which      | SURVEYS#t         | SURVEY#target               |                              |                         |
 * |   answer was given, and no answer      | SURVEYS#t         | COUNTS#target               |                              |                         |
 * | room-day lock; use that is no session  | PLACE#t#p         | DAY#date USE#id             |                              |                         |
 * | timer                                  | TIMER#kind#shard  | due instant#reference       |                              |                         |
 * | audit entry, immutable                 | AUDIT#t#month     | at#id                       |                              |                         |
 * | idempotency record                     | IDEMPOTENCY#t#who | route#key                   |                              |                         |
 *
 * `t` town, `b` body, `s` series or seat, `e` entity, `p` person, plan or place, `c` challenge, `n` version; a member is
 * a seat in one of its tenures, so that who comes later has a chain of their own.
 * The timeline sorts by local start in the town's own zone: a range of dates needs no zone to be read, and a
 * partial start ("2015-09-08", "2020-07") sorts by what is known of it.
 * Behind "~" stands what is over, so that one Query of a body's or an entity's present never meets its past.
 * A relation and a seat stand in both partitions that show them, written by one commit: no page needs an index.
 */
/** The shape version that every stored item carries, and every exported town; `table/migrations.ts` leads there from earlier ones. */
export const SCHEMA = 1;

export const tableDefinition = {
  partitionKey: "pk",
  sortKey: "sk",
  timeToLive: "expiresAtSeconds",
  indexes: {
    gsi1: { partitionKey: "gsi1pk", sortKey: "gsi1sk" },
    gsi2: { partitionKey: "gsi2pk", sortKey: "gsi2sk" },
  },
  /**
   * What lists show is one map, `listed`, and no more but `s`, the schema where it is not the first:
   * DynamoDB bills an index entry by its projected size, each letter, and projects at most 20 attributes by name.
   */
  projection: ["version", "listed", "s"],
} as const;

export type IndexName = keyof typeof tableDefinition.indexes;

/** An item or an index entry, with what lists show laid flat again. */
export const flat = (item: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  ...item,
  ...(item["listed"] as object | undefined),
});

/** Families of partitions, as walls: a function's role names the leading keys of the families it touches. */
export const families = {
  municipality: { leading: "TOWN#" },
  municipalities: { leading: "TOWNS", index: "gsi2" },
  catalogue: { leading: "CATALOGUE#" },
  ending: { leading: "ENDING#" },
  calendar: { leading: "CALENDAR#" },
  calendarUsers: { leading: "USERS#" },
  body: { leading: "BODY#" },
  bodies: { leading: "BODIES#" },
  shared: { leading: "SHARED#" },
  related: { leading: "RELATED#" },
  entity: { leading: "ENTITY#" },
  entities: { leading: "ENTITIES#" },
  sits: { leading: "SITS#" },
  people: { leading: "PEOPLE#" },
  bookings: { leading: "BOOKING#" },
  /** Personal data: a wall of its own, for a function that everyone may use writes here, and must not reach people. */
  excuses: { leading: "EXCUSES#" },
  identity: { leading: "IDENTITY#" },
  claim: { leading: "CLAIM#" },
  session: { leading: "SESSION#" },
  bodyTimeline: { leading: "TIMELINE#", index: "gsi1" },
  townTimeline: { leading: "TIMELINE#", index: "gsi2" },
  followUps: { leading: "FOLLOWUP#" },
  alerts: { leading: "ALERTS#" },
  outbox: { leading: "OUTBOX#" },
  ledger: { leading: "LEDGER#" },
  document: { leading: "DOCUMENTS#" },
  survey: { leading: "SURVEYS#" },
  place: { leading: "PLACE#" },
  timer: { leading: "TIMER#" },
  audit: { leading: "AUDIT#" },
  idempotency: { leading: "IDEMPOTENCY#" },
} as const satisfies Record<string, { leading: string; index?: IndexName }>;

export type Family = keyof typeof families;

export const keys = {
  ...townKeys,
  ...bodyKeys,
  ...seatKeys,
  ...sessionKeys,
  ...slotKeys,
  ...convocationKeys,
  ...meetingKeys,
  ...documentKeys,
  ...surveyKeys,
  ...followUpKeys,
  ...agreementKeys,
  ...excuseKeys,
  ...recordKeys,
} as const;

/** Where a page of an index ended, from its sort key alone: what DynamoDB wants back as ExclusiveStartKey. */
export const positions = {
  municipality: (sortKey: string) => ({ ...keys.municipality(sortKey), ...keys.municipalities(sortKey) }),
  bodyTimeline: (town: string, body: string, sortKey: string) => ({
    ...keys.session(town, idIn(sortKey)),
    gsi1pk: keys.bodyTimeline(town, body),
    gsi1sk: sortKey,
  }),
  townTimeline: (town: string, sortKey: string) => ({
    ...keys.session(town, idIn(sortKey)),
    gsi2pk: keys.townTimeline(town),
    gsi2sk: sortKey,
  }),
} as const;
