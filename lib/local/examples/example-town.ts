import type { z } from "zod";
import type { BodyInput } from "../../bodies/model.ts";
import type { MunicipalityInput } from "../../municipalities/model.ts";
import type { SeriesInput } from "../../series/model.ts";
import type { SessionInput } from "../../sessions/model.ts";

/** A body and what it holds. Ids are given, so that an address stays the same when a name is corrected. */
export interface ExampleBody {
  body: z.input<typeof BodyInput> & { id: string };
  series: (z.input<typeof SeriesInput> & { id: string })[];
  sessions: z.input<typeof SessionInput>[];
}

/**
 * A town as its own page describes it. What the page does not say is null or absent. What has no
 * field yet (challenges, relations, plans, surveys) is told in a description, so that nothing is lost.
 */
export interface ExampleTown {
  municipality: z.input<typeof MunicipalityInput>;
  bodies: ExampleBody[];
}

/** A body of which no sessions are known. */
export const bodyAlone = (body: ExampleBody["body"]): ExampleBody => ({ body, series: [], sessions: [] });
