import * as z from "zod";
import type { AgendaItem, FrozenAgenda } from "../agendas/model.ts";
import { ruleShapes } from "../law/rule-model.ts";
import { ruleIn } from "../meetings/rule.ts";
import { everything } from "../platform/dynamo.ts";
import type { Table } from "../platform/dynamo.ts";
import { PartialDate, Slug, Title } from "../platform/shapes.ts";
import type { Write } from "../platform/writes.ts";
import { SessionId } from "../sessions/id-model.ts";
import type { Session } from "../sessions/model.ts";
import { keys } from "../table.ts";
import type { Minutes } from "./model.ts";

/** Circulated minutes that wait for the approval of their body. */
export const WaitingMinutes = z.object({
  municipality: Slug,
  body: Slug,
  session: SessionId,
  n: z.int(),
  start: z.string(),
  day: PartialDate,
  title: Title,
  digest: z.string(),
  /** Which session may approve them; null: no rule says. */
  approval: ruleShapes.minutesApproval.nullable(),
});
export type WaitingMinutes = z.infer<typeof WaitingMinutes>;

const keyOf = ({ municipality, body, session, content }: Minutes) =>
  keys.minutesLine(municipality, body, content.start, session);

/** They wait from now on. The record of a session not held waits for nobody: it is signed. */
export function waits(minutes: Minutes): Write[] {
  const { municipality, body, session, n, content, digest, rules } = minutes;
  const { start, day, title, type } = content;
  if (type === "record") return [];
  const approval = ruleIn(rules, "minutesApproval")?.value ?? null;
  const line: WaitingMinutes = { municipality, body, session, n, start, day, title, digest, approval };
  return [{ put: { ...keyOf(minutes), ...line } }];
}

/** They wait no more; nothing where they never did. */
export const waitsNoMore = (minutes: Minutes): Write[] =>
  minutes.status === "circulated" && minutes.content.type === "minutes" ? [{ remove: keyOf(minutes) }] : [];

/** The minutes of a body that wait, the earliest session first. */
export async function waitingOf(table: Table, town: string, body: string): Promise<WaitingMinutes[]> {
  const lines: WaitingMinutes[] = [];
  for await (const item of everything(table, { ...keys.minutesLines(town, body), consistent: true }))
    lines.push(WaitingMinutes.parse(item));
  return lines;
}

/** Whether these minutes may be approved in a session that begins after theirs (ROF 91.1; DL 2/2003, 110.3). */
const goesInto = ({ start, approval }: WaitingMinutes, session: Pick<Session, "start" | "kind">): boolean =>
  start < session.start && (approval !== "next-ordinary-session" || session.kind === "ordinary");

/**
 * The items that convening adds to an agenda by itself: one for each of the minutes that wait, with the draft as a document
 * (ROF 80.2), unless the secretary put one that names them.
 */
export function proposedItems(
  { items }: Pick<FrozenAgenda, "items">,
  session: Pick<Session, "start" | "kind">,
  waiting: readonly WaitingMinutes[],
): AgendaItem[] {
  const named = new Set(items.flatMap(({ minutes }) => minutes?.session ?? []));
  const taken = new Set(items.map(({ id }) => id));
  return waiting
    .filter((line) => goesInto(line, session) && !named.has(line.session))
    .map((line, i) => ({ ...itemOf(line), id: freeId(i + 1, taken) }));
}

function freeId(n: number, taken: Set<string>): string {
  let id = `minutes-${n}`;
  while (taken.has(id)) id += "-1";
  return id;
}

/** The address of the draft is from the root of the service on: letters make it whole. */
function itemOf({ municipality, session, n, day, digest }: WaitingMinutes) {
  const url = `/v1/municipalities/${municipality}/sessions/${session}/minutes/${n}/page`;
  const on = day.split("-").toReversed().join("/");
  return {
    kind: "minutes-approval" as const,
    title: {
      ca: `Aprovació de l’acta de la sessió del ${on}`,
      es: `Aprobación del acta de la sesión del ${on}`,
      it: `Approvazione del verbale della seduta del ${on}`,
      en: `Approval of the minutes of the session of ${day}`,
    },
    description: null,
    documents: [{ title: DRAFT, url, digest, access: "members" as const }],
    minutes: { session, version: n },
  };
}

const DRAFT = {
  ca: "Esborrany de l’acta",
  es: "Borrador del acta",
  it: "Bozza del verbale",
  en: "Draft minutes",
};

/** The agenda with the items that go in front: behind the urgency, before anything else (LBRL 46.2.b, ROF 79, 91.1). */
export function withProposed<A extends FrozenAgenda>(agenda: A, proposed: readonly AgendaItem[]): A {
  if (proposed.length === 0) return agenda;
  const at = agenda.items[0]?.kind === "urgency" ? 1 : 0;
  return { ...agenda, items: agenda.items.toSpliced(at, 0, ...proposed) };
}

/** What members were convened with, without what was added by itself: to compare it with a draft. */
export const withoutProposed = (
  convened: FrozenAgenda,
  { items }: Pick<FrozenAgenda, "items">,
): FrozenAgenda => ({
  ...convened,
  items: convened.items.filter(
    ({ minutes }) => !minutes || items.some((own) => own.minutes?.session === minutes.session),
  ),
});
