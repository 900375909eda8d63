import type { Town } from "./exchange-breaks.ts";
import { placeOf } from "./exchange-breaks-held.ts";

/** One thing wrong with rooms, slots, documents or surveys in the document of a town that met, and where it is told. */
export const breaks: readonly [string, (town: Town) => string, RegExp][] = [
  [
    "a session in no room",
    (t) => {
      const i = placeOf(t, "sessions", (each) => each.place?.place === "sala");
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
      const i = placeOf(t, "rooms", (each) => each.held);
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
      const i = placeOf(t, "bookings", (each) => !each.cancelled);
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
      const i = placeOf(t, "agendas", (each) => each.items[0].documents.length > 0);
      t.documents = [];
      return `$.agendas[${i}].items[0].documents[0].document`;
    },
    /no document/,
  ],
  [
    "a document of another body",
    (t) => {
      const i = placeOf(t, "documents", (each) => each.session !== null);
      t.documents[i].body = "taula";
      return `$.documents[${i}].body`;
    },
    /'consell'/,
  ],
  [
    "sums of what nobody asked",
    (t) => {
      t.surveys = [];
      return `$.surveyCounts[${placeOf(t, "surveyCounts", (each) => each.target === "page-inici")}].target`;
    },
    /no survey/,
  ],
  [
    "sums that do not add up",
    (t) => {
      const i = placeOf(t, "surveyCounts", (each) => each.target === "page-inici");
      t.surveyCounts[i].counts.useful[0] += 1;
      return `$.surveyCounts[${i}].counts.useful`;
    },
    /6 answers in all/,
  ],
  [
    "sums shown between two steps",
    (t) => {
      const i = placeOf(t, "surveyCounts", (each) => each.target === "page-inici");
      t.surveyCounts[i].shown = { n: 6, counts: t.surveyCounts[i].counts };
      return `$.surveyCounts[${i}].shown.n`;
    },
    /the last step/,
  ],
];
