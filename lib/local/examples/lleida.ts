/**
 * The town's page on participation, cooperation and networking: fourteen entries, each a body here, whether it is
 * one council or a family of tables or networks. The publisher is the Regidoria de Benestar Social i Ocupació;
 * the page says that it takes part, not that it owns, so `department` stays unknown but for the one owner it names.
 */
import { bodyAlone, type ExampleBody, type ExampleTown } from "./example-town.ts";

const councils: ExampleBody[] = [
  bodyAlone({
    id: "consell-benestar-accio-social",
    name: "Consell de Benestar i Acció Social",
    alternateNames: ["Consell de Benestar i Acció Social de Lleida"],
    kind: "council",
    description:
      "Òrgan col·legiat de participació comunitària: assessora, és consultat, proposa i participa en els serveis socials del municipi.",
  }),
  bodyAlone({
    id: "consell-persones-discapacitats",
    name: "Consell de Persones amb Discapacitats",
    kind: "council",
    description:
      "Òrgan permanent de participació ciutadana en tot allò de l'activitat municipal que pugui afectar les persones amb " +
      "discapacitat física, psíquica o sensorial, o derivada de malaltia mental, i qui els és proper.",
  }),
  bodyAlone({
    id: "consell-gent-gran",
    name: "Consell de la Gent Gran",
    kind: "council",
    description:
      "Promou que tothom, i la gent gran en particular, participi en la vida social, cultural i recreativa del municipi.",
  }),
];

const tables: ExampleBody[] = [
  bodyAlone({
    id: "taules-infancia-adolescencia",
    name: "Taules territorials d'infància i adolescència",
    kind: "table",
    description:
      "Òrgans consultius que coordinen, impulsen i promouen les polítiques d'infància, cadascun al seu territori. Des de l'entorn " +
      "proper a l'infant o adolescent, en xarxa, apliquen polítiques de prevenció, detecció i protecció. No consta quantes taules són.",
  }),
  bodyAlone({
    id: "taules-aliments-basics",
    name: "Taules territorials de distribució d'aliments bàsics",
    kind: "table",
    description:
      "Plataformes operatives a cada barri; les dinamitzen els equips bàsics de serveis socials. Les formen les " +
      "entitats d'iniciativa social que atenen necessitats bàsiques i miren de cobrir millor, i de prop, les alimentàries. " +
      "Hi participen 26 entitats de la ciutat; no consta quantes taules són.",
  }),
];

const localNetworks: ExampleBody[] = [
  bodyAlone({
    id: "comissio-treball-sexual",
    name: "Comissió sobre el Treball Sexual",
    // A commission by name; the page lists it among the local networks
    kind: "local-network",
    description:
      "Fa el seguiment del Pla integral sobre el treball sexual i treballa per intervenir de manera integral en les " +
      "situacions que hi van lligades.",
  }),
  bodyAlone({
    id: "xarxa-necessitats-basiques",
    name: "Xarxa d'Entitats Socials d'Atenció a les Necessitats Bàsiques",
    kind: "local-network",
    description:
      "Institucions i entitats que treballen amb persones en risc de vulnerabilitat social. Sorgeix del Pla Local d'Inclusió " +
      "Social i de la crisi econòmica. Vol sinèrgies locals i accions comunes que cobreixin millor les necessitats bàsiques. " +
      "Té tres comissions operatives, que no s'anomenen.",
    founded: { date: "2009", act: null },
  }),
  bodyAlone({
    id: "equip-tercer-sector-risc-social",
    name: "Equip de treball d'entitats del tercer sector que treballen amb col·lectius en risc social",
    kind: "local-network",
    description:
      "Facilita formació ocupacional als col·lectius en risc d'exclusió perquè s'integrin a través de la feina. És un espai de " +
      "participació, coordinació i intercanvi entre persones d'entitats diverses del tercer sector.",
  }),
  bodyAlone({
    id: "xarxa-centres-oberts-ciberaules",
    name: "Xarxa de Centres Oberts i Ciberaules",
    alternateNames: ["Xarxa de Centres Oberts i Ciberaules de Lleida"],
    kind: "local-network",
    description:
      "Reuneix els responsables de cada centre obert i ciberaula per fixar línies comunes: millorar la intervenció i compartir " +
      "recursos, experiències i iniciatives.",
  }),
  bodyAlone({
    id: "xarxa-lleida-lleure",
    name: "Xarxa Lleida Lleure",
    kind: "local-network",
    description:
      "Els serveis de lleure de la ciutat hi mantenen un diàleg permanent i hi intercanvien experiències i formació per educar en " +
      "el lleure d'infants i joves. Depèn de l'Institut Municipal d'Educació; hi col·labora la Regidoria de Benestar Social i Ocupació.",
    // The owner; the page drops the preposition: "Institut Municipal Educació"
    department: "Institut Municipal d'Educació",
  }),
];

// Stated of all four groups together
const commonObjectives = [
  "Interconnectar els punts de la xarxa i fer-hi circular la informació.",
  "Fer el mapa dels recursos que hi ha.",
  "Tenir en comú eines de gestió i sistemes d'informació que permetin descriure i comparar.",
  "Fer més rellevant com s'aborden les diferents situacions.",
  "Fer homogeni el model d'intervenció.",
];

/** The page ends the list of each group with "...". */
const supramunicipal = (id: string, name: string, stated: string): ExampleBody =>
  bodyAlone({
    id,
    name,
    kind: "supramunicipal-network",
    description: `Lleida hi participa. S'hi compten: ${stated}; la llista és oberta.`,
    objectives: commonObjectives,
  });

const supramunicipalNetworks: ExampleBody[] = [
  supramunicipal(
    "xarxes-salut",
    "Xarxes en col·laboració amb el Departament de Salut",
    "disminució de danys en el consum de drogues; educació, prevenció i promoció de la salut; drogues i societat; Govern territorial de Salut",
  ),
  supramunicipal(
    "xarxes-benestar-familia",
    "Xarxes en col·laboració amb el Departament de Benestar Social i Família",
    "Plans Locals d'Inclusió de Catalunya; Exclusió Social; Infància en risc",
  ),
  supramunicipal(
    "xarxes-educacio",
    "Xarxes en col·laboració amb el Departament d'Educació",
    "hàbits saludables; absentisme escolar",
  ),
  supramunicipal(
    "altres-xarxes",
    "Altres xarxes supramunicipals",
    "Observatori internacional de persones amb discapacitats; Xarxa Perifèrics, de promoció de la salut i prevenció en matèria de drogues; Xarxa Sida i Món Local",
  ),
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
      "La Regidoria de Benestar Social i Ocupació té el tercer sector per una peça bàsica de la política social, i el treball en xarxa amb els agents locals per imprescindible.",
      "Participació ciutadana: consells assessors i taules territorials, que orienten, assessoren, són consultats i articulen propostes amb els agents locals.",
      "Xarxes professionals, locals i supramunicipals: milloren processos i intervencions i aprofiten sinèrgies entre entitats i institucions.",
      "Cooperació: subvencions a entitats del tercer sector amb projectes d'impacte social a la ciutat, i cessió d'espais per a les activitats. No consten ni els imports ni els espais.",
      "La Regidoria és membre de la Federació Catalana de Municipis. Amb la Diputació de Barcelona col·labora de prop per crear materials de treball.",
    ].join("\n"),
  },
  bodies: [...councils, ...tables, ...localNetworks, ...supramunicipalNetworks],
};
