import { digestOf } from "../../lib/ledger/chain.ts";
import type { Town } from "./exchange-breaks.ts";

/** Where the first one of a part stands that is so. */
export const placeOf = (town: Town, part: string, is: (each: Town) => boolean): number =>
  town[part].findIndex(is);

/** One thing wrong in the document of a town that met, and the path at which it is told. */
export const breaks: readonly [string, (town: Town) => string, RegExp][] = [
  [
    "a record of no session",
    (t) => {
      t.meetings[0].session = "consell-2001-01-01";
      return "$.meetings[0].session";
    },
    /no session/,
  ],
  [
    "a president of no seat",
    (t) => {
      const i = placeOf(t, "meetings", (each) => each.presiding !== null);
      t.meetings[i].presiding.seat = "ningu";
      return `$.meetings[${i}].presiding.seat`;
    },
    /no seat 'ningu'/,
  ],
  [
    "who came on no seat",
    (t) => {
      t.attendance[1].seat = "ningu";
      return "$.attendance[1].seat";
    },
    /no seat 'ningu'/,
  ],
  ["a seat that came twice", (t) => `$.attendance[${t.attendance.push(t.attendance[0]) - 1}]`, /twice/],
  [
    "a vote on no item",
    (t) => {
      t.votes[0].item = "9";
      return "$.votes[0].item";
    },
    /no item/,
  ],
  [
    "a vote of no seat",
    (t) => {
      t.votes[0].ballots[0].seat = "ningu";
      return "$.votes[0].ballots[0].seat";
    },
    /no seat/,
  ],
  [
    "a vote that is missing",
    (t) => {
      t.votes.splice(0, 1);
      return `$.meetings[${placeOf(t, "meetings", (each) => each.votes === 2)}].votes`;
    },
    /in this document: 2$/,
  ],
  [
    "minutes of a session without a record",
    (t) => {
      const { session } = t.minutes[0];
      t.meetings = t.meetings.filter((each: Town) => each.session !== session);
      return "$.minutes[0].session";
    },
    /no record/,
  ],
  [
    "minutes that were altered",
    (t) => {
      t.minutes[1].content.items = [];
      return "$.minutes[1].digest";
    },
    /altered/,
  ],
  [
    "minutes of another session, with their digest",
    (t) => {
      t.minutes[1].content.session = t.minutes[0].session === "consell-2016-02-09" ? "x" : "y";
      t.minutes[1].digest = digestOf(t.minutes[1].content);
      return "$.minutes[1].content.session";
    },
    /as the minutes say/,
  ],
  [
    "a version that is missing",
    (t) => {
      const i = placeOf(t, "minutes", (each) => each.n === 2);
      t.minutes.splice(i, 1);
      return `$.minutes[${i}].n`;
    },
    /before it is not/,
  ],
  [
    "two versions that may change",
    (t) => {
      const i = placeOf(t, "minutes", (each) => each.status === "superseded");
      t.minutes[i].status = "circulated";
      return `$.minutes[${i}].status`;
    },
    /superseded/,
  ],
  [
    "minutes approved by no session",
    (t) => {
      const i = placeOf(t, "minutes", (each) => each.approval !== null);
      t.minutes[i].approval.session = "consell-2001-01-01";
      return `$.minutes[${i}].approval.session`;
    },
    /no session/,
  ],
  [
    "somebody who agrees and never said so",
    (t) => {
      const { session, n } = t.conformities.find((each: Town) => each.agrees);
      t.conformities = t.conformities.filter((each: Town) => each.session !== session || each.n !== n);
      const i = placeOf(t, "minutes", (each) => each.session === session && each.n === n);
      return `$.minutes[${i}].agreed[0]`;
    },
    /nobody on this seat/,
  ],
  [
    "mail about no version",
    (t) => {
      const i = placeOf(t, "outbox", (each) => each.what === "minutes");
      t.outbox[i].n = 9;
      return `$.outbox[${i}].n`;
    },
    /no such version/,
  ],
  [
    "a word on no version",
    (t) => {
      t.conformities[0].n = 9;
      return "$.conformities[0].n";
    },
    /no such version/,
  ],
  [
    "an opinion of no seat",
    (t) => {
      t.opinions[0].seat = "ningu";
      return "$.opinions[0].seat";
    },
    /no seat/,
  ],
  [
    "an agreement by no vote",
    (t) => {
      t.agreements[0].vote = 7;
      return "$.agreements[0].vote";
    },
    /no vote 7/,
  ],
  [
    "an agreement by a vote on something else",
    (t) => {
      t.agreements[0].item = "2";
      return "$.agreements[0].vote";
    },
    /another item/,
  ],
  [
    "an agreement of another body",
    (t) => {
      t.agreements[0].body = "taula";
      return "$.agreements[0].body";
    },
    /'consell'/,
  ],
  [
    "an agreement that is nobody's to see to",
    (t) => {
      t.agreements[1].responsible = { entity: "ningu" };
      return "$.agreements[1].responsible.entity";
    },
    /no entity/,
  ],
  [
    "an agreement that leads to no element",
    (t) => {
      t.agreements[0].follows.element = "mai";
      return "$.agreements[0].follows.element";
    },
    /not an element/,
  ],
  [
    "an agreement that is missing",
    (t) => {
      t.agreements.splice(0, 1);
      return "$.agreements[0].n";
    },
    /before it is not/,
  ],
  [
    "a reason that goes with no answer",
    (t) => {
      t.answers[0].excuse = null;
      return "$.excuses[0]";
    },
    /no answer/,
  ],
];
