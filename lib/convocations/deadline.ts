import { areasOfResidence } from "../calendars/regions.ts";
import { countBack } from "../law/count.ts";
import type { Counted } from "../law/count.ts";
import { effectiveRule } from "../law/effective.ts";
import type { BodyRules } from "../law/model.ts";
import type { Notice } from "../law/notice-model.ts";
import { parseCivil } from "../platform/civil.ts";
import type { Table } from "../platform/dynamo.ts";
import { formatInstant } from "../platform/zone.ts";
import type { Session } from "../sessions/model.ts";
import { membersOn } from "./members.ts";
import type { Deadline } from "./model.ts";

type Convened = Pick<Session, "municipality" | "body" | "kind" | "start" | "timeZone">;

/** How long before a session a notice is asked for, and by which article or own rule. */
type Asked = Pick<Deadline, "notice" | "source">;

/** By when members have to be told of a session: each by the calendars of the seat and of where they live (30.6). */
export interface Limits {
  readonly notice: Notice;
  readonly source: string | null;
  readonly ofSeat: Counted;
  of(residence: string | null): Promise<Counted>;
}

/** The notice that the rules ask for; null where none does. An urgent session has its own, else the extraordinary one has. */
export function noticeFor(rules: BodyRules | null, kind: Session["kind"]): Asked | null {
  if (!rules) return null;
  const special = { ordinary: null, extraordinary: "extraordinaryNotice", urgent: "urgentNotice" } as const;
  const name = special[kind];
  const rule = (name && effectiveRule(rules, name)) ?? effectiveRule(rules, "notice");
  return rule && { notice: rule.value, source: rule.article };
}

/** `areas` are those of the town. Null where no rule asks for a notice. */
export async function limitsOf(
  table: Table,
  session: Pick<Session, "start" | "timeZone">,
  asked: Asked | null,
  areas: readonly string[],
): Promise<Limits | null> {
  if (!asked) return null;
  const term = { notice: asked.notice, start: parseCivil(session.start) ?? 0, zone: session.timeZone };
  const ofSeat = await countBack(table, term, areas);
  const known = new Map<string, Promise<Counted>>();
  const of = (residence: string | null): Promise<Counted> => {
    const others = areasOfResidence(residence).filter((area) => !areas.includes(area));
    // Only what working days are left out of depends on where someone lives.
    if (others.length === 0 || asked.notice.unit.startsWith("natural")) return Promise.resolve(ofSeat);
    const name = others.join(" ");
    const found = known.get(name) ?? countBack(table, term, [...areas, ...others]);
    known.set(name, found);
    return found;
  };
  return { notice: asked.notice, source: asked.source, ofSeat, of };
}

/** The deadline of a session for all its members together: the earliest of them counts. */
export async function deadlineOf(
  table: Table,
  { municipality, body, start }: Convened,
  limits: Limits,
): Promise<Deadline> {
  const { notice, source, ofSeat } = limits;
  const all = [ofSeat];
  if (!notice.unit.startsWith("natural")) {
    const residences = new Set<string>();
    for await (const group of membersOn(table, municipality, body, start.slice(0, 10)))
      for (const { residence } of group) if (residence !== null) residences.add(residence);
    all.push(...(await Promise.all([...residences].map((each) => limits.of(each)))));
  }
  const unconfirmed = new Map(
    all.flatMap((each) => each.unconfirmed).map((each) => [`${each.area} ${each.year}`, each]),
  );
  return {
    notice,
    source,
    lastLawfulMoment: formatInstant(ofSeat.limit),
    strictest: formatInstant(Math.min(...all.map(({ limit }) => limit))),
    provisional: all.some(({ provisional }) => provisional),
    provisionalAtSeat: ofSeat.provisional,
    unconfirmed: [...unconfirmed.values()],
    steps: [...ofSeat.steps],
  };
}
