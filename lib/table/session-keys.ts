import { join } from "./parts.ts";
import type { Key } from "./parts.ts";

export interface IndexKeys {
  readonly gsi1pk: string;
  readonly gsi1sk: string;
  readonly gsi2pk: string;
  readonly gsi2sk: string;
}

/** Keys of sessions. */
export const sessionKeys = {
  session: (town: string, session: string): Key => ({ pk: join("SESSION", town, session), sk: "SESSION" }),
  /** Claims the beginning of session ids for one body or one series: "a" + "b-c" and "a-b" + "c" must not meet. */
  claim: (town: string, prefix: string): Key => ({ pk: join("CLAIM", town), sk: prefix }),
  /** `local` is the start in the town's zone, as precise as it is known. */
  timelines: (town: string, body: string, local: string, session: string): IndexKeys => ({
    gsi1pk: join("TIMELINE", town, body),
    gsi1sk: join(local, session),
    gsi2pk: join("TIMELINE", town),
    gsi2sk: join(local, session),
  }),
  bodyTimeline: (town: string, body: string) => join("TIMELINE", town, body),
  townTimeline: (town: string) => join("TIMELINE", town),
} as const;
