import type { Table } from "../platform/dynamo.ts";
import type { Write } from "../platform/writes.ts";
import { keys } from "../table.ts";
import { Outlook } from "./outlook-model.ts";

interface Of {
  readonly municipality: string;
  readonly id: string;
}

export async function findOutlook(table: Table, { municipality, id }: Of): Promise<Outlook | null> {
  const item = await table.get(keys.outlook(municipality, id));
  return item ? Outlook.parse(item) : null;
}

/** How it stood at the last look: of two looks at once either may be kept. */
export const putOutlook = ({ municipality, id }: Of, outlook: Outlook): Write => ({
  put: { ...keys.outlook(municipality, id), municipality, session: id, ...outlook },
});
