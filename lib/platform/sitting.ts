import * as z from "zod";
import { AFTER_ALL, keys } from "../table.ts";
import type { Office } from "./caller.ts";
import type { Table } from "./dynamo.ts";
import { everything } from "./dynamo.ts";
import { Slug, TimeZone } from "./shapes.ts";
import { holds, validity } from "./validity.ts";
import { dateAt } from "./zone.ts";

/** That someone sits, or sat, on a seat, as the seat's own commit wrote it for whoever asks by person. */
export const Sitting = z.object({
  municipality: Slug,
  body: Slug,
  seat: z.string(),
  role: z.string(),
  as: z.enum(["titular", "substitute"]),
  /** A substitute for single sessions only. */
  isLimited: z.boolean(),
  ...validity,
  timeZone: TimeZone,
});
export type Sitting = z.infer<typeof Sitting>;

/** The seats that a person sits on; with those of the past, or without. Strongly consistent. */
export async function* sittingsOf(
  table: Table,
  town: string,
  person: string,
  withPast = false,
): AsyncGenerator<Sitting> {
  const range = { ...keys.sittings(town, person, withPast), consistent: true };
  for await (const item of everything(table, range)) yield Sitting.parse(item);
}

const Endings = z.object({ bodies: z.record(z.string(), z.string()) });

/** What a person may act as today because of the seats that they sit on; none in a body that is being dissolved. */
export async function officesOf(table: Table, town: string, person: string, now: number): Promise<Office[]> {
  const offices: Office[] = [];
  const item = await table.get(keys.ending(town));
  const { bodies } = Endings.parse(item ?? { bodies: {} });
  for await (const sitting of sittingsOf(table, town, person)) {
    const { body, seat, role, isLimited, timeZone } = sitting;
    const today = dateAt(now, timeZone);
    const isEnding = (bodies[body] ?? AFTER_ALL) <= today;
    if (isLimited || isEnding || holds(sitting, today) !== "yes") continue;
    offices.push({ role: "member", municipality: town, body, seat });
    if (role === "secretary") offices.push({ role: "secretary", municipality: town, body, seat });
  }
  return offices;
}
