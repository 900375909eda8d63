/** The nine professional networks of Lleida's page: five of the town, four groups of networks beyond it. */
import { exampleBody, someOf, unnamed, type ExampleBody } from "./example-town.ts";

const localNetworks: ExampleBody[] = [
  exampleBody(
    {
      id: "comissio-treball-sexual",
      name: "Comissió sobre el Treball Sexual",
      // A commission by name; the page lists it among the local networks
      kind: "local-network",
      description:
        "Fa el seguiment del pla i treballa per intervenir de manera integral en les situacions lligades al treball sexual.",
    },
    { relations: [{ kind: "follows", to: { type: "plan", id: "pla-integral-treball-sexual" } }] },
  ),
  exampleBody(
    {
      id: "xarxa-necessitats-basiques",
      name: "Xarxa d'Entitats Socials d'Atenció a les Necessitats Bàsiques",
      kind: "local-network",
      description:
        "Institucions i entitats que treballen amb persones en risc de vulnerabilitat social. Sorgeix també de la crisi " +
        "econòmica. Vol sinèrgies locals i accions comunes que cobreixin millor les necessitats bàsiques. S'estructura en " +
        "comissions operatives, que no s'anomenen.",
      founded: { date: "2009", act: null },
      comprises: unnamed(3),
      participants: someOf(),
    },
    {
      relations: [
        { kind: "created-by", to: { type: "plan", id: "pla-local-inclusio-social" }, from: "2009" },
      ],
    },
  ),
  exampleBody({
    id: "equip-tercer-sector-risc-social",
    name: "Equip de treball d'entitats del tercer sector que treballen amb col·lectius en risc social",
    kind: "local-network",
    description:
      "Facilita formació ocupacional als col·lectius en risc d'exclusió perquè s'integrin a través de la feina. És un espai de " +
      "participació, coordinació i intercanvi entre persones d'entitats diverses del tercer sector.",
    participants: someOf(),
  }),
  exampleBody({
    id: "xarxa-centres-oberts-ciberaules",
    name: "Xarxa de Centres Oberts i Ciberaules",
    alternateNames: ["Xarxa de Centres Oberts i Ciberaules de Lleida"],
    kind: "local-network",
    description:
      "Reuneix els responsables de cada centre obert i ciberaula per fixar línies comunes: millorar la intervenció i compartir " +
      "recursos, experiències i iniciatives.",
    participants: someOf(),
  }),
  exampleBody(
    {
      id: "xarxa-lleida-lleure",
      name: "Xarxa Lleida Lleure",
      kind: "local-network",
      description:
        "Els serveis de lleure de la ciutat hi mantenen un diàleg permanent i hi intercanvien experiències i formació per educar en " +
        "el lleure d'infants i joves.",
      participants: someOf(),
    },
    {
      // The one owner that the page names is not the department that publishes it
      relations: [
        { kind: "owned-by", to: { type: "entity", id: "institut-municipal-educacio" } },
        { kind: "collaborates-with", to: { type: "entity", id: "regidoria-benestar-social-ocupacio" } },
      ],
    },
  ),
];

/** Each is a family of networks, and the page ends the list of each with "...". */
const supramunicipal = (
  id: string,
  name: string,
  { with: department, comprises }: { with?: string; comprises: string[] },
): ExampleBody =>
  exampleBody(
    {
      id,
      name,
      kind: "supramunicipal-network",
      description: "Xarxes en què Lleida participa.",
      // Stated of all four groups together
      objectives: [
        "Interconnectar els punts de la xarxa i fer-hi circular la informació.",
        "Fer el mapa dels recursos que hi ha.",
        "Tenir en comú eines de gestió i sistemes d'informació que permetin descriure i comparar.",
        "Fer més rellevant com s'aborden les diferents situacions.",
        "Fer homogeni el model d'intervenció.",
      ],
      comprises: someOf(...comprises),
    },
    {
      relations:
        department === undefined
          ? []
          : [{ kind: "collaborates-with", to: { type: "entity", id: department } }],
    },
  );

const supramunicipalNetworks: ExampleBody[] = [
  supramunicipal("xarxes-salut", "Xarxes en col·laboració amb el Departament de Salut", {
    with: "departament-salut",
    comprises: [
      "Disminució de danys en el consum de drogues",
      "Educació, prevenció i promoció de la salut",
      "Drogues i societat",
      "Govern territorial de Salut",
    ],
  }),
  supramunicipal(
    "xarxes-benestar-familia",
    "Xarxes en col·laboració amb el Departament de Benestar Social i Família",
    {
      with: "departament-benestar-social-familia",
      comprises: ["Plans Locals d'Inclusió de Catalunya", "Exclusió Social", "Infància en risc"],
    },
  ),
  supramunicipal("xarxes-educacio", "Xarxes en col·laboració amb el Departament d'Educació", {
    with: "departament-educacio",
    comprises: ["Hàbits saludables", "Absentisme escolar"],
  }),
  supramunicipal("altres-xarxes", "Altres xarxes supramunicipals", {
    comprises: [
      "Xarxa Sida i Món Local",
      "Xarxa Perifèrics per la promoció de la salut i la prevenció en l'àmbit de les drogues",
      "Observatori internacional de persones amb discapacitats",
    ],
  }),
];

export const lleidaNetworks: ExampleBody[] = [...localNetworks, ...supramunicipalNetworks];
