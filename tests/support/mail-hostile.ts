import * as fc from "fast-check";
import type { Summons } from "../../lib/mail/summons.ts";
import { aFullSummons, anAgenda } from "./mail-summons.ts";

const EXAMPLES = [
  "Anna\r\nBcc: everybody@example.org",
  "Anna\nCc: x@example.org\n\nanother body",
  "Anna\rX-Mine: 1",
  "Anna\u2028METHOD:CANCEL\u0085UID:mine",
  "Anna\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:mine",
  "\u0000\u001b[2J\u007f",
  "\u202Egnp.exe\u2066",
  "=cmd|' /C calc'!A0",
  `"Anna", <x@example.org>; y@example.org`,
  `\\" <x@example.org>,\\`,
  "^n^' ;:, \\n \\",
  `<script>alert(1)</script>"'><img src=x onerror=y>&lt;`,
  "</title></style><style>body{display:none}",
  "=?utf-8?Q?Bcc:_x@example.org?=",
  "--=_-0123-Part_1--",
  "שלום עולם مرحبا",
  "👩‍👩‍👧‍👦🏳️‍🌈",
  "Ple \ud83d",
  "a".repeat(5000),
  "ñ".repeat(3000),
  `${"😀".repeat(500)}x`,
] as const;

const Hostile = fc.oneof(
  fc.constantFrom(...EXAMPLES),
  fc.string({ unit: "binary", maxLength: 80 }).map((text) => `x${text}`),
  fc
    .array(
      fc.constantFrom("\r", "\n", '"', "<", ">", ",", ";", ":", "=", "?", "^", "\\", "\0", "\u202e", "a"),
      {
        minLength: 1,
        maxLength: 40,
      },
    )
    .map((marks) => `x${marks.join("")}`),
);

type Words = Readonly<Record<"name" | "seat" | "town" | "body" | "title" | "place" | "rest", string>>;

/** The same summons with these words wherever somebody writes something on one line. */
export const summonsWith = ({ name, seat, town, body, title, place, rest }: Words): Summons =>
  aFullSummons({
    recipient: { name, seat: { ca: seat } },
    town: { name: { ca: town }, language: "ca" },
    bodyName: { ca: body },
    convocation: {
      title: { ca: title },
      place: { name: { ca: place } },
      secondCall: { start: "2027-01-17T18:30:00", startUtc: "2027-01-17T17:30:00Z", article: rest },
      order: {
        by: "mayor",
        act: rest,
        seat: null,
        recordedBy: "x",
        at: "2027-01-03T10:00:00Z",
        start: "2027-01-15T18:30:00",
        kind: "ordinary",
      },
      agenda: anAgenda({
        items: [
          {
            id: "one",
            kind: "matter",
            title: { ca: title },
            description: null,
            documents: [{ title: { ca: rest }, url: rest, digest: rest, access: "members" }],
          },
        ],
        places: [{ ca: place }],
        documentsAt: rest,
      }),
    },
  });

export const HARMLESS: Words = {
  name: "Anna",
  seat: "vocal",
  town: "Vilanova",
  body: "Consell",
  title: "Plenari",
  place: "Sala",
  rest: "x",
};

/** Each of the examples everywhere, then many at chance: the same ones every time. */
export function hostileSummons(count: number): Summons[] {
  const drawn = fc.sample(
    fc.record({
      name: Hostile,
      seat: Hostile,
      town: Hostile,
      body: Hostile,
      title: Hostile,
      place: Hostile,
      rest: Hostile,
    }),
    { numRuns: count, seed: 20_27 },
  );
  const everywhere = EXAMPLES.map((text): Words => ({
    name: text,
    seat: text,
    town: text,
    body: text,
    title: text,
    place: text,
    rest: text,
  }));
  return [...everywhere, ...drawn].map(summonsWith);
}

/** Each of the examples wherever somebody may write several lines. */
export const hostileProse = (): Summons[] =>
  ["x", ...EXAMPLES].map((text) => {
    const harmless = summonsWith(HARMLESS);
    const { agenda } = harmless.convocation;
    const prose = { ca: `x${text}` };
    const written = { conditions: prose, connection: prose, reasons: prose, urgency: prose };
    const items = agenda?.items.map((item) => ({ ...item, description: prose })) ?? [];
    const convocation = { ...harmless.convocation, reason: prose, agenda: anAgenda({ items, ...written }) };
    return { ...harmless, convocation };
  });
