import { sorted } from "./dump.ts";
import type { Row } from "./dump.ts";
import { halfWrittenConvocations } from "./whole-convocations.ts";
import { halfWrittenRegistry } from "./whole-registry.ts";

interface Listed {
  readonly id: string;
  readonly municipality: string;
  readonly body: string;
  readonly series: string | null;
  readonly recurrenceDate: string | null;
  readonly startUtc: string | null;
  readonly status: string;
}

const entryOf = (row: Row): string => `${row.pk} ${JSON.stringify(sorted(row["listed"]))}`;
const indexed = (index: readonly Row[]): Set<string> =>
  new Set(index.filter(({ sk }) => sk === "SESSION").map(entryOf));

/**
 * What is half-written in a table: sessions without their timer or timeline entries, timers that stand for nothing,
 * series without their claim or the intent to go on, convocations that are not on record, mail without its chain. Empty
 * when everything is whole. `now` is the clock's, where that is known.
 */
export function halfWritten(
  rows: readonly Row[],
  timelines: { gsi1: readonly Row[]; gsi2: readonly Row[] },
  now?: string,
): string[] {
  const wrong: string[] = [...halfWrittenRegistry(rows), ...halfWrittenConvocations(rows, now)];
  const byKey = new Map(rows.map((row) => [`${row.pk} ${row.sk}`, row]));
  const timers = rows.filter(({ pk }) => pk.startsWith("TIMER#"));
  const closing = new Map<string, Row[]>();
  for (const timer of timers.filter(({ pk }) => pk.startsWith("TIMER#close#"))) {
    const of = (timer["reference"] as string[]).join("#");
    closing.set(of, [...(closing.get(of) ?? []), timer]);
  }
  const extending = new Set(
    timers
      .filter(({ pk }) => pk.startsWith("TIMER#extend#"))
      .map(
        (timer) =>
          `${(timer["reference"] as string[]).join("#")} ${(timer["detail"] as { revision: number }).revision}`,
      ),
  );

  const [gsi1, gsi2] = [indexed(timelines.gsi1), indexed(timelines.gsi2)];

  const dates = new Set<string>();
  let sessions = 0;
  for (const row of rows.filter((each) => each.sk === "SESSION" && each["gone"] !== true)) {
    sessions++;
    const { id, municipality, body, series, recurrenceDate, startUtc, status } = row["listed"] as Listed;
    const entry = entryOf(row);
    if (!gsi1.has(entry)) wrong.push(`${id} is not on its body's timeline as it is`);
    if (!gsi2.has(entry)) wrong.push(`${id} is not on its town's timeline as it is`);
    const due = closing.get(`${municipality}#${id}`) ?? [];
    closing.delete(`${municipality}#${id}`);
    const awaits = ["proposed", "planned", "convened"].includes(status);
    if (due.length !== (awaits ? 1 : 0))
      wrong.push(`${id}, ${status}, has ${due.length} timers for the end of its day`);
    for (const timer of due)
      if (startUtc !== null && String(timer["due"]) <= startUtc)
        wrong.push(`${id} is over before it begins, at ${startUtc}`);
    if (series === null) continue;
    const nominal = `${municipality} ${body} ${series} ${recurrenceDate}`;
    if (dates.has(nominal)) wrong.push(`${nominal} is there twice`);
    dates.add(nominal);
    if (!byKey.has(`BODY#${municipality}#${body} SERIES#${series}`)) wrong.push(`${id} belongs to no series`);
  }
  for (const reference of closing.keys()) wrong.push(`the timer of ${reference} stands for no session`);
  if (gsi1.size !== sessions || gsi2.size !== sessions)
    wrong.push(`${sessions} sessions, ${gsi1.size} and ${gsi2.size} listed`);

  for (const row of rows) {
    const [, town = "", body = ""] = row.pk.split("#");
    if (row.sk === "BODY" && !byKey.has(`CLAIM#${town} ${body}`)) wrong.push(`${row.pk} has no claim`);
    if (!row.sk.startsWith("SERIES#")) continue;
    const id = String(row["id"]);
    if (!byKey.has(`CLAIM#${town} ${body}-${id}`)) wrong.push(`the series ${row.pk} ${id} has no claim`);
    if (goesOn(row) && !extending.has(`${town}#${body}#${id} ${row["revision"] as number}`))
      wrong.push(`nothing will extend the series ${row.pk} ${id}`);
  }
  return wrong;
}

/** Whether there is always another occurrence. */
function goesOn(series: Row): boolean {
  const last = (series["segments"] as { recurrence: string; until: string | null }[]).at(-1);
  const isStopped = typeof series["stoppedOn"] === "string";
  return (
    series["status"] === "active" &&
    !isStopped &&
    last?.until === null &&
    !/COUNT|UNTIL/.test(last.recurrence)
  );
}
