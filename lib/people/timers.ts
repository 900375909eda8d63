import type { Timer } from "../platform/timers.ts";
import { formatInstant } from "../platform/zone.ts";

/** When to look whether a person is to be forgotten: `due` is an instant. */
export const forgetTimer = (town: string, person: string, due: string): Timer => ({
  kind: "forget",
  due,
  reference: [town, person],
  detail: {},
});

/** The intent to look at all people of a town anew, because it keeps them longer or shorter now. */
export const forgetAnew = (town: string, now: number): Timer => ({
  kind: "forget",
  due: formatInstant(now),
  reference: [town],
  detail: {},
});
