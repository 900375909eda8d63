import type { ROLES } from "./fuzz-requests.ts";
import { mustBe } from "./world.ts";
import type { Client } from "./world.ts";

/** Those who ask: by a granted office, and where a seat can give the right, by a seat. */
export const COLUMNS = ["operator", "administrator", "secretary", "seated secretary", "member"] as const;
export type Column = (typeof COLUMNS)[number];
export type Columns = Readonly<Record<Column, string>>;
export type Role = (typeof ROLES)[number];

/** A right is the same, wherever it comes from. */
export const roleOf = (column: Column): Role => (column === "seated secretary" ? "secretary" : column);

/** The tokens of all columns: the member is the person of this place, who sits on its seat. */
export async function newColumns(
  operator: Client,
  token: (request: object) => Promise<string>,
  { municipality = "", body = "", person = "" }: Readonly<Record<string, string>>,
): Promise<Columns> {
  const seated = await newSeated(operator, `/v1/municipalities/${municipality}`, body, { role: "secretary" });
  return {
    operator: await token({ role: "operator" }),
    administrator: await token({ role: "administrator", municipality, body }),
    secretary: await token({ role: "secretary", municipality, body }),
    "seated secretary": await token({ role: "secretary", municipality, person: seated }),
    member: await token({ role: "member", municipality, person }),
  };
}

/** Someone new on a seat of a body: gives back who. */
export async function newSeated(
  operator: Client,
  at: string,
  body: string,
  seat: Readonly<Record<string, unknown>>,
): Promise<string> {
  const person = mustBe(201, await operator.post(`${at}/people`, { name: "Algú" })).body.id as string;
  const { substitute, ...rest } = seat;
  const who =
    typeof substitute === "object" ? { substitutes: [{ person, ...substitute }] } : { titular: person };
  mustBe(201, await operator.post(`${at}/bodies/${body}/seats`, { ...rest, ...who }));
  return person;
}
