import * as z from "zod";
import { Refusal } from "../errors.ts";
import { everything } from "../platform/dynamo.ts";
import type { Item, Range, Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { Prose, Slug } from "../platform/shapes.ts";
import { keys } from "../table.ts";
import { Conformity, Opinion } from "./member-model.ts";
import { Minutes } from "./model.ts";

async function allOf<T>(table: Table, range: Range, read: (item: Item) => T): Promise<T[]> {
  const found: T[] = [];
  for await (const item of everything(table, { ...range, consistent: true })) found.push(read(item));
  return found;
}

/** The versions of the minutes of a session, the first one first, strongly consistent. */
export const allMinutes = (table: Table, town: string, session: string): Promise<Minutes[]> =>
  allOf(table, keys.minutesOf(town, session), (item) => Minutes.parse(item));

export async function findMinutes(
  table: Table,
  town: string,
  session: string,
  n: number,
): Promise<Minutes | null> {
  const item = await table.get(keys.minutes(town, session, n));
  return item ? Minutes.parse(item) : null;
}

/** What everybody is told of a version that is not there, or not theirs to read. */
export const noSuchMinutes = (n: number): Refusal =>
  new Refusal("not-found", `There is no version ${n} of the minutes of this session.`);

/** 404 when there is no such version. */
export async function loadMinutes(table: Table, town: string, session: string, n: number): Promise<Minutes> {
  const found = await findMinutes(table, town, session, n);
  if (!found) throw noSuchMinutes(n);
  return found;
}

const itemOf = (minutes: Minutes): Item => ({
  ...keys.minutes(minutes.municipality, minutes.session, minutes.n),
  ...minutes,
});

/** A version that is new; 412 when someone else was faster, so that two secretaries never overwrite each other. */
export const putNewMinutes = (minutes: Minutes): Write => ({
  put: itemOf(minutes),
  when: "absent",
  otherwise: editConflict(minutes.n),
});

/** Names the latest version to whoever worked on an older one. */
export const editConflict = (latest: number): Refusal =>
  new Refusal(
    "changed-meanwhile",
    `The latest version is ${latest}: read it, bring your changes into it, and send \`basedOn: ${latest}\`.`,
  );

export const putMinutes = (minutes: Minutes, versionRead: number): Write => ({
  put: itemOf(minutes),
  when: { is: { version: versionRead } },
});

/** What members said of a version. */
export const allConformities = (
  table: Table,
  town: string,
  session: string,
  n: number,
): Promise<Conformity[]> =>
  allOf(table, keys.conformitiesOf(town, session, n), (item) => Conformity.parse(item));

export async function findConformity(
  table: Table,
  { municipality, session, n }: Minutes,
  seat: string,
): Promise<Conformity | null> {
  const item = await table.get(keys.conformity(municipality, session, n, seat));
  return item ? Conformity.parse(item) : null;
}

export const putConformity = (conformity: Conformity): Write => {
  const { municipality, session, n, seat, version } = conformity;
  return {
    put: { ...keys.conformity(municipality, session, n, seat), ...conformity },
    when: version === 1 ? "absent" : { is: { version: version - 1 } },
  };
};

/** The written opinions of those who dissent, seat by seat. */
export const allOpinions = (table: Table, town: string, session: string): Promise<Opinion[]> =>
  allOf(table, keys.opinionsOf(town, session), (item) => Opinion.parse(item));

export async function findOpinion(
  table: Table,
  town: string,
  session: string,
  seat: string,
): Promise<Opinion | null> {
  const item = await table.get(keys.opinion(town, session, seat));
  return item ? Opinion.parse(item) : null;
}

export const putOpinion = (opinion: Opinion): Write => {
  const { municipality, session, seat, version } = opinion;
  return {
    put: { ...keys.opinion(municipality, session, seat), ...opinion },
    when: version === 1 ? "absent" : { is: { version: version - 1 } },
  };
};

/** An agreement, as far as minutes hold it. */
const Agreed = z.object({
  n: z.int(),
  item: Slug.nullable().default(null),
  text: Prose,
  access: z.enum(["public", "members"]).default("public"),
});
export type Agreed = z.infer<typeof Agreed>;

/** The agreements of a session, by number. */
export const agreedIn = (table: Table, town: string, session: string): Promise<Agreed[]> =>
  allOf(table, keys.agreementsOf(town, session), (item) => Agreed.parse(item));
