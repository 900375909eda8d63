import * as fc from "fast-check";
import * as z from "zod";
import { zocker } from "zocker";
import { randomOf } from "./random.ts";
import type { Random } from "./random.ts";

/** Texts that someone sends who means no good, or whose language is not ours. What is taken of them must come back. */
export const HOSTILE: readonly string[] = [
  ..."__proto__ constructor toString ${7*7} {{7*7}} %00 %2e%2e%2f -1 1e999 NaN null ../../etc/passwd".split(
    " ",
  ),
  '"; DROP TABLE sessions; --',
  "=cmd|' /C calc'!A0",
  "<script>alert(1)</script>",
  "END:VCALENDAR; ATTENDEE=x, \\n \\; \\,",
  "two\nlines",
  "two\r\nlines\r\nBEGIN:VEVENT",
  "nul\u0000inside",
  "bell\u0007escape\u001b[31m",
  "bidi\u202egnp.exe",
  "isolate\u2066x\u2069",
  "mark\u200fof direction",
  "line\u2028separator",
  "zero\u200bwidth\ufeff",
  "  spaces around\t",
  "e\u0301 is not é",
  "İstanbul ſ ß ﬀ",
  "日本語 العربية 👩‍👩‍👧‍👦",
  "lone high \ud83d",
  "\udc4d lone low",
  "noncharacter \uffff \u{10ffff}",
  "z̀́̂̃̄̅".repeat(20),
  "a".repeat(200),
  "ñ".repeat(4000),
  "x".repeat(100_000),
];

/** What the formats of this interface look like, at the ends of their ranges and in the middle. */
const FORMS: readonly string[] = [
  ..."2015-12-04 2015-12-25 2016-02-29 2016-03-27 1970-01-01 0000-01-01 9999-12-31 2199-12-31".split(" "),
  ..."2015 0000 9999 2015-09 9999-12".split(" "),
  ..."2015-12-04T18:30:00 2015-12-11T10:00 2016-03-27T02:30:00 2016-10-30T02:30:00".split(" "),
  ..."0000-01-01T00:00:00 9999-12-31T23:59:59 2199-12-31T23:59:59 1970-01-01T00:00:00".split(" "),
  ..."08-01 08-31 02-29 12-20".split(" "),
  ..."00:00 11:30 18:30 18:45 23:59".split(" "),
  ..."PT1H PT30M PT1S P1D P9999W PT999999999S P99999DT999999H".split(" "),
  ..."Europe/Madrid Europe/Rome UTC GMT EST5EDT Etc/GMT+5 US/Pacific Pacific/Apia".split(" "),
  ..."Asia/Kolkata Antarctica/Troll Africa/Monrovia Atlantic/Azores America/Sao_Paulo".split(" "),
  ..."acta.txt acta.pdf plànol.png dades.csv informe.odt pressupost.xlsx".split(" "),
  ..."ca es it en pt-BR zxx ES FR IT ES-09 ES-25120 ZZ-999999".split(" "),
  ..."consell taula vilanova a 0 a-b constructor part-of-body-consell".split(" "),
  ..."consell-ordinaries-2016-02-05 taula-ordinaries-2016-03-04".split(" "),
  "z".repeat(60),
  ..."FREQ=MONTHLY;BYDAY=1FR FREQ=WEEKLY;INTERVAL=2 FREQ=MONTHLY;BYMONTHDAY=31 FREQ=DAILY;COUNT=3".split(" "),
  ..."FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29 FREQ=YEARLY;INTERVAL=999 FREQ=DAILY;COUNT=1000000".split(" "),
  ..."FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 FREQ=WEEKLY;UNTIL=20160101 FREQ=DAILY;INTERVAL=30".split(" "),
  ..."FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR".split(" "),
  ..."2015-12-01T00:00:00Z 2016-06-30T00:00:00Z 2015-12-01T00:00:00+01:00 2199-12-31T23:59:59Z".split(" "),
];

/** What goes well together, so that enough is taken and stored. */
const USUAL: readonly string[] = [
  ..."2015-11-20 2015-11-20 2015-11-20T09:00:00Z 2015-12-18 2016-03-18 2016-06-01T18:30:00 2016-09-09T18:30:00 2016-11-11T18:30:00".split(
    " ",
  ),
  ..."18:30 18:45 PT4H PT5M PT15M Europe/Madrid 08-01 consell ca es ES ES-09".split(" "),
  ..."FREQ=MONTHLY;BYDAY=1FR FREQ=WEEKLY;INTERVAL=2 2015-12-01T00:00:00Z 2016-06-30T00:00:00Z".split(" "),
];

/** What the fuzz worlds keep by a readable id has one of these, so that what is named is often there. */
export const KNOWN = ["consell", "taula"] as const;
/** The world puts somebody's id in its place: those of people are random. */
export const SOMEBODY = "somebody";
/** And the id of a seat. */
export const SEATED = "seated";

/** And the id of a document. */
export const KEPT = "11111111-1111-4111-8111-111111111111";

type Ids = readonly [string, ...string[]] | null;
const asked = new WeakMap<z.ZodType, Ids>();

/** Ids that a schema takes and that are there; null where it is no id. */
function idsOf(schema: z.ZodType): Ids {
  const known = asked.get(schema);
  if (known !== undefined) return known;
  const ids = idsFor(schema);
  asked.set(schema, ids);
  return ids;
}

const idsFor = (schema: z.ZodType): Ids => {
  if (schema.meta()?.id === "PersonId") return [SOMEBODY];
  if (schema.meta()?.id === "SeatId") return [SEATED];
  return schema.safeParse(KNOWN[0]).success && !schema.safeParse("two words").success ? KNOWN : null;
};

const POOL = [...Array.from({ length: 6 }, () => USUAL).flat(), ...FORMS, ...HOSTILE];
const passing = new WeakMap<z.ZodType, readonly string[]>();

/** Those of our texts that a schema takes: found by asking it, so that a new shape needs nothing here. */
function textsOf(schema: z.ZodType): readonly string[] {
  const known = passing.get(schema) ?? POOL.filter((text) => schema.safeParse(text).success);
  passing.set(schema, known);
  return known;
}

function textFor(schema: z.ZodType, random: Random): string {
  const ids = idsOf(schema);
  if (ids && (ids[0] === SEATED || random.chance(65))) return random.pick(ids);
  const fresh = `f${random.below(1e6)}`;
  if (random.chance(25) && schema.safeParse(fresh).success) return fresh;
  const all = textsOf(schema);
  const hostile = random.chance(40) ? all.filter((text) => HOSTILE.includes(text)) : [];
  const [first, ...rest] = hostile.length > 0 ? hostile : all;
  if (first !== undefined) return random.pick([first, ...rest]);
  return String(zocker(schema).setSeed(random.below(1e9)).generate());
}

const TRIES = 300;

/** Whether a text is one of ours that must come back letter by letter: no date or duration, which has other spellings. */
export const isTelling = (text: string): boolean => HOSTILE.includes(text) || /^f\d+$/.test(text);

/** A value that the schema takes; the same for the same seed. */
export function valueFor(schema: z.ZodType, seed: number): unknown {
  const random = randomOf(seed);
  for (let i = 0; i < TRIES; i++) {
    const value: unknown = zocker(schema)
      .setSeed(seed + i)
      .override(z.ZodString, (each) => textFor(each as unknown as z.ZodType, random))
      .override(z.ZodISODateTime, (each) => textFor(each as unknown as z.ZodType, random))
      .override(z.ZodUUID, KEPT)
      .record({ min: 1, max: 3 })
      .array({ min: 0, max: 4 })
      .generate();
    if (schema.safeParse(value).success) return value;
  }
  throw new Error(`no value was found for a schema in ${TRIES} tries: add to FORMS what it looks like`);
}

/** One thing done to a value: where is a number that walks down into it. */
export interface Mutation {
  readonly where: readonly number[];
  readonly how: "replace" | "delete" | "add" | "wrap" | "double";
  readonly key: string;
  readonly value: unknown;
}

const nested = (depth: number): unknown => {
  let value: unknown = "bottom";
  for (let i = 0; i < depth; i++) value = i % 2 ? { a: value } : [value];
  return value;
};

const KEYS = [
  "__proto__",
  "constructor",
  "prototype",
  "version",
  "id",
  "municipality",
  "listed",
  "pk",
  "",
  "ca",
];

const hostileValue = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 2, arbitrary: fc.constantFrom(...FORMS) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(null, true, 0, -1, 1e308, 2 ** 53, 0.1, "", [], {}, [[]]),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 50 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(nested(1000), Array(1000).fill(0), { ["__proto__"]: { role: 1 } }),
  },
);

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  where: fc.array(fc.nat(20), { maxLength: 4 }),
  how: fc.constantFrom("replace", "replace", "replace", "delete", "add", "wrap", "double"),
  key: fc.oneof(fc.constantFrom(...KEYS), fc.string({ unit: "binary", maxLength: 8 })),
  value: hostileValue,
});

/** The value after the mutation; the one that came stays as it was. */
export function mutated(value: unknown, { where, how, key, value: by }: Mutation): unknown {
  const [at, ...deeper] = where;
  const entries = entriesOf(value);
  const child = at === undefined ? undefined : entries[at % Math.max(entries.length, 1)];
  if (at !== undefined && child) {
    const [name, inner] = child;
    if (how === "delete" && deeper.length === 0)
      return rebuilt(
        value,
        entries.filter((each) => each !== child),
      );
    const changed = mutated(inner, { where: deeper, how, key, value: by });
    return rebuilt(
      value,
      entries.map((each) => (each === child ? [name, changed] : each)),
    );
  }
  if (how === "add" && typeof value === "object" && value !== null)
    return rebuilt(value, [...entries, [key, by]]);
  if (how === "wrap") return [value];
  if (how === "double" && Array.isArray(value)) return [...value, ...value];
  return by;
}

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === "object" && value !== null ? Object.entries(value) : [];

/** `Object.fromEntries` keeps `__proto__` as a key of its own, and JSON writes it. */
const rebuilt = (like: unknown, entries: readonly (readonly [string, unknown])[]): unknown =>
  Array.isArray(like) ? entries.map(([, each]) => each) : Object.fromEntries(entries);
