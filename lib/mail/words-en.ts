import type { Words } from "./words-model.ts";

/** English, for those whom none of the towns' languages reaches. */
export const en: Words = {
  language: "en",
  weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  months: [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ],
  moment: ({ weekday, dayOfMonth, month, year, time }) =>
    `${weekday}, ${dayOfMonth} ${month} ${year}, ${time}`,
  subjects: {
    convocation: "Notice of session",
    change: "Changed notice of session",
    cancellation: "Session cancelled",
    reminder: "Reminder",
    withdrawal: "You are no longer convened",
  },
  attention: "For the attention of",
  salutation: "Dear Sir or Madam,",
  kinds: {
    ordinary: "ordinary session",
    extraordinary: "extraordinary session",
    urgent: "urgent session",
  },
  openings: {
    convocation: (kind) => `You are hereby convened to the ${kind} set out below.`,
    change: (kind) =>
      `The notice of the ${kind} set out below has changed. This communication replaces the previous one.`,
    cancellation: (kind) =>
      `We inform you that the ${kind} set out below has been cancelled and will not take place.`,
    reminder: (kind) => `We remind you that you have been convened to the ${kind} set out below.`,
    withdrawal: (kind) =>
      `The ${kind} set out below no longer concerns you, because the seat that you held has changed. It still takes place for the other members.`,
  },
  session: "Session",
  when: "Date and time",
  timeZone: "time zone",
  duration: "Expected duration",
  place: "Place",
  secondCall: "Second call",
  ifNoQuorum: "if there is no quorum at the first",
  reason: "Reason",
  urgency: "Urgency",
  reasons: "Grounds for the session",
  agenda: "Agenda",
  documentsAt: "Documents of the session",
  conditions: "Conditions of the session",
  connection: "How to connect",
  places: "Places with technical means to attend and take part",
  answer: "Confirmation of attendance",
  answerHere: "Please say whether you will attend, at this link, which is personal: do not forward it.",
  order: "Order to convene",
  orderedBy: {
    president: "Session convened by order of the president",
    mayor: "Session convened by order of the mayor",
    law: "Session convened by operation of law",
  },
};
