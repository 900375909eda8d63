/** What becomes of a slot that somebody booked. */
export type BookingOccasion = "booked" | "changed" | "cancelled";

/** The words of a mail about a booked slot, in one language. */
interface BookingWords {
  readonly subjects: Readonly<Record<BookingOccasion, string>>;
  readonly openings: Readonly<Record<BookingOccasion, string>>;
  readonly code: string;
  readonly keep: string;
}

export const bookingWords = {
  ca: {
    subjects: { booked: "Cita reservada", changed: "La cita ha canviat", cancelled: "Cita anul·lada" },
    openings: {
      booked: "Heu reservat la cita següent.",
      changed: "La vostra cita ha canviat. Aquestes dades substitueixen les anteriors.",
      cancelled: "La cita següent ha quedat anul·lada.",
    },
    code: "Codi de la reserva",
    keep: "Per consultar-la o anul·lar-la cal aquest codi i la clau que vau rebre en reservar.",
  },
  es: {
    subjects: { booked: "Cita reservada", changed: "La cita ha cambiado", cancelled: "Cita anulada" },
    openings: {
      booked: "Ha reservado la cita siguiente.",
      changed: "Su cita ha cambiado. Estos datos sustituyen a los anteriores.",
      cancelled: "La cita siguiente ha quedado anulada.",
    },
    code: "Código de la reserva",
    keep: "Para consultarla o anularla hacen falta este código y la clave que recibió al reservar.",
  },
  it: {
    subjects: {
      booked: "Appuntamento prenotato",
      changed: "Appuntamento modificato",
      cancelled: "Appuntamento annullato",
    },
    openings: {
      booked: "Ha prenotato il seguente appuntamento.",
      changed: "Il Suo appuntamento è cambiato. Questi dati sostituiscono i precedenti.",
      cancelled: "Il seguente appuntamento è stato annullato.",
    },
    code: "Codice della prenotazione",
    keep: "Per consultarlo o annullarlo servono questo codice e la chiave ricevuta al momento della prenotazione.",
  },
  en: {
    subjects: {
      booked: "Appointment booked",
      changed: "Appointment changed",
      cancelled: "Appointment cancelled",
    },
    openings: {
      booked: "You have booked the appointment set out below.",
      changed: "Your appointment has changed. This replaces what you were told before.",
      cancelled: "The appointment set out below has been cancelled.",
    },
    code: "Booking code",
    keep: "To look at it or cancel it you need this code and the secret that you were given when you booked.",
  },
} as const satisfies Readonly<Record<string, BookingWords>>;
