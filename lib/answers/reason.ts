import { badInput, Refusal } from "../errors.ts";
import { putExcuse, removeExcuse } from "../excuses/store.ts";
import type { Write } from "../platform/writes.ts";
import { addresseeOf } from "../seats/addressee.ts";
import type { StoredSeat } from "../seats/model.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { keys } from "../table.ts";
import type { StoredAnswer } from "./model.ts";

type Held = Pick<StoredFullSession, "start">;

/** The person who answers for a seat, in whose name a reason is kept; null: an entity, or nobody who is known. */
export function answersAsPerson(seat: StoredSeat, { start }: Held): string | null {
  const addressee = addresseeOf(seat, start.slice(0, 10));
  return addressee && "person" in addressee ? addressee.person : null;
}

/** The same; 400 where there is nobody: personal data is kept with a person, who can have it erased. */
export function whoseReason(seat: StoredSeat, session: Held): string {
  const person = answersAsPerson(seat, session);
  if (person === null)
    throw badInput([["$.reason", "no person is known on this seat: tell the secretary of the body instead"]]);
  return person;
}

/** The writes that keep a reason, and forget the one that was given with the answer before. */
export function excuseWrites(
  { excuse: person, ...answer }: StoredAnswer,
  before: string | null,
  reason: string | undefined,
): Write[] {
  const { municipality, session, seat, at } = answer;
  const isForgotten = before !== null && (before !== person || reason === undefined);
  return [
    ...(isForgotten ? [removeExcuse({ municipality, session, seat, person: before })] : []),
    ...(person === null || reason === undefined
      ? []
      : [
          putExcuse({ municipality, session, seat, at, person, reason }),
          {
            check: keys.person(municipality, person),
            when: "present" as const,
            otherwise: new Refusal("changed-meanwhile", "Whoever sat here was erased: read the seat again."),
          },
        ]),
  ];
}
