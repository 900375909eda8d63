import type { Words } from "./words-model.ts";

/** Spanish, with "usted" and the words of Ley 40/2015. */
export const es: Words = {
  language: "es",
  weekdays: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
  months: [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
  ],
  moment: ({ weekday, dayOfMonth, month, year, time }) =>
    `${weekday}, ${dayOfMonth} de ${month} de ${year}, ${time} h`,
  subjects: {
    convocation: "Convocatoria",
    change: "Cambio en la convocatoria",
    cancellation: "Sesión desconvocada",
    reminder: "Recordatorio",
    withdrawal: "Convocatoria retirada",
  },
  attention: "A la atención de",
  salutation: "Estimada señora, estimado señor:",
  kinds: {
    ordinary: "sesión ordinaria",
    extraordinary: "sesión extraordinaria",
    urgent: "sesión urgente",
  },
  openings: {
    convocation: (kind) => `Por la presente se le convoca a la ${kind} que se indica a continuación.`,
    change: (kind) =>
      `La convocatoria de la ${kind} que se indica a continuación ha cambiado. Esta comunicación sustituye a la anterior.`,
    cancellation: (kind) =>
      `Le comunicamos que la ${kind} que se indica a continuación queda desconvocada y no se celebrará.`,
    reminder: (kind) => `Le recordamos la convocatoria de la ${kind} que se indica a continuación.`,
    withdrawal: (kind) =>
      `La convocatoria de la ${kind} que se indica a continuación ya no le concierne, porque ha cambiado el puesto que ocupaba. La sesión se mantiene para los demás miembros.`,
  },
  session: "Sesión",
  when: "Fecha y hora",
  timeZone: "zona horaria",
  duration: "Duración prevista",
  place: "Lugar",
  secondCall: "Segunda convocatoria",
  ifNoQuorum: "si no hay quórum en la primera",
  reason: "Motivo",
  urgency: "Urgencia",
  reasons: "Motivación de la convocatoria",
  agenda: "Orden del día",
  documentsAt: "Documentación de la sesión",
  conditions: "Condiciones de la sesión",
  connection: "Sistema de conexión",
  places: "Lugares con medios técnicos para asistir y participar",
  answer: "Confirmación de asistencia",
  answerHere: "Indique si asistirá a la sesión en este enlace, que es personal: no lo reenvíe.",
  order: "Orden de convocatoria",
  orderedBy: {
    president: "Sesión convocada por orden de la presidencia",
    mayor: "Sesión convocada por orden de la alcaldía",
    law: "Sesión convocada automáticamente por disposición de la ley",
  },
};
