import { everything } from "../platform/dynamo.ts";
import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { Alert } from "./outlook-model.ts";
import type { AlertCode } from "./outlook-model.ts";

/** What the secretaries of a town have to look at, or that of one session. */
export async function* eachAlert(table: Table, town: string, session?: string): AsyncGenerator<Alert> {
  for await (const item of everything(table, { ...keys.alertsOf(town, session), consistent: true }))
    yield Alert.parse(item);
}

export const putAlert = (alert: Alert): Write => ({
  put: { ...keys.alert(alert.municipality, alert.session, alert.code), ...alert },
});

export const removeAlert = (town: string, session: string, code: AlertCode): Write => ({
  remove: keys.alert(town, session, code),
});

/** The writes after which nothing of a session's convocation is to be looked at any more, but what is to be kept. */
export async function clearAlerts(
  table: Table,
  town: string,
  session: string,
  kept?: AlertCode,
): Promise<Write[]> {
  const writes: Write[] = [];
  for await (const { code } of eachAlert(table, town, session))
    // Whether it has a room is looked after where rooms are held (places/reconcile.ts).
    if (code !== kept && code !== "room-taken") writes.push(removeAlert(town, session, code));
  return writes;
}
