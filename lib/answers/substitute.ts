import { badInput, Refusal } from "../errors.ts";
import { effectiveRule } from "../law/effective.ts";
import { rulesOn } from "../law/store.ts";
import type { Table } from "../platform/dynamo.ts";
import { mayStandIn } from "../seats/addressee.ts";
import type { StoredSeat } from "../seats/model.ts";
import type { StoredFullSession } from "../sessions/model.ts";

/** What the rules of its day say of substitutes; null where they say nothing. */
export async function substitutesRule(
  table: Table,
  { municipality, body, start }: Pick<StoredFullSession, "municipality" | "body" | "start">,
) {
  const rules = await rulesOn(table, municipality, body, start.slice(0, 10));
  return rules && effectiveRule(rules, "substitutes");
}

/** 409 where the rules know no substitutes; 400 where whoever is named is none of this seat on that day. */
export async function mayBeSubstituted(
  table: Table,
  seat: StoredSeat,
  session: StoredFullSession,
  person: string | null,
): Promise<void> {
  const rule = await substitutesRule(table, session);
  if (rule?.value === "none")
    throw new Refusal(
      "wrong-state",
      `Nobody sits in for a member of this body${rule.article === null ? "" : ` (${rule.article})`}: say whether they come themselves.`,
    );
  const { id, start } = session;
  if (person !== null && !mayStandIn(seat, person, { id, day: start.slice(0, 10) }))
    throw badInput([["$.substitute", "is no substitute of this seat for that session"]]);
}
