/** The table of 13 November 2015: who came, and what it dealt with. */
import { exampleBody, someOf, type ExampleBody } from "./example-town.ts";

export const socialServices = "Assessorato ai Servizi sociali";

// Which of these is a confederation, a caf or a patronato is not said of each
export const organisations = [
  "Caf sicurezza sociale",
  "Caf tutela sociale del contribuente",
  "Cgil",
  "Cisal",
  "Cisas",
  "Cisl",
  "Uil",
  "Uil Uimec",
];

const novemberAgenda = [
  "Piano economico di gestione del servizio sociale (Peg)",
  "Documento unico programmatico (Dup)",
  "Programmazione coordinata",
  "Azioni d'inclusione sociale",
  "Quanto attuato con il bilancio di previsione 2015",
  "Servizio civico comunale",
].map((title) => ({ title }));

export const unions: ExampleBody = exampleBody(
  {
    id: "tavolo-confederali-caf-patronati",
    name: "Tavolo di concertazione con Confederali, Caf e Patronati",
    kind: "table",
    description:
      "Tavolo dell'assessorato con le confederazioni e con i caf e i patronati convenzionati con il Comune. " +
      "Il 13 novembre 2015 si è tenuto il primo incontro; altri non ne sono annunciati.",
    department: socialServices,
    // Those who came to its one meeting, besides the guest committee; who else belongs to it is not stated
    participants: someOf(...organisations),
  },
  {
    sessions: [
      {
        title: "Primo incontro con Confederali, Caf e Patronati",
        // The hour is not stated
        start: "2015-11-13",
        place: "Aula consiliare",
        description: [
          "Scopo: gettare le basi di un lavoro comune delle realtà locali sulle politiche di welfare.",
          "Temi: il Piano economico di gestione del servizio sociale (Peg) e il Documento unico programmatico (Dup), allora in via di adozione e presentati dall'assessore; la programmazione coordinata; le azioni d'inclusione sociale.",
          "Si è discusso di quanto attuato con il bilancio di previsione 2015 (i progetti Clorofilla e Linfa di Vita, Cantieri di cittadinanza) e del servizio civico comunale.",
          "Organizzazioni presenti (8): Caf sicurezza sociale; Caf tutela sociale del contribuente; Cgil; Cisal; Cisas; Cisl; Uil; Uil Uimec.",
          "Oltre alle otto ha partecipato il comitato del Movimento Cinque Stelle.",
        ].join("\n"),
        // The source reports who came and what they discussed
        status: "held",
        agenda: novemberAgenda,
      },
    ],
  },
);
