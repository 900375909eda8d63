/** One mail to one recipient, as the bytes that leave (RFC 5322), and what its later events are recognised by. */
export interface Mail {
  readonly from: string;
  readonly to: string;
  readonly raw: Uint8Array;
  /** Come back with every event about this mail. Names and values of ASCII letters, digits, "-" and "_". */
  readonly tags: Readonly<Record<string, string>>;
}

/** The port to the mail service. Throws `MailRefused` where trying again is of no use, `MailDelayed` where it is. */
export interface Mailer {
  /** Gives the service's id of the mail. What was accepted may still bounce: an event tells. */
  send(mail: Mail): Promise<{ readonly messageId: string }>;
}

/** The service will not take this mail, whenever it comes: an address that is none, a rejected content. */
export class MailRefused extends Error {
  override readonly name = "MailRefused";
}

/** The service was busy, down or silent. After a silence the mail may have been taken: it has a Message-ID of its own. */
export class MailDelayed extends Error {
  override readonly name = "MailDelayed";
}
