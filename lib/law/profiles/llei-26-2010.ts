import type { Profile } from "../profile.ts";
import { aThird, atLeastHalf, noNotice, presidentOrders } from "./recurring-rules.ts";

/** Collegiate bodies of the Catalan administrations, local ones among them (3.b): chapter II. */
export const llei26: Profile = {
  name: { ca: "Llei 26/2010, òrgans col·legiats", es: "Ley 26/2010, órganos colegiados" },
  rules: {
    convening: { value: presidentOrders, article: "Llei 26/2010, 15.1.b and 15.2.a" },
    notice: {
      value: { n: 48, unit: "natural-hours" },
      article: "Llei 26/2010, 17.1",
      reading:
        "Whether the 48 hours are natural or working hours (Ley 39/2015, 30.1) is doubtful: choose, and mind the stricter.",
    },
    urgentNotice: { value: noNotice, article: "Llei 26/2010, 17.1" },
    urgency: { value: "president-says-so-in-the-notice", article: "Llei 26/2010, 17.1" },
    contents: {
      value: ["agenda", "documents-or-where-they-are", "urgency-if-urgent"],
      article: "Llei 26/2010, 17.1-2",
    },
    effectiveAt: {
      value: "available",
      article: "Ley 39/2015, 41.1 and 43",
      reading:
        "Being available is what the sender can prove; access counts where electronic notice is compulsory.",
    },
    quorumFirstCall: { value: atLeastHalf, article: "Llei 26/2010, 17.4", mandatory: true },
    spokespersons: { value: "may-constitute", article: "Llei 26/2010, 17.5", mandatory: true },
    secondCall: {
      value: { foreseen: false, after: null, automatic: false },
      article: "Llei 26/2010, 17.1",
      reading: "There is one only where own rules foresee it; 17.6 gives its quorum if they set none.",
    },
    quorumSecondCall: { value: { ...aThird(false), with: [] }, article: "Llei 26/2010, 17.6" },
    withoutConvocation: { value: "all-members-agree", article: "Llei 26/2010, 17.3" },
    offAgenda: {
      value: {
        ordinary: "all-present-and-absolute-majority",
        extraordinary: "all-present-and-absolute-majority",
      },
      article: "Llei 26/2010, 18.4",
      mandatory: true,
    },
    majority: { value: "simple-of-votes", article: "Llei 26/2010, 19.1" },
    tie: { value: "casting-vote", article: "Llei 26/2010, 15.1.f and 19.1" },
    leaving: { value: "quorum-must-be-kept", article: "Llei 26/2010, 18.2" },
    substitutes: { value: "named-by-the-appointing-organ", article: "Llei 26/2010, 14.3" },
    actingPresident: { value: ["vice-president", "seniority", "age"], article: "Llei 26/2010, 16.3" },
    secretaryVotes: { value: "only-if-member", article: "Llei 26/2010, 14.2", mandatory: true },
    minutesHold: {
      value: [
        "attendees",
        "agenda",
        "place and time",
        "main points of debate",
        "agreements",
        "sense of the votes",
        "brief opinion on request",
      ],
      article: "Llei 26/2010, 20.1",
    },
    minutesApproval: { value: "same-or-next-session", article: "Llei 26/2010, 20.3" },
    certificatesBeforeApproval: { value: "allowed-must-say-so", article: "Llei 26/2010, 20.3" },
    dissent: { value: { n: 72, unit: "hours" }, article: "Llei 26/2010, 20.2" },
  },
};
