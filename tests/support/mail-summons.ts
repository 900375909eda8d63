import type { FrozenAgenda } from "../../lib/agendas/model.ts";
import type { Convocation } from "../../lib/convocations/model.ts";
import type { Recipient, Summons } from "../../lib/mail/summons.ts";
import { startUtcOf } from "../../lib/sessions/time.ts";

/** A summons that is valid as it stands; a test overrides what it is about. */
export function aSummons({
  convocation = {},
  recipient = {},
  ...overrides
}: Partial<Omit<Summons, "convocation" | "recipient">> & {
  readonly convocation?: Partial<Convocation>;
  readonly recipient?: Partial<Recipient>;
} = {}): Summons {
  return {
    what: "notice",
    convocation: aConvocation(convocation),
    town: { name: { ca: "Ajuntament de Vilanova" }, language: "ca" },
    bodyName: { ca: "Consell de la Vila" },
    recipient: {
      name: "Anna Puig",
      email: "anna@example.org",
      language: null,
      seat: { ca: "Vocalia de les entitats" },
      ...recipient,
    },
    sender: "convoca@example.net",
    replyTo: "consell@example.net",
    answerUrl: "https://convoca.example.net/answer/abc.def",
    messageId: "1.s1.consell-2027-01-15@vilanova.convoca",
    decidedAt: Date.UTC(2027, 0, 4, 8),
    ...overrides,
  };
}

export function aConvocation(overrides: Partial<Convocation> = {}): Convocation {
  const { start = "2027-01-15T18:30:00", timeZone = "Europe/Madrid" } = overrides;
  return {
    municipality: "vilanova",
    body: "consell",
    session: "consell-2027-01-15",
    n: 1,
    type: "convocation",
    kind: "ordinary",
    title: { ca: "Plenari del Consell" },
    start,
    startUtc: startUtcOf(start, timeZone) ?? "",
    timeZone,
    duration: "PT2H",
    place: { name: { ca: "Sala de plens" } },
    sequence: 0,
    secondCall: null,
    agenda: anAgenda(),
    order: null,
    reason: null,
    rules: {},
    deadline: null,
    acceptedLate: false,
    salt: "salt",
    convenedAt: "2027-01-04T08:00:00Z",
    by: "caller",
    previous: null,
    digest: "0".repeat(64),
    ...overrides,
  };
}

export const anAgenda = (overrides: Partial<FrozenAgenda> = {}): FrozenAgenda => ({
  items: [
    {
      id: "acta",
      kind: "minutes-approval",
      title: { ca: "Aprovació de l’acta" },
      description: null,
      documents: [],
    },
    {
      id: "precs",
      kind: "questions-and-requests",
      title: { ca: "Precs i preguntes" },
      description: null,
      documents: [],
    },
  ],
  conditions: null,
  connection: null,
  places: [],
  documentsAt: null,
  reasons: null,
  urgency: null,
  ...overrides,
});

/** With all that a notice can hold. */
export const aFullSummons = (overrides: Parameters<typeof aSummons>[0] = {}): Summons =>
  aSummons({
    ...overrides,
    convocation: {
      kind: "urgent",
      secondCall: { start: "2027-01-17T18:30:00", startUtc: "2027-01-17T17:30:00Z", article: "ROF 90.2" },
      order: {
        by: "president",
        act: "Decret 12/2027",
        seat: null,
        recordedBy: "x",
        at: "2027-01-03T10:00:00Z",
        start: "2027-01-15T18:30:00",
        kind: "ordinary",
      },
      agenda: anAgenda({
        items: [
          {
            id: "acta",
            kind: "minutes-approval",
            title: { ca: "Aprovació de l’acta", es: "Aprobación del acta" },
            description: { ca: "De la sessió anterior.\nVegeu l’esborrany." },
            documents: [
              {
                title: { ca: "Esborrany" },
                url: "https://example.org/acta.pdf",
                digest: "ab".repeat(32),
                access: "members",
              },
            ],
          },
        ],
        conditions: { ca: "Presencial i a distància" },
        connection: { ca: "Sala virtual 7, clau 1234" },
        places: [{ ca: "Biblioteca" }, { ca: "Casal" }],
        documentsAt: "https://example.org/documents",
        reasons: { ca: "El termini de la subvenció" },
        urgency: { ca: "Venç dilluns" },
      }),
      ...overrides.convocation,
    },
  });
