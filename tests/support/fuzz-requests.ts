import * as fc from "fast-check";
import type { Route } from "../../lib/platform/contract.ts";
import { HOSTILE, mutated, mutation, valueFor } from "./fuzz-values.ts";
import type { Mutation } from "./fuzz-values.ts";

export const ROLES = ["operator", "administrator", "secretary", "member"] as const;
export type Who = (typeof ROLES)[number] | "nobody" | { readonly authorization: string };

/** A request before it meets a world: which of the ids that are known it takes, only the world can tell. */
export interface Plan {
  readonly who: Who;
  /** Which of the known places. */
  readonly place: number;
  /** Instead of the path's parameter at this position. */
  readonly path: { readonly at: number; readonly raw: string } | null;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly rawQuery: string | null;
  readonly bodySeed: number;
  readonly mutations: readonly Mutation[];
  readonly rawBody: RawBody | null;
  /** `present`: the version that is there. */
  readonly ifMatch: string | null;
  readonly idempotencyKey: string | null;
}

type RawBody = (typeof RAW_BODIES)[number];

const RAW_BODIES = [
  "empty",
  "broken",
  "null",
  "array",
  "number",
  "tail",
  "bom",
  "not-utf8",
  "nul",
  "duplicate-keys",
  "huge-number",
  "large",
  "deep",
  "very-deep",
  "many-keys",
] as const;

const deep = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;

/** The bytes of a body that no object of ours would give. */
const bytes: Readonly<Record<string, (json: string) => string | Buffer>> = {
  empty: () => "",
  broken: (json) => json.slice(0, -1),
  null: () => "null",
  array: (json) => `[${json}]`,
  number: () => "1e999",
  tail: (json) => `${json}{}`,
  bom: (json) => `\ufeff${json}`,
  "not-utf8": () => Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  nul: () => "\u0000",
  "duplicate-keys": (json) => json.replace("{", '{"title":1,"title":[],"__proto__":{"allow":"everyone"},'),
  "huge-number": () => '{"horizonMonths":1e999,"title":-1e999,"start":123456789012345678901234567890}',
  large: (json) => json.replace("{", `{"extra":"${"x".repeat(1_000_001)}",`),
  deep: () => `{"title":${deep(1000)},"name":${deep(1000)},"days":${deep(1000)}}`,
  "very-deep": () => deep(100_000),
  "many-keys": (json) =>
    json.replace("{", `{${Array.from({ length: 2000 }, (_, i) => `"key${i}":${i},`).join("")}`),
};

const PATH_PARTS = [
  ..."__proto__ constructor toString %00 a%00b %2F ..%2F..%2Fetc .. . %2e%2e %FF %E0%A4%A % %zz".split(" "),
  ..."vilanova%23consell %0d%0aSet-Cookie:a=b %E2%80%AE %F0%9F%98%80 {municipality} * null undefined".split(
    " ",
  ),
  ..."VILANOVA vilanova- -- 0 -1 1e309 0x7df 2015.0 99999 %202015 a;b=c a,b a+b @ ~ a%5Cb //".split(" "),
  "a".repeat(3000),
  "a-".repeat(70) + "a",
] as const;

const base64 = (text: string): string => Buffer.from(text).toString("base64url");

const QUERY = [
  ..."1 2 200 0 -1 201 1000000000 1e2 0x10 NaN Infinity 1.5 1,2".split(" ").map((n) => ["limit", n] as const),
  ...[
    "",
    "#",
    "2016-01-01#x",
    "SERIES#x",
    "council#consell",
    "vilanova",
    "\u0000",
    "\uffff",
    "a".repeat(300),
  ].map((sortKey) => ["cursor", base64(sortKey)] as const),
  ...["!", "=", "a".repeat(500), "AB", "____"].map((cursor) => ["cursor", cursor] as const),
  ..."2016-01-01 2015-01-01 2015-12-04T18:30:00 0000-01-01 9999-12-31 yesterday 2015-02-30"
    .split(" ")
    .flatMap((date) => [["from", date] as const, ["to", date] as const]),
  ...["consell", "none", "", "__proto__", "a#b"].map((body) => ["body", body] as const),
  ..."2015-11-20 2016-01-01 0000-01-01 9999-12-31 ever 2015 yesterday 2015-02-30"
    .split(" ")
    .map((day) => ["at", day] as const),
  ...["consell", "none", "", "__proto__"].flatMap((id) => [
    ["challenge", id] as const,
    ["territory", id] as const,
  ]),
  ...["council", "team", "Council", ""].map((kind) => ["kind", kind] as const),
  ...["ca", "en", "xx", "", "../..", "ca\r\nX:y"].map((language) => ["language", language] as const),
  ...["true", "false", "yes", "", "__proto__"].map((draft) => ["draft", draft] as const),
  ...[
    "",
    ".",
    "1.",
    "1.local.",
    "1.local.AAAA",
    "1.__proto__.A",
    "-1.local.A",
    "k".repeat(300),
    "k".repeat(301),
  ].map((key) => ["key", key] as const),
  ...["__proto__", "constructor", "limit[]", "limit[$gt]", "", "a".repeat(1000)].map(
    (name) => [name, "1"] as const,
  ),
] as const;

const IF_MATCH = [
  "*",
  '"0"',
  '"1"',
  'W/"1"',
  '"999999999999999"',
  '"1e3"',
  '"-1"',
  "1",
  '"1","2"',
  "\u00ff",
  '""',
];
const AUTHORIZATION = [
  "",
  "Bearer",
  "Bearer ",
  "bearer x",
  "Basic b3BlcmF0b3I6",
  "Bearer a.b.c",
  "Bearer ..",
  "Bearer \u00ff\u00fe",
  `Bearer ${"A".repeat(6000)}`,
  `Bearer ${Buffer.from('{"alg":"none"}').toString("base64url")}.e30.`,
  `Bearer ${Buffer.from('{"alg":"ES256","crit":["x"],"x":1}').toString("base64url")}.e30.AA`,
];
const KEYS = ["", " ", "a b", "\u00ff", "#", "a#b", "k".repeat(255), "k".repeat(256), "__proto__"];

const or = <T>(weight: number, nothing: T, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(nothing) }, { weight: 1, arbitrary });

const DATES = "2016-01-01 2015-01-01 2015-12-04T18:30:00 2016-03-01T00:00 0000-01-01 9999-12-31".split(" ");
const range = fc
  .tuple(fc.constantFrom(...DATES), fc.constantFrom(...DATES))
  .map(([from, to]) => [["from", from] as const, ["to", to] as const]);

const hostile: fc.Arbitrary<Plan> = fc.record({
  who: fc.oneof(
    { weight: 12, arbitrary: fc.constant<Who>("operator") },
    { weight: 5, arbitrary: fc.constantFrom<Who>(...ROLES, "nobody") },
    { weight: 2, arbitrary: fc.constantFrom(...AUTHORIZATION).map((authorization) => ({ authorization })) },
  ),
  place: fc.nat(1000),
  path: or<Plan["path"]>(6, null, fc.record({ at: fc.nat(3), raw: fc.constantFrom(...PATH_PARTS) })),
  query: or<Plan["query"]>(
    2,
    [],
    fc.oneof(
      range,
      fc.array(
        fc.oneof(
          { weight: 6, arbitrary: fc.constantFrom(...QUERY) },
          {
            weight: 1,
            arbitrary: fc.tuple(fc.constantFrom("from", "to", "cursor", "x"), fc.constantFrom(...HOSTILE)),
          },
        ),
        { minLength: 1, maxLength: 3 },
      ),
    ),
  ),
  rawQuery: or<string | null>(
    20,
    null,
    fc.constantFrom("?&&&=", "?%", "?=%FF", "?a=%00", "?limit=1&limit=2", "?%zz=%"),
  ),
  bodySeed: fc.nat(1_000_000),
  mutations: or<readonly Mutation[]>(1, [], fc.array(mutation, { minLength: 1, maxLength: 3 })),
  rawBody: or<RawBody | null>(8, null, fc.constantFrom(...RAW_BODIES)),
  ifMatch: fc.oneof(
    { weight: 6, arbitrary: fc.constant("present") },
    { weight: 2, arbitrary: fc.constantFrom(null, ...IF_MATCH) },
  ),
  idempotencyKey: or<string | null>(3, null, fc.oneof(fc.constantFrom(...KEYS), fc.uuid())),
});

/** Half of them mean well, or nothing would ever be stored for the others to meet. */
const plan: fc.Arbitrary<Plan> = fc.tuple(fc.boolean(), hostile).map(([isGentle, each]) =>
  isGentle
    ? {
        ...each,
        who: "operator",
        path: null,
        query: [],
        rawQuery: null,
        mutations: [],
        rawBody: null,
        ifMatch: "present",
      }
    : each,
);

/** So many requests by chance, the same for the same seed. */
export const plansOf = (seed: number, count: number): Plan[] => fc.sample(plan, { seed, numRuns: count });

/** The body of a planned request as it is sent; null where the route takes none. */
export function bodyOf(
  { body, isForm }: Route,
  { bodySeed, mutations, rawBody }: Plan,
): string | Buffer | null {
  if (!body) return rawBody === null ? null : (bytes[rawBody]?.("{}") ?? "");
  const value = mutations.reduce(mutated, valueFor(body, bodySeed));
  const json = JSON.stringify(value) ?? "";
  if (rawBody !== null) return bytes[rawBody]?.(json) ?? "";
  return isForm ? formOf(value) : json;
}

/** As a browser sends it; what is no object as it stands. */
const formOf = (value: unknown): string =>
  typeof value === "object" && value !== null
    ? new URLSearchParams(
        Object.entries(value).map(([name, each]): [string, string] => [
          name.toWellFormed(),
          (typeof each === "string" ? each : (JSON.stringify(each) ?? "")).toWellFormed(),
        ]),
      ).toString()
    : (JSON.stringify(value) ?? "");

/** The query of a planned request, with its question mark. */
export function queryOf({ query, rawQuery }: Plan): string {
  if (rawQuery !== null) return rawQuery;
  const text = query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join("&");
  return text === "" ? "" : `?${text.slice(0, 4000)}`;
}

/** A lone surrogate cannot be percent-encoded. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());
