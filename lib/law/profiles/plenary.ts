import type { Profile } from "../profile.ts";
import { aThird, CLEAR_DAYS, clearWorkingDays, mayorOrders, noNotice } from "./recurring-rules.ts";

const OLD_47_3 = "The majority of the old LBRL 47.3, absolute; 47 has been renumbered since.";

/** The plenary of a corporation: LBRL 46-47, ROF 77-112. Ley 40/2015 does not apply to it (its DA 21). */
export const plenary: Profile = {
  name: { es: "Pleno: LBRL y ROF", ca: "Ple: LBRL i ROF" },
  rules: {
    convening: { value: mayorOrders, article: "ROF 80.1" },
    notice: {
      value: clearWorkingDays(2),
      article: "LBRL 46.2.b, ROF 80.4",
      mandatory: true,
      reading: CLEAR_DAYS,
    },
    urgentNotice: { value: noNotice, article: "LBRL 46.2.b, ROF 79" },
    urgency: { value: "ratified-first-by-the-body", article: "LBRL 46.2.b, ROF 79", mandatory: true },
    contents: {
      value: [
        "agenda",
        "draft-minutes",
        "reasons-if-extraordinary",
        "questions-and-requests-if-ordinary",
        "documents-available",
      ],
      article: "ROF 80.1-2, 82.4 and 84, LBRL 46.2.b",
    },
    effectiveAt: {
      value: "delivered",
      article: "ROF 81.1.c and 81.2",
      reading: "Copies of the notifications are kept.",
    },
    quorumFirstCall: { value: aThird(true), article: "LBRL 46.2.c, ROF 90.1", mandatory: true },
    secondCall: {
      value: { foreseen: true, after: { n: 2, unit: "days" }, automatic: true },
      article: "ROF 90.2",
    },
    quorumSecondCall: { value: aThird(true), article: "LBRL 46.2.c, ROF 90.2", mandatory: true },
    withoutConvocation: { value: "not-foreseen", article: "LBRL 46.2.b", reading: "Nothing foresees it." },
    offAgenda: {
      value: { ordinary: "absolute-majority", extraordinary: "never" },
      article: "ROF 83 and 91.4",
      reading: OLD_47_3,
    },
    majority: { value: "simple-of-present", article: "LBRL 47.1, ROF 99.1", mandatory: true },
    tie: { value: "vote-again-then-casting-vote", article: "LBRL 46.2.d, ROF 100.2", mandatory: true },
    leaving: { value: "counts-as-abstention", article: "LBRL 46.2.d, ROF 100.1" },
    substitutes: { value: "none", article: "ROF 99.5", reading: "The vote is personal and not delegable." },
    actingPresident: { value: ["deputy-in-order"], article: "ROF 47.1" },
    secretaryVotes: { value: "never", article: "ROF 47.1", reading: "Not in the texts." },
    onRequest: {
      value: {
        share: "quarter",
        of: "legal-number",
        within: { n: 15, unit: "working-days" },
        otherwise: { workingDays: 10, at: "12:00" },
        mostAYear: 3,
      },
      article: "LBRL 46.2.a",
      mandatory: true,
      reading: "It displaces the two months of ROF 78.3.",
    },
    minutesHold: {
      value: [
        "place",
        "date",
        "hour of beginning",
        "president, present, excused, absent without excuse",
        "ordinary or extraordinary, first or second call",
        "secretary",
        "matters and opinions",
        "votes",
        "operative part",
        "hour of ending",
      ],
      article: "ROF 109.1.a-j",
    },
    minutesApproval: { value: "next-session", article: "ROF 91.1" },
  },
};

/** The plenary in Catalonia: DL 2/2003 speaks before the ROF [R]. */
export const catalanPlenary: Profile = {
  name: { ca: "Ple a Catalunya: DL 2/2003, LBRL i ROF", es: "Pleno en Cataluña: DL 2/2003, LBRL y ROF" },
  reading: "For local bodies of Catalonia DL 2/2003 is read before the ROF.",
  rules: {
    ...plenary.rules,
    notice: { value: clearWorkingDays(2), article: "DL 2/2003, 98.b", mandatory: true, reading: CLEAR_DAYS },
    contents: {
      value: [
        "agenda",
        "draft-minutes",
        "reasons-if-extraordinary",
        "questions-and-requests-if-ordinary",
        "documents-available",
      ],
      article: "DL 2/2003, 98.b and 103.1",
      reading: "The documents must be available before the notice goes out.",
    },
    quorumFirstCall: { value: aThird(true), article: "DL 2/2003, 98.c", mandatory: true },
    offAgenda: {
      value: { ordinary: "absolute-majority", extraordinary: "never" },
      article: "DL 2/2003, 103.3-4",
    },
    minutesHold: {
      value: [
        "date, hour of beginning and ending",
        "matters debated",
        "attendees",
        "who intervened",
        "incidents",
        "votes and agreements",
        "brief account of the opinions",
      ],
      article: "DL 2/2003, 110.1",
    },
    minutesApproval: { value: "next-ordinary-session", article: "DL 2/2003, 110.3" },
  },
};
