import type { z } from "zod";
import type { AgendaInput } from "../../agendas/input-model.ts";
import type { BodyInput } from "../../bodies/input-model.ts";
import type { LineageInput } from "../../bodies/lineage-model.ts";
import type { RelationInput } from "../../bodies/relation-model.ts";
import type { ChallengeInput } from "../../challenges/model.ts";
import type { EntityInput } from "../../entities/input-model.ts";
import type { MunicipalityInput } from "../../municipalities/input-model.ts";
import type { PlanInput } from "../../plans/model.ts";
import type { SeriesInput } from "../../series/model.ts";
import type { SessionInput } from "../../sessions/input-model.ts";
import type { SurveyInput } from "../../surveys/model.ts";
import type { TemplateInput } from "../../templates/model.ts";

/** What a client sends, with its id: an address stays the same when a name is corrected. */
type Given<Input extends z.ZodType> = z.input<Input> & { id: string };

export type Merger = Extract<z.input<typeof LineageInput>, { kind: "merge" }>;

/** A body and what it holds. */
export interface ExampleBody {
  body: Given<typeof BodyInput>;
  relations: z.input<typeof RelationInput>[];
  /** The merger that it came of; the event dissolves those that went into it. */
  merger: Merger | null;
  series: Given<typeof SeriesInput>[];
  sessions: ExampleSession[];
}

/** A session, and what the source says that it dealt with, where it says so. */
export type ExampleSession = z.input<typeof SessionInput> & {
  agenda?: NonNullable<z.input<typeof AgendaInput>["items"]>;
};

/**
 * A town as its own page describes it. What the page does not say is null, absent, or an open list without names;
 * what no field can hold is told in a description.
 */
export interface ExampleTown {
  municipality: z.input<typeof MunicipalityInput>;
  entities: Given<typeof EntityInput>[];
  challenges: Given<typeof ChallengeInput>[];
  plans: Given<typeof PlanInput>[];
  templates: Given<typeof TemplateInput>[];
  bodies: ExampleBody[];
  /** What pages of the town ask to be rated by, by target. */
  surveys?: Record<string, z.input<typeof SurveyInput>>;
}

/** A body of which only this is known. */
export const exampleBody = (
  body: ExampleBody["body"],
  held: Partial<Omit<ExampleBody, "body">> = {},
): ExampleBody => ({ body, relations: [], merger: null, series: [], sessions: [], ...held });

/** Some of a list of which nobody says that it is all. */
export const someOf = (...known: string[]) => ({ known, count: null, complete: false });

/** A list that the source gives as a whole. */
export const allOf = (...known: string[]) => ({ known, count: known.length, complete: true });

/** A list of which the source gives the number, and no name. */
export const unnamed = (count: number) => ({ known: [], count, complete: false });
