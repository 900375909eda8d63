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
      "Es presten al centre de serveis socials polivalent, amb un equip multidisciplinari de set llocs: treballadores socials (2), educadores socials (2), treballadores familiars (2) i auxiliar administrativa (1).",
      "El Pla Municipal de serveis socials és l'instrument tècnic de gestió que ordena mesures, accions i recursos segons els objectius de la política de serveis socials. Ha sortit d'un procés per dir quin futur vol la corporació i amb quins mitjans.",
      "El pla serveix per detectar i analitzar necessitats noves i proposar recursos; fixar línies estratègiques i les seves actuacions; crear i millorar programes i equipaments; fer créixer la participació social; i signar convenis i projectes amb altres administracions i amb entitats privades.",
      "Els nous plans declaren que l'Ajuntament i l'Institut Mallorquí d'Afers Socials, del Consell de Mallorca, col·laboren en les matèries prioritàries de cada territori.",
      "Hi ha un tríptic dels serveis socials per descarregar, en PDF.",
    ].join("\n"),
  },
  bodies: [],
};
