import { digestOf } from "../../lib/ledger/chain.ts";
import type { Town } from "./exchange-breaks.ts";

const at = (town: Town, part: string, is: (each: Town) => boolean): number => town[part].findIndex(is);

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
      const i = at(t, "meetings", (each) => each.presiding !== null);
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
      return `$.meetings[${at(t, "meetings", (each) => each.votes === 2)}].votes`;
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
      const i = at(t, "minutes", (each) => each.n === 2);
      t.minutes.splice(i, 1);
      return `$.minutes[${i}].n`;
    },
    /before it is not/,
  ],
  [
    "two versions that may change",
    (t) => {
      const i = at(t, "minutes", (each) => each.status === "superseded");
      t.minutes[i].status = "circulated";
      return `$.minutes[${i}].status`;
    },
    /superseded/,
  ],
  [
    "minutes approved by no session",
    (t) => {
      const i = at(t, "minutes", (each) => each.approval !== null);
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
      const i = at(t, "minutes", (each) => each.session === session && each.n === n);
      return `$.minutes[${i}].agreed[0]`;
    },
    /nobody on this seat/,
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

/** The same of rooms, slots, documents and surveys. */
export const keptBreaks: readonly [string, (town: Town) => string, RegExp][] = [
  [
    "a session in no room",
    (t) => {
      const i = at(t, "sessions", (each) => each.place?.place === "sala");
      t.sessions[i].place.place = "enlloc";
      return `$.sessions[${i}].place.place`;
    },
    /no place 'enlloc'/,
  ],
  [
    "a series in no room",
    (t) => {
      t.bodies[0].series[0].segments[0].place.place = "enlloc";
      return "$.bodies[0].series[0].segments[0].place.place";
    },
    /no place/,
  ],
  [
    "two sessions in one room",
    (t) => {
      const [one, other] = t.rooms.filter((each: Town) => each.held && each.place === "sala");
      Object.assign(other, { from: one.from, to: one.to, days: one.days });
      return `$.rooms[${t.rooms.indexOf(other)}]`;
    },
    /has 'sala' at that time/,
  ],
  [
    "a room on days of its own",
    (t) => {
      const i = at(t, "rooms", (each) => each.held);
      t.rooms[i].days.push("2016-03-30");
      return `$.rooms[${i}].days`;
    },
    /local days/,
  ],
  [
    "a use of no room",
    (t) => {
      t.uses[0].place = "enlloc";
      return "$.uses[0].place";
    },
    /no place/,
  ],
  [
    "a booking of no slot",
    (t) => {
      const i = at(t, "bookings", (each) => !each.cancelled);
      t.bookings[i].slot = 2;
      return `$.bookings[${i}].slot`;
    },
    /no such slot/,
  ],
  [
    "a slot that the session has not",
    (t) => {
      t.slots[0].slot = 4;
      return "$.slots[0].slot";
    },
    /1 to 3/,
  ],
  [
    "one code twice",
    (t) => {
      t.slots[1].code = t.slots[0].code;
      return "$.slots[1].code";
    },
    /twice/,
  ],
  [
    "that a booking is forgotten, which follows from it",
    (t) => {
      const { municipality, session, code, forgetAt } = t.bookings[0];
      const timer = { kind: "bookings", due: forgetAt, reference: [municipality, session, code], detail: {} };
      return `$.underWay.timers[${t.underWay.timers.push(timer) - 1}]`;
    },
    /not one that a document holds/,
  ],
  [
    "an agenda whose document is missing",
    (t) => {
      const i = at(t, "agendas", (each) => each.items[0].documents.length > 0);
      t.documents = [];
      return `$.agendas[${i}].items[0].documents[0].document`;
    },
    /no document/,
  ],
  [
    "a document of another body",
    (t) => {
      const i = at(t, "documents", (each) => each.session !== null);
      t.documents[i].body = "taula";
      return `$.documents[${i}].body`;
    },
    /'consell'/,
  ],
  [
    "sums of what nobody asked",
    (t) => {
      t.surveys = [];
      return `$.surveyCounts[${at(t, "surveyCounts", (each) => each.target === "page-inici")}].target`;
    },
    /no survey/,
  ],
  [
    "sums that do not add up",
    (t) => {
      const i = at(t, "surveyCounts", (each) => each.target === "page-inici");
      t.surveyCounts[i].counts.useful[0] += 1;
      return `$.surveyCounts[${i}].counts.useful`;
    },
    /6 answers in all/,
  ],
  [
    "sums shown between two steps",
    (t) => {
      const i = at(t, "surveyCounts", (each) => each.target === "page-inici");
      t.surveyCounts[i].shown = { n: 6, counts: t.surveyCounts[i].counts };
      return `$.surveyCounts[${i}].shown.n`;
    },
    /the last step/,
  ],
];
