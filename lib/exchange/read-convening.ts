import { StoredAgenda } from "../agendas/model.ts";
import { eachAnswer } from "../answers/store.ts";
import { eachAlert } from "../convocations/alerts.ts";
import { Convocation } from "../convocations/model.ts";
import { eachEventOf } from "../ledger/store.ts";
import { eachEntryOf } from "../outbox/store.ts";
import type { Table } from "../platform/dynamo.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { keys } from "../table.ts";
import { SessionOutlook } from "./document-model.ts";
import type { Document } from "./document-model.ts";
import { gathered, itemsOf } from "./gather.ts";

type Convening = Pick<
  Document,
  "agendas" | "convocations" | "answers" | "ledger" | "outlooks" | "alerts" | "outbox"
>;

/** What hangs on these sessions: agendas and convocations by key, by how many there are of them; the rest as it comes. */
export async function readConvening(
  table: Table,
  town: string,
  sessions: readonly StoredFullSession[],
): Promise<Convening> {
  const ofEach = (keyOf: (town: string, session: string) => { pk: string; sk: string }) =>
    itemsOf(
      table,
      sessions.map(({ id }) => keyOf(town, id)),
    );
  const versions = sessions.flatMap(({ id, convocations }) =>
    Array.from({ length: convocations }, (_, i) => keys.convocation(town, id, i + 1)),
  );
  const convened = sessions.filter(({ convocations }) => convocations > 0);
  const [answers, ledger]: [Convening["answers"], Convening["ledger"]] = [[], []];
  for (const { id } of convened) {
    answers.push(...(await gathered(eachAnswer(table, town, id))));
    ledger.push(...(await gathered(eachEventOf(table, town, id))));
  }
  return {
    agendas: (await ofEach(keys.agenda)).map((item) => StoredAgenda.parse(item)),
    convocations: (await itemsOf(table, versions)).map((item) => Convocation.parse(item)),
    answers,
    ledger,
    outlooks: (await ofEach(keys.outlook)).map((item) => SessionOutlook.parse(item)),
    alerts: await gathered(eachAlert(table, town)),
    outbox: await gathered(eachEntryOf(table, town)),
  };
}
