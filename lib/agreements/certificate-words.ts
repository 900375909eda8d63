interface CertificateWords {
  readonly title: string;
  readonly agreed: string;
  readonly vote: string;
  readonly counted: (counts: { yes: number; no: number; abstentions: number }) => string;
  readonly minutes: string;
  readonly approved: string;
  readonly notApproved: string;
  readonly rule: string;
  readonly noRule: string;
  readonly digest: string;
  readonly issuedAt: string;
}

/** The words of the printed certificate of an agreement. */
export const certificateWords = {
  ca: {
    title: "Certificat d’acord",
    agreed: "Acord",
    vote: "Votació",
    counted: ({ yes, no, abstentions }) => `${yes} a favor, ${no} en contra, ${abstentions} abstencions`,
    minutes: "Acta de la sessió",
    approved: "aprovada",
    notApproved: "pendent d’aprovació",
    rule: "Norma",
    noRule: "cap norma de l’òrgan no ho diu; lectura per analogia",
    digest: "Resum (SHA-256)",
    issuedAt: "Expedit",
  },
  es: {
    title: "Certificado de acuerdo",
    agreed: "Acuerdo",
    vote: "Votación",
    counted: ({ yes, no, abstentions }) => `${yes} a favor, ${no} en contra, ${abstentions} abstenciones`,
    minutes: "Acta de la sesión",
    approved: "aprobada",
    notApproved: "pendiente de aprobación",
    rule: "Norma",
    noRule: "ninguna norma del órgano lo dice; lectura por analogía",
    digest: "Resumen (SHA-256)",
    issuedAt: "Expedido",
  },
  it: {
    title: "Certificato di deliberazione",
    agreed: "Deliberazione",
    vote: "Votazione",
    counted: ({ yes, no, abstentions }) => `${yes} favorevoli, ${no} contrari, ${abstentions} astenuti`,
    minutes: "Verbale della seduta",
    approved: "approvato",
    notApproved: "in attesa di approvazione",
    rule: "Norma",
    noRule: "nessuna norma dell’organo lo dice; lettura per analogia",
    digest: "Impronta (SHA-256)",
    issuedAt: "Rilasciato",
  },
  en: {
    title: "Certificate of an agreement",
    agreed: "Agreement",
    vote: "Vote",
    counted: ({ yes, no, abstentions }) => `${yes} for, ${no} against, ${abstentions} abstentions`,
    minutes: "Minutes of the session",
    approved: "approved",
    notApproved: "not approved yet",
    rule: "Rule",
    noRule: "no rule of the body says so; a reading by analogy",
    digest: "Digest (SHA-256)",
    issuedAt: "Issued",
  },
} as const satisfies Readonly<Record<string, CertificateWords>>;
