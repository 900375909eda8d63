import type { MinutesContent } from "../minutes/content-model.ts";

/** The words of a mail about circulated minutes, in one language. */
interface MinutesWords {
  readonly subjects: Readonly<Record<MinutesContent["type"], string>>;
  readonly openings: Readonly<Record<MinutesContent["type"], string>>;
  /** What stands before the link: of whom agreement is asked for (Ley 40/2015, 18.2), and of whom it is not. */
  readonly asks: string;
  readonly reads: string;
}

export const minutesWords = {
  ca: {
    subjects: { minutes: "Esborrany de l’acta", record: "Diligència de sessió no celebrada" },
    openings: {
      minutes:
        "La secretaria us fa arribar l’esborrany de l’acta de la sessió següent, que encara s’ha d’aprovar.",
      record: "La secretaria us fa arribar la diligència de la sessió següent, que no es va celebrar.",
    },
    asks: "Llegiu-lo i digueu si hi esteu conforme, o quines objeccions hi feu, en aquest enllaç, que és personal: no el reenvieu.",
    reads: "El text és en aquest enllaç, que és personal: no el reenvieu.",
  },
  es: {
    subjects: { minutes: "Borrador del acta", record: "Diligencia de sesión no celebrada" },
    openings: {
      minutes: "La secretaría le remite el borrador del acta de la sesión siguiente, que aún debe aprobarse.",
      record: "La secretaría le remite la diligencia de la sesión siguiente, que no se celebró.",
    },
    asks: "Léalo y manifieste su conformidad o sus reparos en este enlace, que es personal: no lo reenvíe.",
    reads: "El texto está en este enlace, que es personal: no lo reenvíe.",
  },
  it: {
    subjects: { minutes: "Bozza del verbale", record: "Verbale di seduta deserta" },
    openings: {
      minutes:
        "La segreteria trasmette alla S.V. la bozza del verbale della seduta indicata di seguito, ancora da approvare.",
      record:
        "La segreteria trasmette alla S.V. il verbale della seduta indicata di seguito, che non si è tenuta.",
    },
    asks: "Si prega di leggerla e di esprimere il proprio assenso o le proprie osservazioni con questo collegamento, che è personale e non va inoltrato.",
    reads: "Il testo si trova a questo collegamento, che è personale e non va inoltrato.",
  },
  en: {
    subjects: { minutes: "Draft minutes", record: "Record of a session not held" },
    openings: {
      minutes:
        "The secretariat sends you the draft minutes of the session below, which are yet to be approved.",
      record: "The secretariat sends you the record of the session below, which was not held.",
    },
    asks: "Please read them and say whether you agree, or what you object to, at this link, which is personal: do not forward it.",
    reads: "The text is at this link, which is personal: do not forward it.",
  },
} as const satisfies Readonly<Record<string, MinutesWords>>;
