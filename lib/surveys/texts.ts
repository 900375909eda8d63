import type { Title } from "../platform/shapes.ts";
import type { Statement } from "./model.ts";

/** What the points mean, from 1 to 6. */
export const SCALE: readonly Title[] = [
  {
    ca: "Completament en desacord",
    es: "Completamente en desacuerdo",
    it: "Completamente in disaccordo",
    en: "Completely disagree",
  },
  { ca: "En desacord", es: "En desacuerdo", it: "In disaccordo", en: "Disagree" },
  { ca: "Més aviat en desacord", es: "Más bien en desacuerdo", it: "Poco d'accordo", en: "Rather disagree" },
  { ca: "Més aviat d'acord", es: "Más bien de acuerdo", it: "Abbastanza d'accordo", en: "Rather agree" },
  { ca: "D'acord", es: "De acuerdo", it: "D'accordo", en: "Agree" },
  {
    ca: "Completament d'acord",
    es: "Completamente de acuerdo",
    it: "Completamente d'accordo",
    en: "Completely agree",
  },
];

/** What is asked of every session once it is over. */
export const OF_A_SESSION: readonly Statement[] = [
  {
    id: "useful",
    text: {
      ca: "La sessió ha estat útil.",
      es: "La sesión ha sido útil.",
      it: "La seduta è stata utile.",
      en: "The session was useful.",
    },
  },
  {
    id: "informed",
    text: {
      ca: "Abans de la sessió tenia la informació que necessitava.",
      es: "Antes de la sesión tenía la información que necesitaba.",
      it: "Prima della seduta avevo le informazioni che mi servivano.",
      en: "Before the session I had the information that I needed.",
    },
  },
  {
    id: "heard",
    text: {
      ca: "Tothom que ho ha volgut ha pogut parlar i ha estat escoltat.",
      es: "Quien ha querido ha podido hablar y ha sido escuchado.",
      it: "Chi voleva ha potuto parlare ed è stato ascoltato.",
      en: "Whoever wanted to could speak, and was heard.",
    },
  },
  {
    id: "clear",
    text: {
      ca: "Em queda clar què s'ha decidit i què es farà ara.",
      es: "Me queda claro qué se ha decidido y qué se hará ahora.",
      it: "Mi è chiaro che cosa si è deciso e che cosa si farà ora.",
      en: "It is clear to me what was decided and what is done next.",
    },
  },
];

/** What is asked of a page where the town says nothing else. */
export const OF_A_PAGE: readonly Statement[] = [
  {
    id: "information",
    text: {
      ca: "La informació d'aquesta pàgina és útil, completa i correcta.",
      es: "La información de esta página es útil, completa y correcta.",
      it: "Le informazioni di questa pagina sono utili, complete e corrette.",
      en: "What this page tells is useful, complete and correct.",
    },
  },
];
