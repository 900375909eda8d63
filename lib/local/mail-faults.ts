import * as z from "zod";

/** What SES may answer instead of an id, by its own names: the status and what it says. */
export const sesErrors = {
  TooManyRequestsException: [429, "Maximum sending rate exceeded."],
  InternalServiceErrorException: [500, "by the mail sink"],
  LimitExceededException: [400, "Daily message quota exceeded."],
  SendingPausedException: [400, "Email sending is paused."],
  AccountSuspendedException: [400, "The account is suspended."],
  MailFromDomainNotVerifiedException: [400, "The MAIL FROM domain is not verified."],
  NotFoundException: [404, "Configuration set does not exist."],
  MessageRejected: [400, "The message contains a virus."],
  BadRequestException: [400, "Missing final '@domain'"],
} as const;
export type SesError = keyof typeof sesErrors;

/**
 * What may happen to a call: an error of SES; `unverified` is MessageRejected over the sender, as it really says it;
 * `answer-lost` and `silent` keep the mail, then cut the connection or never answer.
 */
export const Mishap = z.enum([
  ...(Object.keys(sesErrors) as [SesError, ...SesError[]]),
  "unverified",
  "answer-lost",
  "silent",
]);
export type Mishap = z.infer<typeof Mishap>;

/** What becomes of mail after it was taken. `nothing`: no event ever tells. */
const Fate = z.enum(["delivery", "permanent-bounce", "transient-bounce", "complaint", "nothing"]);
export type Fate = z.infer<typeof Fate>;

const Pattern = z.string().refine(isPattern, "must be a regular expression");

/** How the sink lets its callers down. An empty setting: not at all. */
export const MailFaults = z.strictObject({
  /** What happens to the next calls, one each; null lets one through. */
  next: z.array(Mishap.nullable()).default([]),
  /** After that: how likely each is, from 0 to 1. */
  odds: z.partialRecord(Mishap, z.number().min(0).max(1)).default({}),
  /** By recipient, the first pattern that is found in the address; nobody named: delivered. */
  fates: z.array(z.strictObject({ to: Pattern, fate: Fate })).default([]),
});
export type MailFaults = z.input<typeof MailFaults>;

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false;
  }
}

/** A setting at work: `next` is used up. */
export interface Misfortune {
  mishap(): Mishap | null;
  fateOf(address: string): Fate;
}

export function misfortune(setting: MailFaults, random: () => number): Misfortune {
  const { next, odds, fates } = MailFaults.parse(setting);
  return {
    mishap() {
      const first = next.shift();
      if (first !== undefined) return first;
      return Mishap.options.find((each) => random() < (odds[each] ?? 0)) ?? null;
    },
    fateOf: (address) => fates.find(({ to }) => new RegExp(to).test(address))?.fate ?? "delivery",
  };
}
