import * as z from "zod";
import { EffectiveRule } from "../law/effective-model.ts";
import { Prose, ProseInput, Slug, Title } from "../platform/shapes.ts";
import { SeatId } from "../seats/id-model.ts";
import { SessionId } from "../sessions/id-model.ts";
import { MinutesContent, Recording } from "./content-model.ts";
import { Conformity, ShownOpinion } from "./member-model.ts";
import { MinutesStatus } from "./states.ts";

/** Whether the minutes hold what a rule asks for; `not-known`: nothing on record tells. */
export const ChecklistEntry = z
  .object({
    /** In the words of the rule `minutesHold`. */
    name: z.string(),
    state: z.enum(["done", "missing", "not-known"]),
    article: z.string().nullable(),
  })
  .meta({ id: "ChecklistEntry", description: "What the rules ask minutes to hold, and whether they do" });
export type ChecklistEntry = z.infer<typeof ChecklistEntry>;

/** How minutes were approved: in a session, by the members' conformity, or, of a session not held, signed. */
export const Approval = z
  .object({
    how: z.enum(["session", "conformity", "signature"]),
    /** The session that approved them; of conformity, their own: it counts as that one (Ley 40/2015, 18.2). */
    session: SessionId.nullable(),
    at: z.string(),
    article: z.string().nullable(),
    remarks: Prose.nullable(),
  })
  .meta({ id: "Approval", description: "How minutes were approved" });
export type Approval = z.infer<typeof Approval>;

/** An error put right after approval, shown as such: material or factual, never substance (ROF 91.1). */
export const Correction = z
  .object({
    item: Slug.nullable(),
    was: z.string(),
    is: z.string(),
    reason: Prose,
    at: z.string(),
    /** The version that it corrected. */
    corrects: z.int(),
  })
  .meta({ id: "Correction", description: "An error put right after approval" });
export type Correction = z.infer<typeof Correction>;

const minutes = {
  municipality: Slug,
  body: Slug,
  session: SessionId,
  /** Counts the versions from 1. */
  n: z.int(),
  basedOn: z.int(),
  status: MinutesStatus,
  content: MinutesContent,
  /** SHA-256 of the content (RFC 8785). */
  digest: z.string(),
  checklist: z.array(ChecklistEntry),
  createdAt: z.string(),
  circulatedAt: z.string().nullable(),
  approval: Approval.nullable(),
  corrections: z.array(Correction),
  /** Changes with its state. */
  version: z.int(),
};

/** A version of minutes as the table holds it. */
export const Minutes = z.object({
  ...minutes,
  /** The rules of its meeting that it is judged by. */
  rules: z.record(z.string(), EffectiveRule.omit({ displaced: true })),
  /** Members who agree, as it stands: with the version, so that the last of two at once sees the other. */
  agreed: z.array(SeatId),
});
export type Minutes = z.infer<typeof Minutes>;

/** What is said in a certificate of an agreement whose minutes are not approved yet. */
export const Warning = z
  .object({ allowed: z.boolean(), article: z.string().nullable(), words: Title })
  .meta({ id: "Warning", description: "What a certificate has to say before the minutes are approved" });

export const ShownMinutes = z
  .object({
    ...minutes,
    /** What members said of it; to members. */
    conformities: z.array(Conformity),
    /** Members whose agreement would approve it and is still missing; to members. */
    awaited: z.array(SeatId),
    /** Written opinions of who dissents, joined to it. */
    opinions: z.array(ShownOpinion),
    warning: Warning.nullable(),
  })
  .meta({ id: "Minutes", description: "A version of the minutes of a session" });
export type ShownMinutes = z.infer<typeof ShownMinutes>;

export const MinutesList = z
  .object({
    items: z.array(
      z
        .object(minutes)
        .pick({ n: true, status: true, digest: true, createdAt: true, circulatedAt: true, approval: true })
        .extend({ type: MinutesContent.shape.type })
        .meta({ id: "MinutesBrief" }),
    ),
  })
  .meta({
    id: "MinutesList",
    description: "The versions of the minutes of a session, as far as one may read them",
  });

const paragraphs = z.array(ProseInput).max(40).default([]);

export const MinutesInput = z
  .strictObject({
    /** The latest version, 0 where there is none: whoever read an older one is told, and overwrites nothing. */
    basedOn: z.int().min(0).max(998),
    items: z
      .array(
        z.strictObject({
          item: Slug,
          debate: paragraphs,
          interventions: z
            .array(
              z.strictObject({
                seat: SeatId.nullable().default(null),
                text: ProseInput,
                onRequest: z.boolean().default(false),
              }),
            )
            .max(200)
            .default([]),
        }),
      )
      .max(200)
      .default([]),
    /** Left out: what was noted when the session was closed. */
    incidents: ProseInput.nullable().optional(),
    remarks: ProseInput.nullable().default(null),
    recording: Recording.nullable().default(null),
  })
  .meta({
    id: "MinutesInput",
    description:
      "What the secretary writes; the rest is the record's. Free texts are theirs to answer for: name seats, no people",
  });
export type MinutesInput = z.infer<typeof MinutesInput>;

export const CirculationInput = z
  .strictObject({ acceptIncomplete: z.boolean().default(false) })
  .meta({ id: "CirculationInput" });
export const ApprovalInput = z
  .strictObject({ session: SessionId.optional(), remarks: ProseInput.nullable().default(null) })
  .meta({ id: "ApprovalInput" });

const text = z.string().trim().min(1).max(1000);
export const CorrectionInput = z
  .strictObject({ item: Slug.optional(), was: text, is: text, reason: ProseInput })
  .meta({ id: "CorrectionInput", description: "Words of the approved text, what they should be, and why" });

export const MinutesPageQuery = z.strictObject({ language: z.string().max(10).optional() });
