import { Refusal } from "../errors.ts";
import { Identity } from "../platform/caller.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import type { Person } from "./model.ts";
import * as z from "zod";

const StoredIdentity = Identity.extend({ revision: z.int().default(0) });

/** A sign-in as it is stored, or null. */
export async function findIdentity(table: Table, { issuer, subject }: NonNullable<Person["signIn"]>) {
  const item = await table.get(keys.identity(issuer, subject));
  return item ? StoredIdentity.parse(item) : null;
}

/** The writes that bring sign-ins from what a person's record said to what it says: which token is whose, and whose office. */
export async function signInWrites(
  table: Table,
  before: Person | null,
  after: Person | null,
  newId: () => string,
): Promise<Write[]> {
  const [was, is] = [before?.signIn ?? null, after?.signIn ?? null];
  const isSame = was?.issuer === is?.issuer && was?.subject === is?.subject;
  if (isSame && before?.administrator === after?.administrator) return [];
  // Only an office that this record gave is taken away with it.
  const had = isSame && before?.administrator === true;
  const left =
    was && !isSame && before
      ? await linkWrite(table, before, was, { had: before.administrator, has: null }, newId)
      : [];
  const joined =
    is && after ? await linkWrite(table, after, is, { had, has: after.administrator }, newId) : [];
  return [...left, ...joined];
}

/** Whether a person's record gave the administrator's office, and whether it gives it; null: linked no more. */
interface Office {
  readonly had: boolean;
  readonly has: boolean | null;
}

/** One sign-in, linked to a person, with or without the office. */
async function linkWrite(
  table: Table,
  { municipality, id: person }: Person,
  { issuer, subject }: NonNullable<Person["signIn"]>,
  { had, has }: Office,
  newId: () => string,
): Promise<Write[]> {
  const key = keys.identity(issuer, subject);
  const before = await findIdentity(table, { issuer, subject });
  const isHere = (each: { municipality?: string | undefined }): boolean => each.municipality === municipality;
  const other = before?.persons.find((each) => isHere(each) && each.person !== person);
  if (other && has !== null)
    throw new Refusal(
      "already-exists",
      "This sign-in is another person's of this town: take it from them first.",
    );
  const persons = (before?.persons ?? []).filter((each) => !isHere(each));
  const offices = (before?.offices ?? []).filter(
    (each) => !((had || has === true) && each.role === "administrator" && isHere(each)),
  );
  if (has !== null) persons.push({ municipality, person });
  if (has === true) offices.push({ role: "administrator", municipality });
  const when = before ? ({ is: { revision: before.revision } } as const) : ("absent" as const);
  if (persons.length === 0 && offices.length === 0) return before ? [{ remove: key, when }] : [];
  const id = before?.id ?? newId();
  const revision = (before?.revision ?? 0) + 1;
  return [{ put: { ...key, id, issuer, subject, offices, persons, revision }, when }];
}
