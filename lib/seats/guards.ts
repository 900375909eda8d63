import type { StoredBody } from "../bodies/model.ts";
import { badInput, Refusal } from "../errors.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import type { StoredSeat } from "./model.ts";

/** The writes that hold a seat to what it names: its entity and its people must be there. People are never read. */
export function guards(body: StoredBody, seat: StoredSeat, before: StoredSeat | null): Write[] {
  const { entity, municipality: town } = seat;
  const known = before ? named(before) : [];
  const isNewEntity =
    entity && (entity.id !== before?.entity?.id || entity.municipality !== before.entity.municipality);
  if (isNewEntity && entity.municipality !== town && !body.sharedWith.includes(entity.municipality))
    throw badInput([
      ["$.entity.municipality", `'${body.id}' is not shared with '${entity.municipality}': ask the operator`],
    ]);
  return [
    ...(isNewEntity
      ? [
          {
            check: keys.entity(entity.municipality, entity.id),
            when: "present" as const,
            otherwise: new Refusal(
              "not-found",
              `There is no entity '${entity.id}' in '${entity.municipality}': take it in first.`,
            ),
          },
        ]
      : []),
    ...[...new Set(named(seat))]
      .filter((person) => !known.includes(person))
      .map((person) => ({
        check: keys.person(town, person),
        when: "present" as const,
        otherwise: new Refusal("not-found", `There is no person '${person}': take them in first.`),
      })),
  ];
}

const named = ({ titular, substitutes }: StoredSeat): string[] => [
  ...(titular === null ? [] : [titular]),
  ...substitutes.map(({ person }) => person),
];
