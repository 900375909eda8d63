import * as z from "zod";
import { Line } from "../platform/shapes.ts";
import { Notice } from "./notice-model.ts";

/** How many of the legal number of members must be there; the president counts once, a staff secretary not at all [R]. */
export const Quorum = z
  .strictObject({
    share: z.enum(["half", "third", "quarter", "two-thirds", "absolute-majority", "number"]),
    /** With `share` "number". */
    number: z.int().min(1).max(1000).optional(),
    /** At least so many, whatever the share comes to. */
    atLeast: z.int().min(1).max(1000).optional(),
    /** Who must be there besides, or whoever stands in for them. */
    with: z.array(z.enum(["president", "secretary"])).default([]),
    /** Whether it must be kept throughout the session. */
    throughout: z.boolean().default(false),
  })
  .refine(({ share, number }) => (share === "number") === (number !== undefined), {
    path: ["number"],
    message: 'goes with share "number", and only with it',
  })
  .meta({ id: "Quorum" });
export type Quorum = z.infer<typeof Quorum>;

const Count = z.int().min(0).max(1000);
const HoursOrDays = z.enum(["hours", "days", "working-days"]);

/**
 * What a lawful meeting needs, a parameter at a time. A value is data: what it means in words is on the page that shows it.
 * Names are the law's.
 */
export const ruleShapes = {
  /** Who orders the convocation, and who carries it out. */
  convening: z.strictObject({
    orders: z.enum(["president", "mayor", "president-or-mayor"]),
    effects: z.enum(["secretary", "president"]),
  }),
  notice: Notice,
  /** The notice of an extraordinary session, where it differs. */
  extraordinaryNotice: Notice,
  /** The notice of an urgent session; 0 hours where none is set. */
  urgentNotice: Notice,
  /** How urgency is established. */
  urgency: z.enum([
    "president-says-so-in-the-notice",
    "ratified-first-by-the-body",
    "declared-first-by-the-majority",
    "allowed",
    "not-foreseen",
  ]),
  /** What a convocation must hold. */
  contents: z.array(
    z.enum([
      "agenda",
      "documents-or-where-they-are",
      "documents-available",
      "draft-minutes",
      "reasons-if-extraordinary",
      "questions-and-requests-if-ordinary",
      "conditions-of-the-session",
      "connection",
      "places",
      "urgency-if-urgent",
    ]),
  ),
  /** From which event a notice counts as given. */
  effectiveAt: z.enum(["sent", "available", "accessed", "delivered"]),
  quorumFirstCall: Quorum,
  /** Whether the representatives named as spokespersons make a quorum in first call. */
  spokespersons: z.enum(["may-constitute", "not-foreseen"]),
  secondCall: z.strictObject({
    foreseen: z.boolean(),
    /** After the first, at the same hour where days are counted. */
    after: z.strictObject({ n: Count, unit: HoursOrDays }).nullable(),
    /** By itself, without a new notice. */
    automatic: z.boolean(),
  }),
  quorumSecondCall: Quorum,
  /** Where the first meeting asks for another number than later ones. */
  quorumLaterMeetings: Quorum,
  /** No convocation is needed when all are there and want it. */
  withoutConvocation: z.enum(["all-members-and-secretary-agree", "all-members-agree", "not-foreseen"]),
  offAgenda: z.strictObject({
    ordinary: z.enum([
      "all-present-and-majority",
      "all-present-and-absolute-majority",
      "absolute-majority",
      "never",
    ]),
    extraordinary: z.enum(["all-present-and-majority", "all-present-and-absolute-majority", "never"]),
  }),
  majority: z.enum(["simple-of-votes", "simple-of-present", "absolute-of-legal-number"]),
  tie: z.enum(["casting-vote", "vote-again-then-casting-vote", "only-if-own-rules-say-so"]),
  /** What happens when abstentions are the majority. */
  abstentions: z.enum(["nothing", "debate-and-vote-again"]),
  leaving: z.enum(["counts-as-abstention", "quorum-must-be-kept"]),
  substitutes: z.enum([
    "named-by-the-appointing-organ",
    "accredited-to-the-secretary",
    "one-per-titular",
    "none",
  ]),
  actingPresident: z.array(z.enum(["vice-president", "deputy-in-order", "rank", "seniority", "age"])),
  secretaryVotes: z.enum(["only-if-member", "never"]),
  /** A session that members may ask for. */
  onRequest: z.strictObject({
    share: z.enum(["quarter", "fifth", "third"]),
    of: z.enum(["legal-number", "members"]),
    within: z.strictObject({ n: Count, unit: z.enum(["days", "working-days"]) }).nullable(),
    /** If nobody convenes: by itself, so many working days after that term, at that hour. */
    otherwise: z.strictObject({ workingDays: Count, at: z.string() }).nullable(),
    mostAYear: Count.nullable(),
  }),
  /** Who reads what a session was about once its minutes are approved. Without a word: everyone. */
  publicity: z.enum(["everyone", "members"]),
  minutesHold: z.array(Line).max(40),
  /** When minutes are approved. */
  minutesApproval: z.enum(["same-or-next-session", "next-session", "next-ordinary-session"]),
  /** Whether they may be approved between sessions by the conformity of the members. */
  conformity: z.enum(["electronic", "not-foreseen"]),
  certificatesBeforeApproval: z.enum(["allowed-must-say-so", "not-foreseen"]),
  /** A written opinion of whoever dissents. */
  dissent: z.strictObject({ n: Count, unit: HoursOrDays }),
  periodicity: z.strictObject({
    every: z.strictObject({ n: z.int().min(1).max(36), unit: z.enum(["days", "months"]) }),
  }),
} as const;

export type RuleName = keyof typeof ruleShapes;
export type RuleValue<N extends RuleName> = z.infer<(typeof ruleShapes)[N]>;
export const ruleNames = Object.keys(ruleShapes) as RuleName[];

/** Of the statute that sets an own rule. */
const article = Line.nullable().default(null);

/** A body's own rules: those that its statute or the agreement that created it set. */
export const OwnRules = z
  .strictObject(
    Object.fromEntries(
      ruleNames.map((name) => [name, z.strictObject({ value: ruleShapes[name], article }).optional()]),
    ) as {
      [N in RuleName]: z.ZodOptional<z.ZodObject<{ value: (typeof ruleShapes)[N]; article: typeof article }>>;
    },
  )
  .meta({ id: "OwnRules", description: "The rules that a body's own statute sets, each with its article" });
export type OwnRules = z.infer<typeof OwnRules>;

/** How many must be there, of a legal number of members. */
export function quorumOf({ share, number, atLeast = 0 }: Quorum, legalNumber: number): number {
  const needed = {
    half: Math.ceil(legalNumber / 2),
    third: Math.ceil(legalNumber / 3),
    quarter: Math.ceil(legalNumber / 4),
    "two-thirds": Math.ceil((2 * legalNumber) / 3),
    "absolute-majority": Math.floor(legalNumber / 2) + 1,
    number: number ?? 0,
  }[share];
  return Math.max(needed, atLeast);
}
