import type { Figure, Why } from "./model.ts";

/** A number that is known. */
export const counted = (value: number): Figure => ({ value, known: "yes", why: null });

export const notKnown = (why: Why): Figure => ({ value: null, known: "not-known", why });
export const notAsked = (why: Why): Figure => ({ value: null, known: "not-asked", why });

/** How many of these there are; not known where more were left unread. */
export const countOf = <T>(
  { all, isComplete }: { readonly all: readonly T[]; readonly isComplete: boolean },
  passes: (each: T) => boolean = () => true,
): Figure => (isComplete ? counted(all.filter(passes).length) : notKnown("too-many"));
