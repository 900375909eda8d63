/**
 * A programme for basic social services, by the town that runs it. The town is not named, and so
 * no calendar layer is either; country and zone are required and are a reading of language and subject.
 */
import { bodyAlone, type ExampleTown } from "./example-town.ts";

export const superilles: ExampleTown = {
  municipality: {
    id: "superilles",
    name: "Programa de superilles socials (municipi no anomenat)",
    country: "ES",
    timeZone: "Europe/Madrid",
    language: "ca",
    areas: [],
    description: [
      "El document no diu de quina ciutat és; el país i la zona horària són una lectura nostra, no hi consten.",
      "Programa per a uns serveis socials bàsics propers, centrats en la persona i orientats a la comunitat. Eix: Justa. Temes: Drets Socials; Acció Comunitària; Participació i Transparència.",
      "Fet en el darrer mandat, en què era un eix central: un 34 % més de recursos professionals; el procés participatiu IMPULSEM, que va diagnosticar l'estat dels serveis i va generar projectes de millora, com ara VINE (atenció en grup a la primera visita), que ha reduït les llistes d'espera i l'estigma; i una nova Oficina de Prestacions, ja oberta.",
      "Es vol un nou model d'atenció: redefinir prestacions, serveis i pràctiques d'intervenció, repensar l'organització i actuar més des de la comunitat.",
      "Línia 1, proposada: prioritzar la inversió, amb un nou model de centre integral que agrupi diverses superilles socials i en sigui la referència.",
      "Línia 2, proposada: crear un consell de govern a cada superilla social.",
      "Línia 3, proposada: fer accessibles els centres integrals, amb un horari d'atenció millor.",
      "Línia 4, proposada: reforçar l'atenció integral amb salut, educació, ocupació i habitatge, i un model de desenvolupament professional reconegut i obert a la comunitat.",
      "Línia 5, proposada: que les persones usuàries defineixin i segueixin el seu pla de treball i es vinculin a les xarxes de l'entorn, formals i informals; i perspectiva comunitària en tots els nivells d'atenció: individual i familiar, grupal i comunitari.",
      "Línia 6, en curs: reclamar més implicació de totes les administracions competents.",
    ].join("\n"),
  },
  bodies: [
    // Not a council but the pattern of those that line 2 would create, one for each superilla: until patterns
    // have a shape of their own, one entry stands for the family, and says so.
    bodyAlone({
      id: "consell-govern-superilla",
      name: "Consell de govern de superilla social (model)",
      kind: "governing-council",
      description:
        "Model dels consells que la línia 2 del programa proposa constituir, un per a cada superilla social, amb tots els agents " +
        "públics i comunitaris implicats. No consta quantes superilles hi ha, com es diuen, ni que cap consell s'hagi constituït.",
    }),
  ],
};
