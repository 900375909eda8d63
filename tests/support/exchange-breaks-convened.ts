import { digestOf } from "../../lib/ledger/chain.ts";
import type { Town } from "./exchange-breaks.ts";

const CHANGED = "consell-2016-02-10";

/** The place of the first event of a chain that is so long, and of a version. */
export function eventOf(town: Town, { n = 1, name = "sent" } = {}): number {
  return town.ledger.findIndex(
    (each: Town) =>
      each.session === CHANGED && each.n === n && each.event === name && each.channel === "mail",
  );
}

const versionOf = (town: Town, n: number): number =>
  town.convocations.findIndex((each: Town) => each.session === CHANGED && each.n === n);
const noticeOf = (town: Town): number => town.outbox.findIndex((each: Town) => each.what === "notice");

/** Writes a digest anew, as someone would who alters what is told and knows how digests are made. */
function written(thing: Town): void {
  const { digest: _, seal: __, ...content } = thing;
  thing.digest = digestOf(content);
}

/** One thing wrong in the document of a town that convenes, and the path at which it is told. */
export const breaks: readonly [string, (town: Town) => string, RegExp][] = [
  [
    "a fact that was altered",
    (t) => {
      t.ledger[eventOf(t)].at = "2016-01-11T08:00:00Z";
      return `$.ledger[${eventOf(t)}]`;
    },
    /was altered/,
  ],
  [
    "a fact that was altered, with its digest",
    (t) => {
      const i = eventOf(t);
      t.ledger[i].at = "2016-01-11T08:00:00Z";
      written(t.ledger[i]);
      return `$.ledger[${i + 1}]`;
    },
    /does not follow/,
  ],
  [
    "an event that is missing",
    (t) => {
      const i = eventOf(t);
      t.ledger.splice(i, 1);
      return `$.ledger[${i}]`;
    },
    /one is missing/,
  ],
  [
    "a chain without its beginning",
    (t) => {
      const i = eventOf(t, { name: "decided" });
      t.ledger.splice(i, 1);
      return `$.ledger[${i}]`;
    },
    /one is missing/,
  ],
  [
    "an event twice",
    (t) => {
      t.ledger.push(t.ledger[0]);
      return `$.ledger[${t.ledger.length - 1}]`;
    },
    /./,
  ],
  [
    "an event of another session",
    (t) => {
      t.ledger[0].session = "consell-2016-02-11";
      return "$.ledger[0].session";
    },
    /no session/,
  ],
  [
    "a convocation that was altered",
    (t) => {
      t.convocations[versionOf(t, 1)].title.ca = "Una altra";
      return `$.convocations[${versionOf(t, 1)}].digest`;
    },
    /was altered/,
  ],
  [
    "a convocation that was replaced",
    (t) => {
      const convocation = t.convocations[versionOf(t, 2)];
      convocation.title.ca = "Una altra";
      written(convocation);
      return `$.ledger[${eventOf(t, { n: 2, name: "decided" })}]`;
    },
    /does not follow/,
  ],
  [
    "a first version that was replaced",
    (t) => {
      const convocation = t.convocations[versionOf(t, 1)];
      convocation.title.ca = "Una altra";
      written(convocation);
      return `$.convocations[${versionOf(t, 2)}].previous`;
    },
    /the version before/,
  ],
  [
    "a version that is missing",
    (t) => {
      t.convocations.splice(versionOf(t, 1), 1);
      return `$.sessions[${t.sessions.findIndex((each: Town) => each.id === CHANGED)}].convocations`;
    },
    /in this document: 2$/,
  ],
  [
    "events of a version that there is not",
    (t) => {
      t.convocations.splice(versionOf(t, 2), 1);
      return `$.ledger[${eventOf(t, { n: 2, name: "decided" })}].n`;
    },
    /no such convocation/,
  ],
  [
    "a version that was not published",
    (t) => {
      t.ledger = t.ledger.filter((each: Town) => each.session !== CHANGED || each.channel !== "page");
      return `$.convocations[${versionOf(t, 1)}]`;
    },
    /published/,
  ],
  [
    "an answer of a seat that is not there",
    (t) => {
      t.answers[0].seat = "ningu";
      return "$.answers[0].seat";
    },
    /no seat 'ningu'/,
  ],
  [
    "an answer to what nobody asked",
    (t) => {
      t.answers[1].n = 3;
      return "$.answers[1].n";
    },
    /1 to 2/,
  ],
  [
    "an agenda of no session",
    (t) => {
      t.agendas[0].session = "consell-2016-02-11";
      return "$.agendas[0].session";
    },
    /no session/,
  ],
  [
    "two outlooks of one session",
    (t) => {
      t.outlooks.push(t.outlooks[0]);
      return `$.outlooks[${t.outlooks.length - 1}]`;
    },
    /twice/,
  ],
  [
    "an alert of another body",
    (t) => {
      t.alerts[0].body = "taula";
      return "$.alerts[0].body";
    },
    /'consell'/,
  ],
  [
    "mail that hangs on nothing",
    (t) => {
      t.outbox[noticeOf(t)].head.digest = "0".repeat(64);
      return `$.outbox[${noticeOf(t)}].head`;
    },
    /no such event/,
  ],
  [
    "an alert that is a notice",
    (t) => {
      t.outbox[noticeOf(t)].head = null;
      return `$.outbox[${noticeOf(t)}].what`;
    },
    /an alert has a code/,
  ],
  [
    "mail that nothing sends",
    (t) => {
      t.underWay.timers = t.underWay.timers.filter((each: Town) => each.kind === "convene");
      return `$.outbox[${noticeOf(t)}]`;
    },
    /needs a timer/,
  ],
  [
    "a reminder of no session",
    (t) => {
      const i = t.underWay.timers.findIndex((each: Town) => each.kind === "remind");
      t.underWay.timers[i].reference[1] = "consell-2016-02-11";
      return `$.underWay.timers[${i}].reference[1]`;
    },
    /no session/,
  ],
  [
    "a look at a session, which follows from it",
    (t) => {
      t.underWay.timers[0].reference = ["session", "vilanova", CHANGED];
      return "$.underWay.timers[0]";
    },
    /not one that a document holds/,
  ],
  [
    "a request for no session",
    (t) => {
      t.bodies[0].requests[0].session = "consell-2016-02-11";
      return "$.bodies[0].requests[0].session";
    },
    /no session/,
  ],
  [
    "a field that an event has not",
    (t) => {
      t.ledger[0].note = "x";
      return "$.ledger[0].note";
    },
    /./,
  ],
];
