import { findBody } from "../bodies/store.ts";
import type { BookingMail } from "../mail/booking.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Platform } from "../platform/platform.ts";
import { parseInstant } from "../platform/zone.ts";
import { findBooking } from "../slots/store.ts";
import type { OutboxEntry } from "./model.ts";

/** What is needed to tell whoever booked a slot, their name and address read only now. */
export async function bookingFor(
  { table, clock, sender }: Platform,
  { municipality, body: bodyId, seat: code, decidedAt }: OutboxEntry,
): Promise<
  { readonly what: "booking"; readonly email: string; readonly booking: BookingMail } | "superseded"
> {
  const [town, body, booking] = await Promise.all([
    loadMunicipality(table, municipality, "eventually"),
    findBody(table, municipality, bodyId),
    findBooking(table, municipality, code),
  ]);
  if (!booking?.told || booking.email === null) return "superseded";
  const { told, email, language, session, sequence } = booking;
  // Nobody is told of an appointment that has begun.
  if (!told.cancelled && (parseInstant(told.startUtc) ?? 0) <= clock()) return "superseded";
  return {
    what: "booking",
    email,
    booking: {
      code,
      uid: `${code}.${session}@${municipality}.convoca`,
      sequence,
      told,
      bodyName: body?.name ?? town.name,
      email,
      languages: [language, language?.replace(/-.*/, ""), town.language].filter(
        (each) => each !== null && each !== undefined,
      ),
      sender,
      replyTo: body?.contact?.email ?? town.contact?.email ?? null,
      messageId: `booking.${sequence}.${code}@${municipality}.convoca`,
      decidedAt: parseInstant(decidedAt) ?? 0,
    },
  };
}
