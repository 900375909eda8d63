/** The town's page on its social services. It names no council, network or table: a town without bodies. */
import type { ExampleTown } from "./example-town.ts";

export const sonServera: ExampleTown = {
  municipality: {
    id: "son-servera",
    name: "Son Servera",
    country: "ES",
    timeZone: "Europe/Madrid",
    language: "ca",
    areas: ["ES", "ES-04", "ES-07062"],
    contact: {
      address: "Cl Molins, n.27, Cala Millor",
      phone: "971 584 977",
      openingHours: "Mo-Th 09:00-14:00",
      note: "Per a una entrevista amb el personal cal cita prèvia.",
    },
    description: [
      "Serveis socials municipals, o Serveis Comunitaris Bàsics: universals, oberts i polivalents. Són la porta d'entrada habitual al sistema de serveis socials i el fan proper a tothom.",
      // A team, and no body that meets: its posts have no field
      "Es presten al centre de serveis socials polivalent, amb un equip multidisciplinari de set llocs: treballadores socials (2), educadores socials (2), treballadores familiars (2) i auxiliar administrativa (1).",
      "Hi ha un tríptic dels serveis socials per descarregar, en PDF.",
    ].join("\n"),
  },
  entities: [
    {
      id: "institut-mallorqui-afers-socials",
      name: "Institut Mallorquí d'Afers Socials",
      kind: "public-body",
      description:
        "Del Consell de Mallorca. Els nous plans municipals declaren que l'Ajuntament i l'Institut col·laboren en les matèries " +
        "prioritàries de cada territori.",
    },
  ],
  challenges: [],
  plans: [
    {
      id: "pla-municipal-serveis-socials",
      name: "Pla Municipal de serveis socials",
      // The page says what such a plan is for; of this one it names neither a line nor an action
      description: [
        "Instrument tècnic de gestió que ordena mesures, accions i recursos segons els objectius de la política de serveis socials. Ha sortit d'un procés per dir quin futur vol la corporació i amb quins mitjans.",
        "Un pla així serveix per detectar i analitzar necessitats noves i proposar recursos; fixar línies estratègiques i les seves actuacions; crear i millorar programes i equipaments; fer créixer la participació social; i signar convenis i projectes amb altres administracions i amb entitats privades.",
        "No consten ni les línies, ni les actuacions, ni els convenis d'aquest pla, ni de quan és.",
      ].join("\n"),
    },
  ],
  templates: [],
  bodies: [],
};
