import { BatchWriteCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { localClient } from "../../lib/local/store.ts";
import { documentClient } from "../../lib/local/sdk-calls.ts";
import { rowsOf, sorted } from "./dump.ts";
import type { Row } from "./dump.ts";

const listed = (row: Row, name: string): Record<string, string>[] => (row[name] ?? []) as never;

/** The town whose import writes a row: what it shows in another town's partition is its own. */
function townOf({ pk, sk, ...row }: Row): string {
  const [family, town = ""] = pk.split("#");
  const [kind, second = ""] = sk.split("#");
  if (family === "AUDIT" || family === "IDEMPOTENCY" || family === "CALENDAR" || family === "IDENTITY")
    return "";
  if (family === "TIMER") {
    const [scope = "", name = ""] = row["reference"] as string[];
    return /^TIMER#(?:calendar|convene)#/.test(pk) ? name : scope;
  }
  if (family === "USERS") return second;
  if (family === "SHARED") return kind ?? "";
  return family === "ENTITY" && kind?.endsWith("SEAT") ? second : town;
}

/** Deletes all that is a town's, with a plain client; of a sign-in that is somebody's elsewhere, its part. */
export async function wipe(endpoint: string, table: string, town: string): Promise<number> {
  const client = documentClient(localClient(endpoint));
  const rows = await rowsOf(endpoint, table);
  const gone = rows.filter((row) => townOf(row) === town);
  for (const row of rows.filter(isLinked)) {
    const persons = listed(row, "persons").filter(({ municipality }) => municipality !== town);
    const offices = listed(row, "offices").filter(({ municipality }) => municipality !== town);
    if (persons.length === 0 && offices.length === 0) gone.push(row);
    else await client.send(new PutCommand({ TableName: table, Item: { ...row, persons, offices } }));
  }
  for (let i = 0; i < gone.length; i += 25)
    await client.send(
      new BatchWriteCommand({
        RequestItems: {
          [table]: gone.slice(i, i + 25).map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
        },
      }),
    );
  client.destroy();
  return gone.length;
}

/** A sign-in that people's records link; those of this machine's tokens are nobody's. */
const isLinked = ({ pk }: Row): boolean =>
  pk.startsWith("IDENTITY#") && !/#(urn:convoca:local|https:\/\/rehearsal\.)/.test(pk);

/**
 * Every row as it is, without the records of who did what, and without what an import may set otherwise: the random id
 * of a sign-in, the stamp of a room's day, a look at the calendars, when it is looked again at a room that was taken, the
 * timers of a series' earlier revisions and looks at a session that is planned no more, which have nothing to do when they
 * are due.
 */
export function rowsThatMatter(rows: readonly Row[]): string[] {
  const revisions = new Map(
    rows
      .filter(({ sk }) => sk.startsWith("SERIES#"))
      .map(({ pk, ...row }) => [[...pk.split("#").slice(1), row["id"]].join(" "), row["revision"]]),
  );
  const planned = new Set(
    rows
      .filter(({ sk, ...row }) => sk === "SESSION" && (row["listed"] as Row)["status"] === "planned")
      .map(({ pk }) => pk),
  );
  return rows
    .filter(({ pk }) => !/^(?:AUDIT|IDEMPOTENCY|TIMER#calendar)#/.test(pk))
    .filter(({ pk, ...row }) => {
      const [scope, ...of] = (row["reference"] ?? []) as string[];
      return !pk.startsWith("TIMER#convene") || scope !== "session" || planned.has(`SESSION#${of.join("#")}`);
    })
    .filter(({ pk, ...row }) => {
      if (!pk.startsWith("TIMER#extend")) return true;
      const { revision } = row["detail"] as { revision: number };
      return revisions.get((row["reference"] as string[]).join(" ")) === revision;
    })
    .map((row) => (row.sk.startsWith("DAY#") ? { ...row, stamp: "" } : row))
    .map((row) => (row.pk.startsWith("TIMER#rooms") ? { ...row, sk: "", due: "" } : row))
    .map((row) => {
      if (!isLinked(row)) return JSON.stringify(sorted(row));
      const persons = listed(row, "persons").toSorted((a, b) =>
        (a["municipality"] ?? "").localeCompare(b["municipality"] ?? ""),
      );
      return JSON.stringify(sorted({ ...row, persons, id: "", revision: 0 }));
    });
}
