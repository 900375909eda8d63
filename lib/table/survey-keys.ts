import { join } from "./parts.ts";
import type { Key } from "./parts.ts";

/** Keys of surveys: of what is asked, and of how often which answer was given. */
export const surveyKeys = {
  survey: (town: string, target: string): Key => ({ pk: join("SURVEYS", town), sk: join("SURVEY", target) }),
  surveyCounts: (town: string, target: string): Key => ({
    pk: join("SURVEYS", town),
    sk: join("COUNTS", target),
  }),
  surveys: (town: string) => ({ pk: join("SURVEYS", town), prefix: join("SURVEY", "") }),
  allSurveyCounts: (town: string) => ({ pk: join("SURVEYS", town), prefix: join("COUNTS", "") }),
} as const;
