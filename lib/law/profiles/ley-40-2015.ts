import type { Profile } from "../profile.ts";
import {
  atLeastHalf,
  clearWorkingDays,
  NOTIFICATION_BY_ANALOGY,
  presidentOrders,
} from "./recurring-rules.ts";

const STATE_ONLY = "Art. 19 binds State bodies only (DF 14.2.a): offered to a municipal body as a default.";

/** Collegiate bodies of the public sector, arts. 15-19: the gaps of sectoral councils outside Catalonia. */
export const ley40: Profile = {
  name: { es: "Ley 40/2015, órganos colegiados", ca: "Llei 40/2015, òrgans col·legiats" },
  reading: "For a sectoral council outside Catalonia it fills what its own rules leave open.",
  rules: {
    convening: { value: presidentOrders, article: "Ley 40/2015, 19.2.b and 19.4.b", reading: STATE_ONLY },
    notice: {
      value: clearWorkingDays(2),
      article: "Ley 40/2015, 19.3.a",
      reading: `${STATE_ONLY} The two days are working days by Ley 39/2015, 30.2. ${NOTIFICATION_BY_ANALOGY}`,
    },
    contents: {
      value: ["agenda", "documents-or-where-they-are", "conditions-of-the-session", "connection", "places"],
      article: "Ley 40/2015, 17.3",
    },
    effectiveAt: {
      value: "available",
      article: "Ley 39/2015, 41.1 and 43",
      reading:
        "Being available is what the sender can prove; access counts where electronic notice is compulsory.",
    },
    quorumFirstCall: { value: atLeastHalf, article: "Ley 40/2015, 17.2" },
    spokespersons: { value: "may-constitute", article: "Ley 40/2015, 17.2" },
    secondCall: {
      value: { foreseen: false, after: null, automatic: false },
      article: "Ley 40/2015, 17.3",
      reading: "There is one only where own rules set it, and its number.",
    },
    withoutConvocation: { value: "all-members-and-secretary-agree", article: "Ley 40/2015, 17.2" },
    offAgenda: {
      value: { ordinary: "all-present-and-majority", extraordinary: "all-present-and-majority" },
      article: "Ley 40/2015, 17.4",
    },
    majority: { value: "simple-of-votes", article: "Ley 40/2015, 17.5" },
    tie: { value: "casting-vote", article: "Ley 40/2015, 19.2.d", reading: STATE_ONLY },
    leaving: {
      value: "quorum-must-be-kept",
      article: "Ley 40/2015, 18.2",
      reading: "Read from the session's unity.",
    },
    substitutes: { value: "accredited-to-the-secretary", article: "Ley 40/2015, 19.3", reading: STATE_ONLY },
    actingPresident: {
      value: ["vice-president", "rank", "seniority", "age"],
      article: "Ley 40/2015, 19.2",
      reading: STATE_ONLY,
    },
    secretaryVotes: { value: "only-if-member", article: "Ley 40/2015, 19.4.a", reading: STATE_ONLY },
    minutesHold: {
      value: ["attendees", "agenda", "place and time", "main points of debate", "agreements"],
      article: "Ley 40/2015, 18.1",
    },
    minutesApproval: { value: "same-or-next-session", article: "Ley 40/2015, 18.2" },
    conformity: { value: "electronic", article: "Ley 40/2015, 18.2" },
    certificatesBeforeApproval: {
      value: "allowed-must-say-so",
      article: "Ley 40/2015, 19.5",
      reading: STATE_ONLY,
    },
    dissent: { value: { n: 2, unit: "days" }, article: "Ley 40/2015, 19.5", reading: STATE_ONLY },
  },
};
