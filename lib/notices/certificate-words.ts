import type { Certificate, NoticeState } from "./model.ts";

interface CertificateWords {
  readonly title: string;
  readonly certified: string;
  readonly notCertified: string;
  readonly counted: (count: Certificate["count"]) => string;
  readonly from: Readonly<Record<"sent" | "available" | "delivered" | "accessed", string>>;
  readonly states: Readonly<Record<NoticeState, string>>;
  readonly yes: string;
  readonly no: string;
  readonly convenedAt: string;
  readonly limit: string;
  readonly members: string;
  readonly counts: string;
  readonly convocation: string;
  readonly digest: string;
  readonly seal: string;
  readonly issuedAt: string;
  readonly notices: string;
  readonly notice: string;
  readonly state: string;
  readonly given: string;
  readonly inTime: string;
  readonly head: string;
}

/** The words of the printed certificate. What hinders it is said in English, as the interface says it. */
export const certificateWords = {
  ca: {
    title: "Certificat de la convocatòria",
    certified: "Consta que tots els membres van rebre l’avís dins de termini.",
    notCertified: "No es pot certificar que tots els membres rebessin l’avís dins de termini.",
    counted: ({ members, inTime, late, notGiven }) =>
      `${members}: ${inTime} dins de termini, ${late} fora de termini, ${notGiven} sense constància`,
    from: {
      sent: "des de l’enviament",
      available: "des de la posada a disposició",
      delivered: "des del lliurament",
      accessed: "des de l’accés",
    },
    states: {
      "to-send": "per enviar",
      "to-print": "per imprimir",
      published: "publicada",
      sent: "enviada",
      delivered: "lliurada",
      served: "lliurada en paper",
      failed: "fallida",
      withheld: "no enviada",
      superseded: "substituïda",
      withdrawn: "retirada",
    },
    yes: "sí",
    no: "no",
    convenedAt: "Convocada",
    limit: "Darrer moment dins de termini",
    members: "Membres",
    counts: "L’avís compta",
    convocation: "Resum de la convocatòria (SHA-256)",
    digest: "Resum del certificat (SHA-256)",
    seal: "Segell",
    issuedAt: "Expedit",
    notices: "Avisos",
    notice: "Avís",
    state: "Estat",
    given: "Rebut",
    inTime: "Dins de termini",
    head: "Resum",
  },
  es: {
    title: "Certificado de la convocatoria",
    certified: "Consta que todos los miembros recibieron el aviso dentro de plazo.",
    notCertified: "No se puede certificar que todos los miembros recibieran el aviso dentro de plazo.",
    counted: ({ members, inTime, late, notGiven }) =>
      `${members}: ${inTime} dentro de plazo, ${late} fuera de plazo, ${notGiven} sin constancia`,
    from: {
      sent: "desde el envío",
      available: "desde la puesta a disposición",
      delivered: "desde la entrega",
      accessed: "desde el acceso",
    },
    states: {
      "to-send": "por enviar",
      "to-print": "por imprimir",
      published: "publicada",
      sent: "enviada",
      delivered: "entregada",
      served: "entregada en papel",
      failed: "fallida",
      withheld: "no enviada",
      superseded: "sustituida",
      withdrawn: "retirada",
    },
    yes: "sí",
    no: "no",
    convenedAt: "Convocada",
    limit: "Último momento dentro de plazo",
    members: "Miembros",
    counts: "El aviso cuenta",
    convocation: "Resumen de la convocatoria (SHA-256)",
    digest: "Resumen del certificado (SHA-256)",
    seal: "Sello",
    issuedAt: "Expedido",
    notices: "Avisos",
    notice: "Aviso",
    state: "Estado",
    given: "Recibido",
    inTime: "Dentro de plazo",
    head: "Resumen",
  },
  it: {
    title: "Certificato della convocazione",
    certified: "Risulta che tutti i componenti hanno ricevuto l’avviso in termine.",
    notCertified: "Non si può certificare che tutti i componenti abbiano ricevuto l’avviso in termine.",
    counted: ({ members, inTime, late, notGiven }) =>
      `${members}: ${inTime} in termine, ${late} fuori termine, ${notGiven} senza riscontro`,
    from: {
      sent: "dall’invio",
      available: "dalla messa a disposizione",
      delivered: "dalla consegna",
      accessed: "dall’accesso",
    },
    states: {
      "to-send": "da inviare",
      "to-print": "da stampare",
      published: "pubblicata",
      sent: "inviata",
      delivered: "consegnata",
      served: "consegnata su carta",
      failed: "non riuscita",
      withheld: "non inviata",
      superseded: "sostituita",
      withdrawn: "ritirata",
    },
    yes: "sì",
    no: "no",
    convenedAt: "Convocata",
    limit: "Ultimo momento utile",
    members: "Componenti",
    counts: "L’avviso vale",
    convocation: "Impronta della convocazione (SHA-256)",
    digest: "Impronta del certificato (SHA-256)",
    seal: "Sigillo",
    issuedAt: "Rilasciato",
    notices: "Avvisi",
    notice: "Avviso",
    state: "Stato",
    given: "Ricevuto",
    inTime: "In termine",
    head: "Impronta",
  },
  en: {
    title: "Certificate of the convocation",
    certified: "It is on record that every member was given notice in time.",
    notCertified: "It cannot be certified that every member was given notice in time.",
    counted: ({ members, inTime, late, notGiven }) =>
      `${members}: ${inTime} in time, ${late} late, ${notGiven} not on record`,
    from: {
      sent: "from its sending",
      available: "from its being available",
      delivered: "from its delivery",
      accessed: "from its being read",
    },
    states: {
      "to-send": "to be sent",
      "to-print": "to be printed",
      published: "published",
      sent: "sent",
      delivered: "delivered",
      served: "served on paper",
      failed: "failed",
      withheld: "not sent",
      superseded: "superseded",
      withdrawn: "withdrawn",
    },
    yes: "yes",
    no: "no",
    convenedAt: "Convened",
    limit: "Last lawful moment",
    members: "Members",
    counts: "A notice counts",
    convocation: "Digest of the convocation (SHA-256)",
    digest: "Digest of this certificate (SHA-256)",
    seal: "Seal",
    issuedAt: "Issued",
    notices: "Notices",
    notice: "Notice",
    state: "State",
    given: "Given",
    inTime: "In time",
    head: "Digest",
  },
} as const satisfies Readonly<Record<string, CertificateWords>>;
