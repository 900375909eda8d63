import type { Caller } from "../platform/caller.ts";
import type { Context } from "../platform/contract.ts";
import { officesOf } from "../platform/sitting.ts";
import type { Slot } from "../sessions/slot-model.ts";
import { keys } from "../table.ts";

type Party = NonNullable<Slot["party"]>;
const nameOf = ({ municipality, id }: Party): string => `${municipality} ${id}`;

/** For which of these entities someone sits today, in any body of the town: who they are, then which of their seats an entity holds. */
export async function partiesOf(
  { table, now }: Pick<Context, "table" | "now">,
  caller: Caller | null,
  town: string,
  parties: readonly (Party | null)[],
): Promise<(party: Party | null) => boolean> {
  const asked = new Map(parties.flatMap((party) => (party ? [[nameOf(party), party] as const] : [])));
  const persons = (caller?.persons ?? []).filter(({ municipality }) => municipality === town);
  if (asked.size === 0 || persons.length === 0) return () => false;
  const offices = (
    await Promise.all(persons.map(({ person }) => officesOf(table, town, person, now)))
  ).flat();
  const held = [...asked.values()].flatMap((party) =>
    offices.map(({ body = "", seat = "" }) => ({
      party,
      key: keys.heldSeat(party.municipality, party.id, [town, body, seat]),
    })),
  );
  const found = await table.getMany([
    ...new Map(held.map(({ key }) => [`${key.pk} ${key.sk}`, key])).values(),
  ]);
  const theirs = new Set(
    held
      .filter(({ key }) => found.some(({ pk, sk }) => pk === key.pk && sk === key.sk))
      .map(({ party }) => nameOf(party)),
  );
  return (party) => party !== null && theirs.has(nameOf(party));
}
