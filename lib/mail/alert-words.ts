import type { AlertCode } from "../convocations/outlook-model.ts";

/** What a secretary is told, in one language: "{session}" and "{until}" stand for the session and the last moment. */
interface AlertWords {
  readonly codes: Readonly<Record<AlertCode, readonly [subject: string, text: string]>>;
  readonly missing: string;
  readonly where: string;
}

export const alertWords = {
  ca: {
    codes: {
      "not-ready": [
        "L’ordre del dia encara no està a punt",
        "La convocatòria ha de sortir aviat i encara no està a punt. Darrer moment dins de termini: {until}.",
      ],
      "to-review": [
        "Convocatòria pendent de revisió",
        "La convocatòria ja pot sortir i espera que la reviseu. Darrer moment dins de termini: {until}.",
      ],
      overdue: [
        "La convocatòria hauria d’haver sortit",
        "Encara falta alguna cosa i no s’ha enviat res. Darrer moment dins de termini: {until}.",
      ],
      missed: [
        "Fora de termini",
        "El darrer moment per convocar dins de termini era {until}. No s’ha enviat res: podeu ajornar la sessió o, si les normes ho permeten, convocar-la amb caràcter urgent.",
      ],
      bounced: [
        "Un avís ha tornat",
        "El correu no arriba a algun membre: imprimiu la carta i feu-la lliurar en paper.",
      ],
      withheld: [
        "Avisos no enviats",
        "Alguns avisos ja no haurien arribat dins de termini i no s’han enviat.",
      ],
      "to-serve": [
        "Hi ha cartes per lliurar",
        "El correu no arriba a tothom: imprimiu les cartes i feu-les lliurar en paper abans de {until}.",
      ],
      unproven: [
        "Avisos sense constància",
        "No consta que tots els membres hagin rebut l’avís. Darrer moment dins de termini: {until}.",
      ],
      "room-taken": [
        "La sala és ocupada",
        "La sala prevista ja és ocupada a aquella hora: cal una altra sala o una altra hora.",
      ],
    },
    missing: "Falta",
    where: "La sessió",
  },
  es: {
    codes: {
      "not-ready": [
        "El orden del día aún no está listo",
        "La convocatoria debe salir pronto y aún no está lista. Último momento dentro de plazo: {until}.",
      ],
      "to-review": [
        "Convocatoria pendiente de revisión",
        "La convocatoria ya puede salir y espera su revisión. Último momento dentro de plazo: {until}.",
      ],
      overdue: [
        "La convocatoria debería haber salido",
        "Aún falta algo y no se ha enviado nada. Último momento dentro de plazo: {until}.",
      ],
      missed: [
        "Fuera de plazo",
        "El último momento para convocar dentro de plazo era {until}. No se ha enviado nada: puede aplazar la sesión o, si las normas lo permiten, convocarla con carácter urgente.",
      ],
      bounced: [
        "Un aviso ha sido devuelto",
        "El correo no llega a algún miembro: imprima la carta y hágala entregar en papel.",
      ],
      withheld: [
        "Avisos no enviados",
        "Algunos avisos ya no habrían llegado dentro de plazo y no se han enviado.",
      ],
      "to-serve": [
        "Hay cartas por entregar",
        "El correo no llega a todos: imprima las cartas y hágalas entregar en papel antes de {until}.",
      ],
      unproven: [
        "Avisos sin constancia",
        "No consta que todos los miembros hayan recibido el aviso. Último momento dentro de plazo: {until}.",
      ],
      "room-taken": [
        "La sala está ocupada",
        "La sala prevista ya está ocupada a esa hora: hace falta otra sala u otra hora.",
      ],
    },
    missing: "Falta",
    where: "La sesión",
  },
  it: {
    codes: {
      "not-ready": [
        "L’ordine del giorno non è ancora pronto",
        "La convocazione deve partire a breve e non è ancora pronta. Ultimo momento utile: {until}.",
      ],
      "to-review": [
        "Convocazione da rivedere",
        "La convocazione può partire e attende la Sua revisione. Ultimo momento utile: {until}.",
      ],
      overdue: [
        "La convocazione sarebbe dovuta partire",
        "Manca ancora qualcosa e non è stato inviato nulla. Ultimo momento utile: {until}.",
      ],
      missed: [
        "Fuori termine",
        "L’ultimo momento utile per convocare era {until}. Non è stato inviato nulla: può rinviare la seduta o, se le norme lo consentono, convocarla d’urgenza.",
      ],
      bounced: [
        "Un avviso è tornato indietro",
        "La posta non raggiunge un componente: stampi la lettera e la faccia consegnare su carta.",
      ],
      withheld: [
        "Avvisi non inviati",
        "Alcuni avvisi non sarebbero più arrivati in termine e non sono stati inviati.",
      ],
      "to-serve": [
        "Vi sono lettere da consegnare",
        "La posta non raggiunge tutti: stampi le lettere e le faccia consegnare su carta prima di {until}.",
      ],
      unproven: [
        "Avvisi senza riscontro",
        "Non risulta che tutti i componenti abbiano ricevuto l’avviso. Ultimo momento utile: {until}.",
      ],
      "room-taken": [
        "La sala è occupata",
        "La sala prevista è già occupata a quell’ora: serve un’altra sala o un’altra ora.",
      ],
    },
    missing: "Manca",
    where: "La seduta",
  },
  en: {
    codes: {
      "not-ready": [
        "The agenda is not ready yet",
        "The convocation has to go out soon and is not ready yet. Last moment in time: {until}.",
      ],
      "to-review": [
        "A convocation waits for your review",
        "The convocation can go out and waits for you. Last moment in time: {until}.",
      ],
      overdue: [
        "The convocation should have gone out",
        "Something is still missing, and nothing was sent. Last moment in time: {until}.",
      ],
      missed: [
        "Out of time",
        "The last moment to convene in time was {until}. Nothing was sent: postpone the session or, where the rules allow it, convene it as urgent.",
      ],
      bounced: [
        "A notice came back",
        "Mail does not reach a member: print the letter and have it served on paper.",
      ],
      withheld: ["Notices not sent", "Some notices would no longer have been in time, and were not sent."],
      "to-serve": [
        "Letters are to be served",
        "Mail does not reach everyone: print the letters and have them served on paper before {until}.",
      ],
      unproven: [
        "Notices not on record",
        "It is not on record that every member was given notice. Last moment in time: {until}.",
      ],
      "room-taken": [
        "The room is taken",
        "The room is taken at that hour: another room or another hour is needed.",
      ],
    },
    missing: "Missing",
    where: "The session",
  },
} as const satisfies Readonly<Record<string, AlertWords>>;
