import type { Profile } from "../profile.ts";
import { aThird, CLEAR_DAYS, clearWorkingDays, mayorOrders, noNotice } from "./recurring-rules.ts";
import { plenary } from "./plenary.ts";

/** Informative commissions of councillors: ROF 125 and 134-137; the rest as the plenary (138). */
export const rofCommission: Profile = {
  name: { es: "Comisión informativa: ROF", ca: "Comissió informativa: ROF" },
  rules: {
    ...plenary.rules,
    convening: { value: { orders: "president-or-mayor", effects: "secretary" }, article: "ROF 134.3" },
    notice: { value: clearWorkingDays(2), article: "ROF 134.3", reading: CLEAR_DAYS },
    urgentNotice: { value: noNotice, article: "ROF 134.3" },
    urgency: { value: "allowed", article: "ROF 134.1 and 134.3" },
    contents: { value: ["agenda"], article: "ROF 134.3" },
    quorumFirstCall: {
      value: { share: "absolute-majority", with: ["president", "secretary"], throughout: false },
      article: "ROF 135.1",
    },
    secondCall: {
      value: { foreseen: true, after: { n: 1, unit: "hours" }, automatic: true },
      article: "ROF 135.1",
    },
    quorumSecondCall: {
      value: { share: "number", number: 3, with: [], throughout: false },
      article: "ROF 135.1",
    },
    majority: { value: "simple-of-present", article: "ROF 135.3" },
    tie: { value: "casting-vote", article: "ROF 135.3" },
    substitutes: { value: "one-per-titular", article: "ROF 125.c" },
    onRequest: {
      value: { share: "quarter", of: "members", within: null, otherwise: null, mostAYear: null },
      article: "ROF 134.1",
    },
    minutesHold: {
      value: [
        "place",
        "date",
        "hour of beginning",
        "president, present, excused, absent without excuse",
        "ordinary or extraordinary, first or second call",
        "matters and opinions, dissenting votes annexed",
        "votes",
        "hour of ending",
      ],
      article: "ROF 109.1.a-e, g, h, j and 137.2",
    },
  },
};

/** The Junta de Govern: LBRL 23, ROF 112-113; the rest as the plenary (113.1). */
export const juntaDeGovern: Profile = {
  name: { es: "Junta de Gobierno: ROF", ca: "Junta de Govern: ROF" },
  rules: {
    ...plenary.rules,
    convening: { value: mayorOrders, article: "ROF 112.3-4" },
    notice: { value: { n: 24, unit: "natural-hours" }, article: "ROF 113.1.a" },
    urgency: { value: "declared-first-by-the-majority", article: "ROF 113.1.a" },
    quorumFirstCall: {
      value: { share: "absolute-majority", with: ["president", "secretary"], throughout: false },
      article: "ROF 113.1.c",
    },
    secondCall: {
      value: { foreseen: true, after: { n: 1, unit: "hours" }, automatic: true },
      article: "ROF 113.1.c",
    },
    quorumSecondCall: { value: aThird(false), article: "ROF 113.1.c" },
    onRequest: {
      value: { share: "quarter", of: "members", within: null, otherwise: null, mostAYear: 0 },
      article: "ROF 112.4",
      reading: "The mayor alone convenes: nobody may ask for one.",
    },
    periodicity: { value: { every: { n: 15, unit: "days" } }, article: "ROF 112.2" },
    publicity: {
      value: "members",
      article: "ROF 113.1.b",
      reading:
        "Its sessions are not public: nor, then, are their minutes. Its agreements are told otherwise.",
    },
  },
};

/** Other Catalan collegiate bodies of a corporation: the plenary's notice and voting (DL 2/2003, 112). */
export const catalanOther: Profile = {
  name: { ca: "Altres òrgans col·legiats: DL 2/2003, 112", es: "Otros órganos colegiados: DL 2/2003, 112" },
  reading:
    "It collides with the ROF's absolute majority and with the half of Llei 26/2010, 17.4: shown, not solved.",
  rules: {
    notice: { value: clearWorkingDays(2), article: "DL 2/2003, 112.1 and 98.b", reading: CLEAR_DAYS },
    contents: { value: ["agenda", "documents-available"], article: "DL 2/2003, 112.1, 98.b and 103.1" },
    quorumFirstCall: {
      value: { share: "third", with: ["president", "secretary"], throughout: true },
      article: "DL 2/2003, 112.2",
    },
    majority: { value: "simple-of-votes", article: "DL 2/2003, 112.2" },
    tie: { value: "casting-vote", article: "DL 2/2003, 112.2" },
    onRequest: {
      value: { share: "quarter", of: "legal-number", within: null, otherwise: null, mostAYear: null },
      article: "DL 2/2003, 100",
    },
    minutesApproval: { value: "next-ordinary-session", article: "DL 2/2003, 110.3" },
  },
};

const LOCAL = "Set by each commune's regulation: these are typical, replace them by your own rules.";

/** An Italian municipal council: TUEL 38-40, the days of notice by its own regulation. */
export const italianCouncil: Profile = {
  name: { it: "Consiglio comunale: TUEL" },
  rules: {
    convening: {
      value: { orders: "president-or-mayor", effects: "president" },
      article: "TUEL 39.1 and 39.3",
    },
    notice: { value: { n: 5, unit: "natural-days", clearDays: true }, article: "TUEL 38.2", reading: LOCAL },
    extraordinaryNotice: {
      value: { n: 3, unit: "natural-days", clearDays: true },
      article: "TUEL 38.2",
      reading: LOCAL,
    },
    urgentNotice: { value: { n: 24, unit: "natural-hours" }, article: "TUEL 38.2", reading: LOCAL },
    quorumFirstCall: {
      value: { share: "third", with: [], throughout: false },
      article: "TUEL 38.2",
      reading:
        "The floor in every case: of the councillors assigned by law, the mayor not counted. Own rules may ask for more.",
    },
    quorumSecondCall: {
      value: { share: "third", with: [], throughout: false },
      article: "TUEL 38.2",
      reading: "“In ogni caso” is read as both calls.",
    },
    onRequest: {
      value: {
        share: "fifth",
        of: "members",
        within: { n: 20, unit: "days" },
        otherwise: null,
        mostAYear: null,
      },
      article: "TUEL 39.2",
    },
  },
};

/** A body that runs by its own rules alone. */
export const ownRulesOnly: Profile = {
  name: {
    ca: "Només normes pròpies",
    es: "Solo normas propias",
    it: "Solo regole proprie",
    en: "Own rules only",
  },
  rules: {},
};

/** Tables, networks, working commissions without a statute: nothing is asked, nothing is claimed. */
export const noRules: Profile = {
  name: { ca: "Sense normes", es: "Sin normas", it: "Senza regole", en: "No rules" },
  reading: "Usually without statute: no quorum is claimed that no law asks; a notice is a courtesy.",
  rules: {},
};
