import type { Throttle } from "./contract.ts";

/**
 * What routes that ask for no sign-in take, so that a flood on one leaves the rest of the service to the others. An HTTP
 * API counts all callers together: who is behind a call it does not know. One a second is 86,400 a day.
 */
export const throttles = {
  /** A booking sends mail to an address that the caller gives: few, so that nobody's mailbox can be filled from here. */
  mailing: { perSecond: 5, burst: 50 },
  /** Whoever has a link, a code or an opinion: a room says it all at once, and guessing at codes gets nowhere. */
  answering: { perSecond: 20, burst: 200 },
  /** It is computed for this one caller, and a shared cache keeps no answer to a POST. */
  computing: { perSecond: 20, burst: 40 },
} as const satisfies Readonly<Record<string, Throttle>>;
