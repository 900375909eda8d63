import { join } from "./parts.ts";
import type { Key } from "./parts.ts";

/**
 * Keys of why members do not come: personal data, a partition a person, so that it is exported and erased with them.
 * Not among people: who answers over a link in a mail writes here, and that function must not reach people.
 */
export const excuseKeys = {
  excuse: (town: string, person: string, [session, seat]: [session: string, seat: string]): Key => ({
    pk: join("EXCUSES", town, person),
    sk: join(session, seat),
  }),
  excusesOf: (town: string, person: string) => ({ pk: join("EXCUSES", town, person) }),
} as const;
