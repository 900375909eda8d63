import { administration } from "../bodies/offices.ts";
import { Refusal } from "../errors.ts";
import type { Context } from "../platform/contract.ts";
import { sittingsOf } from "../platform/sitting.ts";
import type { Sitting } from "../platform/sitting.ts";
import type { StoredPerson } from "./model.ts";

/** As whom a caller comes to a person's record. */
export type Standing = "administration" | "keeper" | "reader" | "self";

/** As whom the caller may see a person: the administration, who keeps the record, a secretary of a body where they sit, themself; else 403. */
export async function standingOf(
  { municipality, id, keeper }: StoredPerson,
  sittings: readonly Sitting[],
  { permit }: Pick<Context, "permit">,
): Promise<Standing> {
  const may = (allowed: Parameters<typeof permit>[0], place: Parameters<typeof permit>[1]) =>
    permit(allowed, place).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Refusal) return false;
        throw error;
      },
    );
  if (await may(administration, { municipality })) return "administration";
  if (keeper !== null && (await may(["secretary"], { municipality, body: keeper }))) return "keeper";
  // Whoever sits somewhere is known to its secretary, who has to reach them, and is not theirs to change.
  for (const body of new Set(sittings.map((sitting) => sitting.body)))
    if (await may(["secretary"], { municipality, body })) return "reader";
  if (await may(["member"], { municipality, person: id })) return "self";
  throw new Refusal("forbidden", "You keep no body in which this person sits: ask the administrator.");
}

/** The present sittings of a person, or with the past ones. */
export async function allSittings(
  { table }: Pick<Context, "table">,
  { municipality, id }: { municipality: string; id: string },
  withPast = false,
): Promise<Sitting[]> {
  const sittings: Sitting[] = [];
  for await (const sitting of sittingsOf(table, municipality, id, withPast)) sittings.push(sitting);
  return sittings;
}
