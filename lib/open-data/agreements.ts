import * as z from "zod";
import type { Table } from "../platform/dynamo.ts";
import { CalendarDate, Prose } from "../platform/shapes.ts";
import { keys } from "../table.ts";
import { numbered } from "./gallop.ts";

/** As much of an agreement as is asked for here. */
const StoredAgreement = z.object({
  n: z.int(),
  item: z.string().nullable().default(null),
  text: Prose,
  due: CalendarDate.nullable().default(null),
  state: z.string(),
  access: z.enum(["public", "members"]).default("public"),
});
export type PublicAgreement = z.infer<typeof StoredAgreement>;

/** The agreements of these sessions that everyone may read, by session. Whether it was held, the caller looks. */
export async function publicAgreementsOf(
  table: Table,
  town: string,
  sessions: readonly string[],
): Promise<ReadonlyMap<string, PublicAgreement[]>> {
  const found = await numbered(table, sessions, (session, n) => keys.agreement(town, session, n));
  return new Map(
    [...found].map(([session, items]) => [
      session,
      items.map((item) => StoredAgreement.parse(item)).filter(({ access }) => access === "public"),
    ]),
  );
}
