import { Refusal } from "../errors.ts";
import { cursorOf, sortKeyIn } from "../platform/cursor.ts";
import { everything } from "../platform/dynamo.ts";
import type { Item, Range, Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { followingWrites } from "./following-store.ts";
import type { AgreementRef } from "./id-model.ts";
import { StoredAgreement } from "./model.ts";
import type { Proposal } from "./model.ts";

/** 404 when this session agreed nothing of that number. */
export async function loadAgreement(
  table: Table,
  town: string,
  { session, n }: AgreementRef,
): Promise<StoredAgreement> {
  const item = await table.get(keys.agreement(town, session, n));
  if (!item) throw noSuchAgreement(session, n);
  return StoredAgreement.parse(item);
}

export const noSuchAgreement = (session: string, n: number): Refusal =>
  new Refusal("not-found", `There is no agreement ${n} of '${session}': see its list of agreements.`);

/** Those of these agreements that are there. */
export const loadAgreements = async (
  table: Table,
  town: string,
  refs: readonly AgreementRef[],
): Promise<StoredAgreement[]> =>
  (await table.getMany(refs.map(({ session, n }) => keys.agreement(town, session, n)))).map((item) =>
    StoredAgreement.parse(item),
  );

/** How many agreements a session has, strongly consistent. */
export async function countAgreements(table: Table, town: string, session: string): Promise<number> {
  let count = 0;
  for await (const _ of everything(table, { ...keys.agreementsOf(town, session), consistent: true })) count++;
  return count;
}

interface Paged {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

async function page(table: Table, within: Range, { limit, cursor }: Paged) {
  const { items, last } = await table.query({
    ...within,
    limit,
    ...(cursor !== undefined && { after: { pk: within.pk, sk: sortKeyIn(cursor, within) } }),
  });
  return { items: items.map((item) => StoredAgreement.parse(item)), cursor: cursorOf(last, "sk") };
}

/** The agreements of a session, the first first, a page of them, and the cursor of the next. */
export const agreementsOfSession = (table: Table, town: string, session: string, paged: Paged) =>
  page(table, { ...keys.agreementsOf(town, session), consistent: true }, paged);

/** Those of a body in a state, or all, or (null) those still to be done; of each state what is due first comes first. */
export const agreementsOfBody = (
  table: Table,
  [town, body]: readonly [string, string],
  state: StoredAgreement["state"] | "all" | null,
  paged: Paged,
) =>
  page(
    table,
    state === null
      ? keys.pendingAgreementLines(town, body)
      : keys.agreementLines(town, body, state === "all" ? undefined : state),
    paged,
  );

const MOST_PROPOSALS = 100;
/** As it sorts in the table: what is due nobody knows when comes last. */
const when = ({ due }: StoredAgreement): string => due ?? "~";

/** What a body has still to do, what is due first comes first: as much as an agenda takes. */
export async function pendingAgreements(
  table: Table,
  town: string,
  body: string,
): Promise<Omit<Proposal, "overdue">[]> {
  const states = await Promise.all(
    (["open", "in-progress"] as const).map((state) =>
      table.query({ ...keys.agreementLines(town, body, state), limit: MOST_PROPOSALS, consistent: true }),
    ),
  );
  return states
    .flatMap(({ items }) => items.map((item) => StoredAgreement.parse(item)))
    .toSorted((one, other) => (when(one) < when(other) ? -1 : when(one) > when(other) ? 1 : 0))
    .slice(0, MOST_PROPOSALS);
}

/** It stands in its session, and among those of its body. */
const placesOf = (agreement: StoredAgreement): Item[] => {
  const { municipality: town, body, session, n } = agreement;
  return [keys.agreement(town, session, n), keys.agreementLine(town, body, agreement)].map((key) => ({
    ...key,
    ...agreement,
  }));
};

/** The writes that bring an agreement, its line of the body, and what it leads to from what was read to what is to be. */
export function agreementWrites(before: StoredAgreement | null, after: StoredAgreement): Write[] {
  const [own, line] = placesOf(after);
  const wasLine = before && placesOf(before)[1];
  if (!own || !line) return [];
  return [
    { put: own, when: before ? { is: { version: before.version } } : "absent" },
    { put: line },
    ...(wasLine && wasLine.sk !== line.sk ? [{ remove: { pk: wasLine.pk, sk: wasLine.sk } }] : []),
    ...followingWrites(before, after),
  ];
}
