import * as z from "zod";
import { parseCivil, parseDate, parseDuration } from "./civil.ts";
import { isZone } from "./zone.ts";

/** A readable id: lower-case words joined by hyphens. */
export const Slug = z
  .string()
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    "must be lower-case letters and digits, words joined by single hyphens",
  )
  .max(60)
  // A map with such a key is none that the table can hold: "constructor" is what every object has.
  .refine((text) => !(text in {}), "is a word that no id may be")
  .meta({ id: "Slug", description: "A readable id: lower-case words joined by hyphens" });

/** A language tag of BCP 47, as short as it goes: "ca", "es", "it", "en". */
export const Language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'must be a language tag like "ca" or "pt-BR"');

// Lone surrogates are no text (Unicode 3.9); control characters would break out of headers and lines; bidi controls would make a text read as another.
const FORBIDDEN = /(?![\n\t])\p{Cc}|\p{Cs}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const clean = (most: number) =>
  z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(most)
    .refine((text) => !FORBIDDEN.test(text), "must not hold control or direction-changing characters");

/** One line of text. */
export const Line = clean(200).refine((text) => !/[\n\t]/.test(text), "must be one line");

/** A short text in whatever language somebody wrote it. */
export const Remark = clean(500);

const MOST_LANGUAGES = 8;

const textOf = (part: z.ZodType<string>, id: string, what: string) => {
  const byLanguage = z
    .record(Language, part)
    .refine(
      (texts) => Object.keys(texts).length >= 1 && Object.keys(texts).length <= MOST_LANGUAGES,
      `must hold a text in one to ${MOST_LANGUAGES} languages`,
    )
    .meta({ id, description: "A text by language tag" });
  const message = `must be ${what}, or such texts by language: {"ca": "…"}`;
  return { byLanguage, input: z.union([part, byLanguage], message) };
};

const title = textOf(Line, "Title", "one line of at most 200 characters");
/** A longer text in whatever language somebody wrote it, with line breaks. */
export const Passage = clean(4000);

const prose = textOf(Passage, "Prose", "a text of at most 4000 characters");

/** A one-line text by language: `{ "ca": "Consell" }`. */
export const Title = title.byLanguage;
export type Title = z.infer<typeof Title>;
/** On input a bare string is in the town's language. */
export const TitleInput = title.input;
export type TitleInput = z.infer<typeof TitleInput>;

/** A longer text by language, with line breaks. */
export const Prose = prose.byLanguage;
export const ProseInput = prose.input;

type Stored<T> = T extends string | Title ? Title : T;

/** A text as it is stored: a bare string becomes a text in `language`; null and undefined stay. */
export const inLanguage = <T extends TitleInput | null | undefined>(language: string, text: T): Stored<T> =>
  (typeof text === "string" ? { [language]: text } : text) as Stored<T>;

/** A patch without the fields that it leaves out, to spread over what was there. */
export const given = <T extends object>(patch: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/** A day: "2015-12-04". */
export const CalendarDate = z
  .string()
  .refine((text) => parseDate(text) !== null, 'must be a date like "2015-12-04"')
  .meta({ id: "CalendarDate", description: "A day of the Gregorian calendar", format: "date" });

/** A day as precise as it is known: "2009", "2020-07", "2015-09-08". */
export const PartialDate = z
  .string()
  .refine(
    (text) => /^\d{4}$/.test(text) || /^\d{4}-(0[1-9]|1[0-2])$/.test(text) || parseDate(text) !== null,
    'must be a date as far as it is known: "2009", "2020-07" or "2015-09-08"',
  )
  .meta({
    id: "PartialDate",
    description: 'A day as precise as it is known: "2009", "2020-07", "2015-09-08"',
  });

/** A local time: "2015-12-04T18:30:00", a clock on the wall, without zone. */
export const LocalDateTime = z
  .string()
  .refine(
    (text) => parseCivil(text) !== null,
    'must be a local time like "2015-12-04T18:30:00", without zone',
  )
  .transform((text) => (text.length === 16 ? `${text}:00` : text))
  .meta({
    id: "LocalDateTime",
    description: 'A clock on the wall: "2015-12-04T18:30:00" (RFC 8984 LocalDateTime)',
  });

/** A zone of the IANA database, "Europe/Madrid", as it is stored: checked when it came in, for Intl is slow. */
export const TimeZone = z.string().meta({ id: "TimeZone", description: "A zone of the IANA database" });
export const TimeZoneInput = TimeZone.refine(
  isZone,
  'must be a zone of the IANA database like "Europe/Madrid"',
);

/** A positive duration: "PT1H30M" (RFC 8984 Duration, whole seconds). */
export const Duration = z
  .string()
  .refine((text) => parseDuration(text) !== null, 'must be a duration like "PT1H30M"')
  .meta({ id: "Duration", description: 'A positive duration: "PT1H30M"' });

/** A list and where its next page begins: send `cursor` back as it is; null at the end. */
export const listOf = <Item extends z.ZodType>(item: Item, id: string) =>
  z
    .object({ items: z.array(item), cursor: z.string().nullable() })
    .meta({ id, description: "A page of a list" });

/** How a list is paged. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(100),
  cursor: z
    .string()
    .regex(/^[\w-]{1,400}$/, "must be the cursor of the page before, as it was given")
    .optional(),
};

/** A readable id made from a name: "Consell de la Gent Gran" gives "consell-de-la-gent-gran"; "" when nothing is left. */
export const slugOf = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
