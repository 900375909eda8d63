import { Refusal } from "../errors.ts";
import { everything } from "../platform/dynamo.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { Convocation } from "./model.ts";

export async function findConvocation(
  table: Table,
  town: string,
  session: string,
  n: number,
): Promise<Convocation | null> {
  const item = await table.get(keys.convocation(town, session, n));
  return item ? Convocation.parse(item) : null;
}

/** 404 when members of this session were never told so. */
export async function loadConvocation(
  table: Table,
  town: string,
  session: string,
  n: number,
): Promise<Convocation> {
  const found = await findConvocation(table, town, session, n);
  if (!found) throw new Refusal("not-found", `There is no convocation ${n} of '${session}' in '${town}'.`);
  return found;
}

/** All versions of a session's convocation, the first first. */
export async function allConvocations(table: Table, town: string, session: string): Promise<Convocation[]> {
  const found: Convocation[] = [];
  for await (const item of everything(table, { ...keys.convocationsOf(town, session), consistent: true }))
    found.push(Convocation.parse(item));
  return found;
}

/** Put once: what members were told is never written over. */
export const putConvocation = (convocation: Convocation): Write => ({
  put: {
    ...keys.convocation(convocation.municipality, convocation.session, convocation.n),
    ...convocation,
  },
  when: "absent",
});
