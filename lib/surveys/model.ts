import * as z from "zod";
import { Slug, Title, TitleInput } from "../platform/shapes.ts";

/** What is asked about: a session that is over, or a page that the town opened. */
export const SurveyTarget = z
  .string()
  .regex(/^(session|page)-[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be session-<id> or page-<name>")
  .max(150);
/** Of these, what a town opens itself. */
const PageTarget = z
  .string()
  .regex(/^page-[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be page-<name>")
  .max(70);

/** From 1, completely disagree, to 6, completely agree: six, so that nobody can stay in the middle. */
export const POINTS = [1, 2, 3, 4, 5, 6] as const;
const Point = z.int().min(1).max(6);

/** A sentence that one agrees with, or does not. */
export const Statement = z
  .object({ id: Slug, text: Title })
  .meta({ id: "Statement", description: "A sentence to agree with, or not" });
export type Statement = z.infer<typeof Statement>;
const StatementInput = z.strictObject({ id: Slug, text: TitleInput });

/** What a town asks about one of its pages. */
export const StoredSurvey = z.object({
  municipality: Slug,
  target: SurveyTarget,
  statements: z.array(Statement),
  isOpen: z.boolean(),
  version: z.int(),
});
export type StoredSurvey = z.infer<typeof StoredSurvey>;

/** By statement: how often each point was given, from 1 to 6. */
const Counts = z.record(Slug, z.array(z.int()).length(POINTS.length));

/** All that is kept of answers: sums. `shown` are the sums as everyone sees them, as they stood some answers ago. */
export const StoredCounts = z.object({
  municipality: Slug,
  target: SurveyTarget,
  n: z.int(),
  counts: Counts,
  shown: z.object({ n: z.int(), counts: Counts }).nullable(),
});
export type StoredCounts = z.infer<typeof StoredCounts>;

const Result = z
  .object({
    statement: Slug,
    /** How often each point was given, from 1 to 6. */
    distribution: z.array(z.int()),
    /** To two decimals. */
    mean: z.number(),
  })
  .meta({ id: "SurveyResult" });
export type SurveyResult = z.infer<typeof Result>;

/** What everyone sees of a survey. */
export const Survey = z
  .object({
    municipality: Slug,
    target: SurveyTarget,
    statements: z.array(Statement),
    /** What the points mean, from 1 to 6. */
    scale: z.array(Title),
    isOpen: z.boolean(),
    /** Null below five answers; then as it stood at the last five, ten, fifteen ... */
    results: z.object({ n: z.int(), statements: z.array(Result) }).nullable(),
    /** Of what the town asks; 0: it asks what is asked of every session. */
    version: z.int(),
  })
  .meta({ id: "Survey", description: "What is asked about a session or a page, and what was said in sum" });
export type Survey = z.infer<typeof Survey>;

export const SurveyInput = z
  .strictObject({
    /** Left out: that it is useful, complete and correct. */
    statements: z
      .array(StatementInput)
      .min(1)
      .max(10)
      .refine(
        (all) => new Set(all.map(({ id }) => id)).size === all.length,
        "must not have the same id twice",
      )
      .optional(),
    isOpen: z.boolean().default(true),
  })
  .meta({ id: "SurveyInput" });

/** A point for every statement: were some left out, their numbers could be small ones. */
export const SurveyAnswerInput = z
  .strictObject({ points: z.record(Slug, Point) })
  .meta({ id: "SurveyAnswerInput", description: "A point from 1 to 6 for every statement" });
export const SurveyThanks = z.object({ counted: z.literal(true) }).meta({ id: "SurveyThanks" });

export const SurveyPath = z.object({ municipality: Slug, target: SurveyTarget });
export const SurveyPagePath = z.object({ municipality: Slug, target: PageTarget });
