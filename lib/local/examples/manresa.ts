/**
 * The town's page on its council of social services. The town's name is read from the mail domain, ajmanresa.cat.
 * The working tables that the merger took in are an unnamed set, and the commissions that the challenges give rise to
 * are neither named nor counted: none of them is a body here.
 */
import { exampleBody, someOf, type ExampleBody, type ExampleTown } from "./example-town.ts";

const socialServices = exampleBody({
  id: "consell-serveis-socials",
  name: "Consell Municipal de Serveis Socials",
  alternateNames: ["Consell de participació de Serveis Socials", "Consell de Serveis Socials"],
  kind: "council",
  description: [
    "Òrgan de participació en la gestió municipal: recull les inquietuds de la ciutadania perquè pesin en com es coordinen, es planifiquen, s'innoven i es presten els serveis.",
    "La llei obliga a tenir-lo els ajuntaments que han de prestar serveis socials.",
  ].join("\n"),
  legalBasis: ["Llei 12/2007, d'11 d'octubre, de Serveis Socials, art. 54"],
  founded: { date: "2010-05-17", act: "Ple de la Corporació, sessió ordinària" },
});

const inclusionNetwork = exampleBody({
  id: "xarxa-inclusio-social",
  name: "Xarxa d'inclusió social",
  kind: "local-network",
});

const actionAndInclusion = exampleBody(
  {
    id: "consell-accio-inclusio-social",
    name: "Consell Municipal d'Acció i Inclusió Social",
    alternateNames: ["Consell d'Acció i Inclusió Social"],
    kind: "council",
    description: [
      "La Regidoria havia analitzat els consells, taules i altres espais de trobada que impulsava i va veure que calia un paraigua comú: projectes més transversals i acords compartits sobre la política social de la ciutat.",
      "S'organitza en òrgans i per reptes. De cada repte surten les comissions de treball que calguin; no consta quines són ni quantes.",
      "No consten la presidència, la periodicitat, el quòrum ni el lloc de reunió.",
    ].join("\n"),
    objectives: [
      "Donar informació que serveixi i animi a actuar.",
      "Obrir vies per compartir informació, recursos i coneixements.",
      "Respondre de manera integral als problemes socials que ja hi eren i als que ha portat l'emergència de la COVID-19.",
      "Impulsar projectes que demanen la cooperació d'entitats i organitzacions diverses de la ciutat.",
    ],
    department: "Regidoria d'Acció i Inclusió Social",
    contact: { email: "serveissocials@ajmanresa.cat" },
    // Entities and institutions agreed to be part of it, and none is named
    participants: someOf(),
  },
  {
    merger: {
      kind: "merge",
      date: "2020-11-19",
      act: "Acord del Ple de la Corporació",
      of: ["consell-serveis-socials", "xarxa-inclusio-social"],
      unnamed: "Les taules de treball que hi havia en aquest àmbit; no se'n diu el nom ni quantes eren.",
    },
    sessions: [
      {
        // With the council that it prepared, before that was founded: nothing says that the old council met then,
        // and those who came agreed to be part of the new one. Who convened it is not stated.
        title: "Reunió preparatòria del nou Consell",
        start: "2020-07",
        description:
          "Trobada, anterior a la creació del Consell, amb entitats i institucions estratègiques dels serveis socials i de la inclusió " +
          "social per presentar-ne i debatre'n la proposta. Totes hi van estar d'acord i van voler formar-ne part. No consta el dia.",
        // The source reports what those present agreed
        status: "held",
      },
    ],
  },
);

/** The page says what organs the council has, not since when. */
const organ = (id: string, name: string, kind: ExampleBody["body"]["kind"]): ExampleBody =>
  exampleBody(
    { id, name, kind },
    { relations: [{ kind: "part-of", to: { type: "body", id: actionAndInclusion.body.id } }] },
  );

export const manresa: ExampleTown = {
  municipality: {
    id: "manresa",
    name: "Manresa",
    country: "ES",
    timeZone: "Europe/Madrid",
    language: "ca",
    areas: ["ES", "ES-09", "ES-08113"],
  },
  entities: [],
  // "At present", says the page, which has no date
  challenges: [
    { id: "atencio-social-integrada", name: "Atenció social integrada" },
    { id: "promocio-autonomia", name: "Promoció de l'Autonomia" },
    { id: "accio-comunitaria-inclusiva", name: "Acció comunitària inclusiva" },
    { id: "observatori-social", name: "Observatori Social" },
  ],
  plans: [],
  templates: [],
  bodies: [
    socialServices,
    inclusionNetwork,
    actionAndInclusion,
    organ("comite-estrategic", "Comitè Estratègic", "committee"),
    organ("grup-motor", "Grup motor", "driving-group"),
    organ("plenari", "Plenari", "plenary"),
  ],
};
