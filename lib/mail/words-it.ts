import type { Words } from "./words-model.ts";

/** Italian, to "la Signoria Vostra", as its town councils are convened. */
export const it: Words = {
  language: "it",
  weekdays: ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"],
  months: [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
  ],
  // The first of a month is an ordinal.
  moment: ({ weekday, dayOfMonth, month, year, time }) =>
    `${weekday} ${dayOfMonth === 1 ? "1º" : dayOfMonth} ${month} ${year}, ore ${time}`,
  subjects: {
    convocation: "Convocazione",
    change: "Modifica della convocazione",
    cancellation: "Seduta annullata",
    reminder: "Promemoria",
    withdrawal: "Convocazione ritirata",
  },
  attention: "Alla cortese attenzione di",
  salutation: "Gentile Signora, gentile Signore,",
  kinds: {
    ordinary: "seduta ordinaria",
    extraordinary: "seduta straordinaria",
    urgent: "seduta urgente",
  },
  openings: {
    convocation: (kind) => `La S.V. è convocata alla ${kind} indicata di seguito.`,
    change: (kind) =>
      `La convocazione della ${kind} indicata di seguito è stata modificata. La presente comunicazione sostituisce la precedente.`,
    cancellation: (kind) =>
      `Si comunica alla S.V. che la ${kind} indicata di seguito è annullata e non avrà luogo.`,
    reminder: (kind) => `Si ricorda alla S.V. la convocazione della ${kind} indicata di seguito.`,
    withdrawal: (kind) =>
      `La convocazione della ${kind} indicata di seguito non riguarda più la S.V., perché il seggio che occupava è cambiato. La seduta resta confermata per gli altri componenti.`,
  },
  session: "Seduta",
  when: "Data e ora",
  timeZone: "fuso orario",
  duration: "Durata prevista",
  place: "Luogo",
  secondCall: "Seconda convocazione",
  ifNoQuorum: "in mancanza del numero legale nella prima",
  reason: "Motivo",
  urgency: "Urgenza",
  reasons: "Motivazione della convocazione",
  agenda: "Ordine del giorno",
  documentsAt: "Documentazione della seduta",
  conditions: "Modalità di svolgimento",
  connection: "Modalità di collegamento",
  places: "Luoghi con mezzi tecnici per assistere e partecipare",
  answer: "Conferma di partecipazione",
  answerHere:
    "Si prega di comunicare se si parteciperà alla seduta con questo collegamento, che è personale e non va inoltrato.",
  order: "Disposizione di convocazione",
  orderedBy: {
    president: "Seduta convocata per disposizione della presidenza",
    mayor: "Seduta convocata per disposizione del Sindaco",
    law: "Seduta convocata per disposizione di legge",
  },
};
