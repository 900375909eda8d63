/**
 * CHART 2, the inside: one table, `pk`/`sk`, two indexes. No key is spelled anywhere else.
 *
 * | item                                   | pk                | sk                          | gsi1                         | gsi2                    |
 * |----------------------------------------|-------------------|-----------------------------|------------------------------|-------------------------|
 * | municipality                           | TOWN#t            | TOWN                        |                              | TOWNS / t               |
 * | plan, place, challenge (later)         | TOWN#t            | PLAN#p PLACE#p CHALLENGE#c  |                              |                         |
 * | calendar layer                         | CALENDAR#area     | YEAR#2027                   |                              |                         |
 * | a town that uses an area's layers      | USERS#area        | TOWN#t                      |                              |                         |
 * | body                                   | BODY#t#b          | BODY                        |                              | BODIES#t / kind#b       |
 * | series                                 | BODY#t#b          | SERIES#s                    |                              |                         |
 * | relation, rules (later)                | BODY#t#b          | RELATION#kind#other RULES#d | inverse: BODY#t#other / kind#b |                       |
 * | seat: current, ended (later)           | BODY#t#b          | SEAT#s ~SEAT#s#until        | HOLDER#t#e / b#s             |                         |
 * | entity (later)                         | ENTITY#t#e        | ENTITY                      |                              | ENTITIES#t / e          |
 * | person and whatever is personal (later)| PEOPLE#t          | PERSON#p ...                |                              |                         |
 * | sign-in                                | IDENTITY#issuer   | subject                     |                              |                         |
 * | session                                | SESSION#t#id      | SESSION                     | TIMELINE#t#b / start#id      | TIMELINE#t / start#id   |
 * | claim on a beginning of session ids    | CLAIM#t           | prefix                      |                              |                         |
 * | agenda, attendance, slot, minutes,     | SESSION#t#id      | AGENDA ATTENDANCE#seat      |                              |                         |
 * |   convocation (later)                  |                   | SLOT#at MINUTES#v CONVOCATION#n |                          |                         |
 * | agreement (later)                      | SESSION#t#id      | AGREEMENT#k                 | AGREEMENTS#t#b / due#k       |                         |
 * | outbox entry, mutable (later)          | OUTBOX#t          | convocation#seat#channel    |                              |                         |
 * | ledger event, immutable (later)        | LEDGER#t#session  | n#seat#channel#sequence     |                              |                         |
 * | room-day lock (later)                  | PLACE#t#p#day     | start                       |                              |                         |
 * | timer                                  | TIMER#kind#shard  | due instant#reference       |                              |                         |
 * | audit entry, immutable                 | AUDIT#t#month     | at#id                       |                              |                         |
 * | idempotency record                     | IDEMPOTENCY#t#who | route#key                   |                              |                         |
 *
 * `t` town, `b` body, `s` series or seat, `e` entity, `p` person, plan or place.
 * The timeline sorts by local start in the town's own zone: a range of dates needs no zone to be read, and a
 * partial start ("2015-09-08", "2020-07") sorts by what is known of it.
 * Behind "~" stands what a body's page does not show, so that one Query from BODY on never meets it.
 * Rows marked later are laid out here so that nothing moves house; their functions come with their noun.
 */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export interface IndexKeys {
  readonly gsi1pk: string;
  readonly gsi1sk: string;
  readonly gsi2pk: string;
  readonly gsi2sk: string;
}

/** The shape version that every stored item carries; migrations go forward only. */
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
   * What lists show is one map, `listed`, and no more: DynamoDB bills an index entry by its projected size, and
   * projects at most 20 attributes by name.
   */
  projection: ["version", "listed"],
} as const;

export type IndexName = keyof typeof tableDefinition.indexes;

/** An item or an index entry, with what lists show laid flat again. */
export const flat = (item: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  ...item,
  ...(item["listed"] as object | undefined),
});

const join = (...parts: readonly (string | number)[]): string => parts.join("#");

/** Families of partitions, as walls: a function's role names the leading keys of the families it touches. */
export const families = {
  municipality: { leading: "TOWN#" },
  municipalities: { leading: "TOWNS", index: "gsi2" },
  calendar: { leading: "CALENDAR#" },
  calendarUsers: { leading: "USERS#" },
  body: { leading: "BODY#" },
  bodies: { leading: "BODIES#", index: "gsi2" },
  identity: { leading: "IDENTITY#" },
  claim: { leading: "CLAIM#" },
  session: { leading: "SESSION#" },
  bodyTimeline: { leading: "TIMELINE#", index: "gsi1" },
  townTimeline: { leading: "TIMELINE#", index: "gsi2" },
  timer: { leading: "TIMER#" },
  audit: { leading: "AUDIT#" },
  idempotency: { leading: "IDEMPOTENCY#" },
} as const satisfies Record<string, { leading: string; index?: IndexName }>;

export type Family = keyof typeof families;

export const keys = {
  municipality: (town: string): Key => ({ pk: join("TOWN", town), sk: "TOWN" }),
  municipalities: (town = "") => ({ gsi2pk: "TOWNS", gsi2sk: town }),

  calendar: (area: string, year: number): Key => ({ pk: join("CALENDAR", area), sk: join("YEAR", year) }),
  calendarUser: (area: string, town: string): Key => ({ pk: join("USERS", area), sk: join("TOWN", town) }),
  calendarUsers: (area: string) => ({ pk: join("USERS", area) }),

  body: (town: string, body: string): Key => ({ pk: join("BODY", town, body), sk: "BODY" }),
  bodies: (town: string, kind = "", body = "") => ({
    gsi2pk: join("BODIES", town),
    gsi2sk: join(kind, body),
  }),
  series: (town: string, body: string, series: string): Key => ({
    pk: join("BODY", town, body),
    sk: join("SERIES", series),
  }),
  seriesOf: (town: string, body: string) => ({ pk: join("BODY", town, body), prefix: "SERIES#" }),

  identity: (issuer: string, subject: string): Key => ({ pk: join("IDENTITY", issuer), sk: subject }),

  session: (town: string, session: string): Key => ({ pk: join("SESSION", town, session), sk: "SESSION" }),
  /** Claims the beginning of session ids for one body or one series: "a" + "b-c" and "a-b" + "c" must not meet. */
  claim: (town: string, prefix: string): Key => ({ pk: join("CLAIM", town), sk: prefix }),
  /** `local` is the start in the town's zone, as precise as it is known. */
  timelines: (town: string, body: string, local: string, session: string): IndexKeys => ({
    gsi1pk: join("TIMELINE", town, body),
    gsi1sk: join(local, session),
    gsi2pk: join("TIMELINE", town),
    gsi2sk: join(local, session),
  }),
  bodyTimeline: (town: string, body: string) => join("TIMELINE", town, body),
  townTimeline: (town: string) => join("TIMELINE", town),

  timer: (kind: string, shard: number, due: string, reference: readonly (string | number)[]): Key => ({
    pk: join("TIMER", kind, shard),
    sk: join(due, ...reference),
  }),
  timers: (kind: string, shard: number) => join("TIMER", kind, shard),

  audit: (town: string, at: string, id: string): Key => ({
    pk: join("AUDIT", town, at.slice(0, 7)),
    sk: join(at, id),
  }),
  idempotency: (town: string, caller: string, route: string, key: string): Key => ({
    pk: join("IDEMPOTENCY", town, caller),
    sk: join(route, key),
  }),
} as const;

const idIn = (sortKey: string): string => sortKey.slice(sortKey.lastIndexOf("#") + 1);

/** Where a page of an index ended, from its sort key alone: what DynamoDB wants back as ExclusiveStartKey. */
export const positions = {
  municipality: (sortKey: string) => ({ ...keys.municipality(sortKey), ...keys.municipalities(sortKey) }),
  body: (town: string, sortKey: string) => ({
    ...keys.body(town, idIn(sortKey)),
    ...keys.bodies(town),
    gsi2sk: sortKey,
  }),
  series: (town: string, body: string, sortKey: string) => keys.series(town, body, idIn(sortKey)),
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

/** Sorts after every key that begins with the same text: the upper end of a range that is open to the right. */
export const AFTER_ALL = "\uffff";
