/**
 * The town's own news of November 2015, "Confederali, Caf e Patronati: tavoli di concertazione".
 * It names the councillor of the day; people are personal data, a noun of their own, so no name stands here.
 */
import { slugOf } from "../../platform/shapes.ts";
import { organisations, socialServices, unions } from "./casamassima-november.ts";
import { allOf, exampleBody, someOf, type ExampleBody, type ExampleTown } from "./example-town.ts";

const schoolNames = ["Rodari", "Marconi", "Dante Alighieri", "Majorana"];
const services = [
  "Servizio sociale",
  "Centro di salute mentale",
  "Consultorio",
  "Uepe",
  "Neuropsichiatria infantile",
];

const thirdSector: ExampleBody = exampleBody(
  {
    id: "tavolo-terzo-settore",
    name: "Tavolo di concertazione e progettazione del terzo settore",
    kind: "table",
    description:
      "Lo convoca l'assessore ai Servizi sociali; la riunione del 4 dicembre 2015 è annunciata come la prima.",
    department: socialServices,
    // All of each, without one name
    participants: someOf("Servizi socio-sanitari", "Associazioni", "Cooperative", "Parti sociali"),
  },
  {
    series: [
      {
        id: "primo-venerdi",
        title: "Tavolo del terzo settore",
        start: "2015-12-04T18:30:00",
        recurrence: "FREQ=MONTHLY;BYDAY=1FR",
        // Neither an end nor a last meeting is stated
        duration: null,
        holidayPolicy: "ask",
        place: "Aula consiliare",
        generateFrom: "2015-12-01",
        horizonMonths: 13,
      },
    ],
  },
);

const schools: ExampleBody = exampleBody(
  {
    id: "incontro-scuole",
    name: "Incontro programmatico con le scuole del territorio",
    kind: "table",
    description:
      "L'assessore ai Servizi sociali riceve le scuole una dopo l'altra, mezz'ora ciascuna. Il luogo non è indicato.",
    department: socialServices,
    participants: allOf(...schoolNames),
  },
  {
    series: [
      {
        id: "primo-martedi",
        title: "Incontro con le scuole",
        // The first date is implied: "from December" is said of the third sector's table, and this one follows on it
        start: "2015-12-01T11:00:00",
        recurrence: "FREQ=MONTHLY;BYDAY=1TU",
        // What the four slots come to; the source gives no other end
        duration: "PT2H",
        holidayPolicy: "ask",
        place: null,
        slots: [
          { at: "11:00", duration: "PT30M", for: "Rodari" },
          { at: "11:30", duration: "PT30M", for: "Marconi" },
          { at: "12:00", duration: "PT30M", for: "Dante Alighieri" },
          { at: "12:30", duration: "PT30M", for: "Majorana" },
        ],
        generateFrom: "2015-12-01",
        horizonMonths: 13,
      },
    ],
  },
);

// A body of its own: the source does not say that it is the table of the first Fridays,
// whose meeting of 4 December it calls the first.
const thirdSectorOfSeptember: ExampleBody = exampleBody(
  {
    id: "tavolo-soggetti-terzo-settore",
    name: "Tavolo di concertazione con i soggetti del terzo settore",
    kind: "table",
    description:
      "Rivolto a tutti i soggetti del terzo settore. Se sia lo stesso tavolo che da dicembre 2015 si riunisce il primo venerdì " +
      "del mese, non è detto.",
    department: socialServices,
    participants: someOf(),
  },
  {
    sessions: [
      {
        title: "Tavolo di concertazione con i soggetti del terzo settore",
        // Hour and place are not stated
        start: "2015-09-08",
        description:
          "Promosso dall'Assessorato per tutti i soggetti del terzo settore. Ha preceduto l'incontro del 13 novembre.",
        // The source reports it as what the meeting of November followed
        status: "held",
      },
    ],
  },
);

// One entry for the family, as the source speaks of it: who takes part and what for is stated, how many they are is not.
const specificTables: ExampleBody = exampleBody({
  id: "tavoli-specifici",
  name: "Tavoli specifici con i servizi socio-sanitari",
  kind: "table",
  description:
    "Tavoli in corso, che attuano interventi specifici del welfare locale. Quando si riuniscano non è indicato.",
  comprises: someOf(),
  participants: allOf(...services),
});

const entities = (names: string[], kind: "school" | null = null): ExampleTown["entities"] =>
  names.map((name) => ({ id: slugOf(name), name, kind }));

export const casamassima: ExampleTown = {
  municipality: {
    id: "casamassima",
    name: "Casamassima",
    country: "IT",
    timeZone: "Europe/Rome",
    language: "it",
    areas: ["IT", "IT-16", "IT-072015"],
    description: [
      "Tutti i tavoli dell'assessorato ai Servizi sociali hanno uno stesso intento: che progetti chi conosce da vicino le fasce deboli e i loro bisogni, che i bisogni siano censiti con le realtà locali e che le azioni di sostegno attingano ai fondi dei bandi. L'assessorato fa conoscere i bandi ai tavoli.",
      "La pagina comunale chiede anche di essere valutata: quanto si è d'accordo che l'informazione sia utile, completa e corretta. I gradi sono sei: 1 completamente in disaccordo; 2 in disaccordo; 3 poco d'accordo; 4 abbastanza d'accordo; 5 d'accordo; 6 completamente d'accordo. Il voto riguarda la pagina, non le riunioni.",
    ].join("\n"),
  },
  entities: [
    ...entities(schoolNames, "school"),
    ...entities(organisations),
    ...entities(["Comitato del Movimento Cinque Stelle"]),
    ...entities(services),
  ],
  challenges: [],
  plans: [],
  templates: [],
  bodies: [thirdSector, schools, unions, thirdSectorOfSeptember, specificTables],
  // One sentence, whether what the page tells is useful, complete and correct: what a page is asked where nothing else is said
  surveys: { "page-tavoli-di-concertazione": {} },
};
