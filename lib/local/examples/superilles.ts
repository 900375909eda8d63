/**
 * A programme for basic social services, by the town that runs it. The town is not named, and so
 * no calendar layer is either; country and zone are required and are a reading of language and subject.
 * No superilla is named and no council is said to be there: neither territories nor bodies, but the pattern.
 */
import type { ExampleTown } from "./example-town.ts";

type Element = NonNullable<ExampleTown["plans"][number]["elements"]>[number];

const AXIS = "justa";

const theme = (id: string, title: string): Element => ({ id, kind: "theme", parent: AXIS, title });

/** The axis is that of the whole text; which theme a line belongs to is not said. */
const line = (number: number, status: Element["status"], title: string, description?: string): Element => ({
  id: `linia-${number}`,
  kind: "line",
  parent: AXIS,
  status,
  title,
  ...(description !== undefined && { description }),
});

const doneAction = (id: string, title: string, description: string, parent = AXIS): Element => ({
  id,
  kind: "action",
  parent,
  status: "done",
  title,
  description,
});

const plan = {
  id: "serveis-socials-basics",
  name: "Serveis socials bàsics propers, centrats en la persona i orientats a la comunitat",
  description: [
    "Vol un nou model d'atenció: redefinir prestacions, serveis i pràctiques d'intervenció, repensar l'organització i actuar més des de la comunitat.",
    "El que consta com a fet és del darrer mandat, en què aquest impuls era un eix central. L'estat de les línies és una lectura nostra: el document només diu en què cal avançar.",
  ].join("\n"),
  elements: [
    { id: AXIS, kind: "axis", title: "Justa" },
    theme("drets-socials", "Drets Socials"),
    theme("accio-comunitaria", "Acció Comunitària"),
    theme("participacio-transparencia", "Participació i Transparència"),
    line(
      1,
      "proposed",
      "Donar prioritat a la inversió en serveis socials",
      "Amb un nou model de centre integral que agrupi diverses superilles socials i en sigui la referència.",
    ),
    line(
      2,
      "proposed",
      "Crear un consell de govern a cada superilla social",
      "Hi prenen part tots els agents implicats, públics i comunitaris.",
    ),
    line(
      3,
      "proposed",
      "Fer accessibles els centres integrals de serveis socials",
      "Amb un horari d'atenció millor.",
    ),
    line(
      4,
      "proposed",
      "Reforçar l'atenció integral amb salut, educació, ocupació i habitatge",
      "I un model de desenvolupament professional reconegut i obert a la comunitat.",
    ),
    line(
      5,
      "proposed",
      "Que les persones usuàries defineixin i segueixin el seu pla de treball",
      "Que es vinculin a les xarxes de l'entorn, formals i informals; i perspectiva comunitària en tots els nivells d'atenció: individual i familiar, grupal i comunitari.",
    ),
    // "To go on claiming": the one line that is under way by its own words
    line(6, "ongoing", "Reclamar més implicació de totes les administracions competents"),
    {
      id: "recursos-professionals",
      kind: "indicator",
      parent: AXIS,
      status: "done",
      title: "Recursos professionals dels serveis socials bàsics, en el darrer mandat",
      value: "+34 %",
    },
    doneAction(
      "impulsem",
      "IMPULSEM",
      "Procés participatiu: va diagnosticar l'estat dels serveis socials i va generar projectes de millora.",
    ),
    doneAction(
      "vine",
      "VINE",
      "Atenció en grup a la primera visita: ha reduït les llistes d'espera i l'estigma.",
      "impulsem",
    ),
    doneAction("oficina-prestacions", "Oficina de Prestacions", "Nova, ja oberta."),
  ],
} satisfies ExampleTown["plans"][number];

export const superilles: ExampleTown = {
  municipality: {
    id: "superilles",
    name: "Programa de superilles socials (municipi no anomenat)",
    country: "ES",
    timeZone: "Europe/Madrid",
    language: "ca",
    areas: [],
    description:
      "El document no diu de quina ciutat és, ni quantes superilles socials hi ha o com es diuen, ni que cap consell s'hi hagi constituït. " +
      "El país i la zona horària són una lectura nostra, no hi consten.",
  },
  entities: [],
  challenges: [],
  plans: [plan],
  templates: [
    {
      id: "consell-govern-superilla",
      name: "Consell de govern de superilla social: {territory}",
      kind: "governing-council",
      description: "Hi prenen part tots els agents implicats, públics i comunitaris.",
      relations: [{ kind: "created-by", to: { type: "plan", id: plan.id, element: "linia-2" } }],
    },
  ],
  bodies: [],
};
