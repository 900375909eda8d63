import type { Column } from "./access-columns.ts";

/** What a seat gives on 20 November 2015 to whoever would change its body: the status they get. */
export const SEATS: readonly [what: string, status: number, seat: object][] = [
  ["of the secretary", 200, {}],
  ["of a member", 403, { role: "member" }],
  ["of the president", 403, { role: "president" }],
  ["whose term ended a year ago", 404, { from: "2010", until: "2014-11-20" }],
  ["whose term ended yesterday, as its last day", 404, { from: "2015-01-01", until: "2015-11-20" }],
  ["whose term ends today, as its last day", 200, { from: "2015-01-01", until: "2015-11-21" }],
  ["that begins tomorrow", 404, { from: "2015-11-21" }],
  ["that begins today", 200, { from: "2015-11-20" }],
  ["of which only the year is known, this one", 404, { from: "2015" }],
  ["of which only the year of its end is known, this one", 404, { until: "2015" }],
  ["of the substitute of the secretary", 200, { substitute: {} }],
  ["of the substitute of a member", 403, { role: "member", substitute: {} }],
  ["of a substitute for single sessions", 404, { substitute: { sessions: ["own-2016-02-10"] } }],
  ["of a substitute whose time is over", 404, { substitute: { until: "2015-11-20" } }],
  ["of a substitute whose time begins tomorrow", 404, { substitute: { from: "2015-11-21" } }],
  ["of a substitute when the seat itself is over", 404, { until: "2015-11-20", substitute: {} }],
];

const signIn = (subject: string) => ({ issuer: "urn:i", subject });

/** What an administrator may say of people, and these may not. */
export const NOT_THEIRS: readonly [what: string, column: Column, name: string, body: object][] = [
  ["a secretary takes nobody in without a keeper", "secretary", "createPerson", { name: "A" }],
  [
    "a secretary gives no sign-in",
    "secretary",
    "createPerson",
    { name: "A", keeper: "own", signIn: signIn("1") },
  ],
  [
    "a secretary makes no administrator",
    "seated secretary",
    "updatePerson",
    { administrator: true, signIn: signIn("2") },
  ],
  ["a secretary takes no sign-in", "secretary", "updatePerson", { signIn: null }],
  ["a member changes no name", "member", "updatePerson", { name: "B" }],
  ["a member changes no keeper", "member", "updatePerson", { keeper: null, phone: "1" }],
  ["a member gives themself no sign-in", "member", "updatePerson", { signIn: signIn("3") }],
  ["a member is no administrator by saying so", "member", "updatePerson", { administrator: true }],
];
