/**
 * The town's page on participation, cooperation and networking: fourteen entries, each a body here, whether it is
 * one council or a family of tables or networks. The publisher is the Regidoria de Benestar Social i Ocupació;
 * the page says that it takes part, not that it owns, so no body has a `department`.
 */
import { exampleBody, someOf, unnamed, type ExampleBody, type ExampleTown } from "./example-town.ts";
import { lleidaNetworks } from "./lleida-networks.ts";

const councils: ExampleBody[] = [
  exampleBody({
    id: "consell-benestar-accio-social",
    name: "Consell de Benestar i Acció Social",
    alternateNames: ["Consell de Benestar i Acció Social de Lleida"],
    kind: "council",
    description:
      "Òrgan col·legiat de participació comunitària: assessora, és consultat, proposa i participa en els serveis socials del municipi.",
  }),
  exampleBody({
    id: "consell-persones-discapacitats",
    name: "Consell de Persones amb Discapacitats",
    kind: "council",
    description:
      "Òrgan permanent de participació ciutadana en tot allò de l'activitat municipal que pugui afectar les persones amb " +
      "discapacitat física, psíquica o sensorial, o derivada de malaltia mental, i qui els és proper.",
  }),
  exampleBody({
    id: "consell-gent-gran",
    name: "Consell de la Gent Gran",
    kind: "council",
    description:
      "Promou que tothom, i la gent gran en particular, participi en la vida social, cultural i recreativa del municipi.",
  }),
];

// Families: how many tables each has, and how they are called, is not stated
const tables: ExampleBody[] = [
  exampleBody({
    id: "taules-infancia-adolescencia",
    name: "Taules territorials d'infància i adolescència",
    kind: "table",
    description:
      "Òrgans consultius que coordinen, impulsen i promouen les polítiques d'infància, cadascun al seu territori. Des de l'entorn " +
      "proper a l'infant o adolescent, en xarxa, apliquen polítiques de prevenció, detecció i protecció.",
    comprises: someOf(),
  }),
  exampleBody({
    id: "taules-aliments-basics",
    name: "Taules territorials de distribució d'aliments bàsics",
    kind: "table",
    description:
      "Plataformes operatives a cada barri; les dinamitzen els equips bàsics de serveis socials. Les formen les " +
      "entitats d'iniciativa social que atenen necessitats bàsiques i miren de cobrir millor, i de prop, les alimentàries.",
    comprises: someOf(),
    participants: unnamed(26),
  }),
];

export const lleida: ExampleTown = {
  municipality: {
    id: "lleida",
    name: "Lleida",
    country: "ES",
    timeZone: "Europe/Madrid",
    language: "ca",
    areas: ["ES", "ES-09", "ES-25120"],
    contact: {
      address: "Carrer Tallada 34, 1r, 25002 Lleida",
      phone: "973 700 306",
      email: "serveispersonals@paeria.cat",
    },
    description: [
      "Participació ciutadana: consells assessors i taules territorials, que orienten, assessoren, són consultats i articulen propostes amb els agents locals.",
      "Xarxes professionals, locals i supramunicipals: milloren processos i intervencions i aprofiten sinèrgies entre entitats i institucions.",
      "Cooperació: subvencions a entitats del tercer sector amb projectes d'impacte social a la ciutat, i cessió d'espais per a les activitats. No consten ni els imports ni els espais.",
    ].join("\n"),
  },
  entities: [
    {
      id: "regidoria-benestar-social-ocupacio",
      name: "Regidoria de Benestar Social i Ocupació",
      kind: "administration",
      description:
        "De l'Ajuntament de Lleida. Té el tercer sector per una peça bàsica de la política social, i el treball en xarxa amb els agents " +
        "locals per imprescindible; participa en les xarxes locals i en les supramunicipals.",
    },
    // The page drops the preposition: "Institut Municipal Educació"
    { id: "institut-municipal-educacio", name: "Institut Municipal d'Educació", kind: "public-body" },
    {
      id: "federacio-catalana-municipis",
      name: "Federació Catalana de Municipis",
      description:
        "L'Ajuntament de Lleida n'és membre, a través de la Regidoria de Benestar Social i Ocupació.",
    },
    {
      id: "diputacio-barcelona",
      name: "Diputació de Barcelona",
      kind: "administration",
      description:
        "La Regidoria de Benestar Social i Ocupació hi col·labora de prop per crear materials de treball.",
    },
    { id: "departament-salut", name: "Departament de Salut", kind: "administration" },
    {
      id: "departament-benestar-social-familia",
      name: "Departament de Benestar Social i Família",
      kind: "administration",
    },
    { id: "departament-educacio", name: "Departament d'Educació", kind: "administration" },
  ],
  challenges: [],
  // Of neither is more said than that it is
  plans: [
    { id: "pla-integral-treball-sexual", name: "Pla integral sobre el treball sexual" },
    { id: "pla-local-inclusio-social", name: "Pla Local d'Inclusió Social" },
  ],
  templates: [],
  bodies: [...councils, ...tables, ...lleidaNetworks],
};
