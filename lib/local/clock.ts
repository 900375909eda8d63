import { Refusal } from "../errors.ts";
import { formatInstant } from "../platform/zone.ts";

/** The clock of this machine: real until it is set; then it stands still, and only ever moves forward. */
export interface SettableClock {
  readonly now: () => number;
  readonly isSet: () => boolean;
  /** 409 when this would go backwards. */
  set(instant: number): void;
}

export function settableClock(start: number | null): SettableClock {
  let standing = start;
  const now = (): number => standing ?? Date.now();
  return {
    now,
    isSet: () => standing !== null,
    set(instant) {
      if (instant < now())
        throw new Refusal(
          "wrong-state",
          `It is ${formatInstant(now())} already, and time does not run backwards.`,
        );
      standing = instant;
    },
  };
}
