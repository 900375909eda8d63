import * as z from "zod";
import type { Office } from "../platform/caller.ts";
import { commit } from "../platform/commit.ts";
import type { Platform } from "../platform/platform.ts";
import { CalendarDate } from "../platform/shapes.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { SignIn } from "./model.ts";
import { findIdentity } from "./sign-in.ts";

/** Whom to make operator, by their token's `iss` and `sub`, and until which day, in UTC; or to be it no more. */
export const Appointment = SignIn.extend({
  until: CalendarDate.optional(),
  dismiss: z.boolean().default(false),
});
export type Appointment = z.infer<typeof Appointment>;

/** Where it is on record: no town has an id in capitals. */
const REALM = "INSTALLATION";

const isOperator = ({ role }: Office): boolean => role === "operator";

/**
 * Gives a sign-in the operator's office, or takes it away: past HTTP, for on a new table nobody may do that. Gives whether
 * anything had to be changed. Throws a refusal when the sign-in was changed meanwhile.
 */
export async function appoint(
  { issuer, subject, until, dismiss }: Appointment,
  platform: Platform,
): Promise<boolean> {
  const key = keys.identity(issuer, subject);
  const before = await findIdentity(platform.table, { issuer, subject });
  const { offices = [], persons = [], id = platform.newId(), revision = 0 } = before ?? {};
  const held = offices.filter(isOperator);
  const isDone = dismiss ? held.length === 0 : held.length === 1 && held[0]?.until === until;
  if (isDone) return false;
  const wanted: Office[] = dismiss ? [] : [{ role: "operator", ...(until !== undefined && { until }) }];
  const present = [...offices.filter((office) => !isOperator(office)), ...wanted];
  const when = before ? ({ is: { revision: before.revision } } as const) : ("absent" as const);
  const write: Write =
    present.length === 0 && persons.length === 0
      ? { remove: key, when }
      : {
          put: {
            ...key,
            id,
            issuer,
            subject,
            offices: present,
            persons,
            revision: revision + 1,
          },
          when,
        };
  const operation = dismiss ? "dismissOperator" : "appointOperator";
  await commit(platform, { realm: REALM, by: "appoint", operation, about: { signIn: id } }, [write]);
  return true;
}
