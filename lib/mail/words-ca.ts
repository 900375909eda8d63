import type { Words } from "./words-model.ts";

/** Catalan, with the "vós" of its administrations and the words of Llei 26/2010. */
export const ca: Words = {
  language: "ca",
  weekdays: ["dilluns", "dimarts", "dimecres", "dijous", "divendres", "dissabte", "diumenge"],
  // With their preposition, which is elided before a vowel.
  months: [
    "de gener",
    "de febrer",
    "de març",
    "d’abril",
    "de maig",
    "de juny",
    "de juliol",
    "d’agost",
    "de setembre",
    "d’octubre",
    "de novembre",
    "de desembre",
  ],
  moment: ({ weekday, dayOfMonth, month, year, time }) =>
    `${weekday}, ${dayOfMonth} ${month} de ${year}, ${time.replace(":", ".")} h`,
  subjects: {
    convocation: "Convocatòria",
    change: "Canvi en la convocatòria",
    cancellation: "Sessió desconvocada",
    reminder: "Recordatori",
    withdrawal: "Convocatòria retirada",
  },
  attention: "A l’atenció de",
  salutation: "Benvolguda senyora, benvolgut senyor,",
  kinds: {
    ordinary: "sessió ordinària",
    extraordinary: "sessió extraordinària",
    urgent: "sessió urgent",
  },
  openings: {
    convocation: (kind) => `Us convoquem a la ${kind} que s’indica a continuació.`,
    change: (kind) =>
      `La convocatòria de la ${kind} que s’indica a continuació ha canviat. Aquesta comunicació substitueix l’anterior.`,
    cancellation: (kind) =>
      `Us comuniquem que la ${kind} que s’indica a continuació queda desconvocada i no tindrà lloc.`,
    reminder: (kind) => `Us recordem la convocatòria de la ${kind} que s’indica a continuació.`,
    withdrawal: (kind) =>
      `La convocatòria de la ${kind} que s’indica a continuació ja no us concerneix, perquè el seient que ocupàveu ha canviat. La sessió es manté per als altres membres.`,
  },
  session: "Sessió",
  when: "Data i hora",
  timeZone: "zona horària",
  duration: "Durada prevista",
  place: "Lloc",
  secondCall: "Segona convocatòria",
  ifNoQuorum: "si no hi ha quòrum en la primera",
  reason: "Motiu",
  urgency: "Urgència",
  reasons: "Motivació de la convocatòria",
  agenda: "Ordre del dia",
  documentsAt: "Documentació de la sessió",
  conditions: "Condicions de la sessió",
  connection: "Sistema de connexió",
  places: "Llocs amb mitjans tècnics per assistir-hi i participar-hi",
  answer: "Confirmació d’assistència",
  answerHere: "Indiqueu si assistireu a la sessió en aquest enllaç, que és personal: no el reenvieu.",
  order: "Ordre de convocatòria",
  orderedBy: {
    president: "Sessió convocada per ordre de la presidència",
    mayor: "Sessió convocada per ordre de l’alcaldia",
    law: "Sessió convocada automàticament per disposició de la llei",
  },
};
