import type { Row } from "./dump.ts";

/** Instants are UTC without fractions: they compare as texts. */
type Instant = string;
const DAY = 86_400_000;
const WATCHED = 180 * DAY;

interface SessionRow {
  readonly id: string;
  readonly municipality: string;
  readonly body: string;
  readonly start: string;
  readonly startUtc: Instant | null;
  readonly status: string;
}

interface Event {
  readonly event: string;
  readonly sequence: number;
  readonly digest: string;
  readonly previous: string;
}

/**
 * What is half-written of convocations: planned sessions that nobody will look at, versions that are not on record, chains
 * of the ledger that are broken, mail without a chain or chains without their mail, timers that stand for nothing. Written
 * from the chart of keys. `now` is the clock's; without one, the latest instant that anything was written at.
 */
export function halfWrittenConvocations(rows: readonly Row[], now: Instant = latestIn(rows)): string[] {
  const sessions = new Map<string, Row>();
  for (const row of rows) if (row.sk === "SESSION") sessions.set(row.pk.replace("SESSION#", ""), row);
  const timers = rows.filter(({ pk }) => pk.startsWith("TIMER#"));
  const convocations = new Map<string, Row>();
  for (const row of rows)
    if (row.sk.startsWith("CONVOCATION#"))
      convocations.set(`${row.pk.replace("SESSION#", "")}#${row.sk.replace("CONVOCATION#", "")}`, row);
  const chains = chainsIn(rows);
  return [
    ...[...sessions].flatMap(([key, row]) => sessionFaults(key, row, { rows, timers, now })),
    ...versionFaults(sessions, convocations, chains),
    ...[...chains].flatMap(([chain, events]) => chainFaults(chain, events, convocations)),
    ...mailFaults(rows, chains, timers),
    ...timers.flatMap((timer) => timerFaults(timer, sessions, convocations, rows)),
    ...rows.flatMap((row) => strayFaults(row, sessions)),
  ];
}

const nth = (n: unknown): string => String(n).padStart(3, "0");
const referenceOf = (timer: Row): string[] => timer["reference"] as string[];

interface Around {
  readonly rows: readonly Row[];
  readonly timers: readonly Row[];
  readonly now: Instant;
}

/** A session that is planned is looked at: each look sets the next, until its last lawful moment has passed. */
function sessionFaults(key: string, row: Row, { rows, timers, now }: Around): string[] {
  const { municipality, body, start, startUtc, status } = row["listed"] as SessionRow;
  const looks = timers.filter(
    (timer) => timer["kind"] === "convene" && referenceOf(timer).join("#") === `session#${key}`,
  );
  const first = startUtc === null ? null : instant(Date.parse(startUtc) - WATCHED);
  const isPlanned = status === "planned" && row["gone"] !== true && first !== null;
  if (!isPlanned)
    return first !== null && first > now && looks.some(({ due }) => due === first)
      ? [`${key}, ${status}, waits for a first look`]
      : [];
  if (looks.length > 0) return [];
  if (first > now) return [`nobody will look at ${key}, planned`];
  if ((startUtc ?? "") <= now) return [];
  const outlook = rows.find(({ pk, sk }) => pk === row.pk && sk === "OUTLOOK");
  const limit = outlook?.["lastLawfulMoment"];
  const isOver = typeof limit === "string" && limit < String(outlook?.["lookedAt"]);
  return isOver || !isOwed(rows, [municipality, body, start.slice(0, 10)])
    ? []
    : [`nobody looks at ${key} any more, planned and not convened`];
}

/** Whether a body convenes at all: by rules that hold on the day, or by itself. */
function isOwed(rows: readonly Row[], [town, body, day]: readonly [string, string, string]): boolean {
  const pk = `BODY#${town}#${body}`;
  return rows.some(
    (row) =>
      row.pk === pk &&
      ((row.sk.startsWith("RULES#") && row.sk.slice("RULES#".length) <= day) ||
        (row.sk === "BODY" && (row["convening"] as { mode?: string } | null)?.mode === "automatic")),
  );
}

/** As many versions as the session says, from the first on, each published, each following from the one before. */
function versionFaults(
  sessions: ReadonlyMap<string, Row>,
  convocations: ReadonlyMap<string, Row>,
  chains: ReadonlyMap<string, readonly Event[]>,
): string[] {
  const wrong: string[] = [];
  const known = new Set<string>();
  for (const [key, row] of sessions) {
    const count = Number(row["convocations"] ?? 0);
    const { status } = row["listed"] as SessionRow;
    if (status === "convened" && count === 0) wrong.push(`${key} is convened without a convocation`);
    let previous: unknown = null;
    for (let n = 1; n <= count; n++) {
      const version = `${key}#${nth(n)}`;
      const convocation = convocations.get(version);
      known.add(version);
      if (!convocation) wrong.push(`${version} is not on record`);
      if (convocation && convocation["previous"] !== previous)
        wrong.push(`${version} does not follow from the version before`);
      previous = convocation?.["digest"];
      if (chains.get(`${version}#everyone.0#page`)?.[0]?.event !== "published")
        wrong.push(`${version} was not published`);
    }
  }
  for (const version of convocations.keys())
    if (!known.has(version)) wrong.push(`${version} is on record, and its session does not say so`);
  return wrong;
}

function chainsIn(rows: readonly Row[]): Map<string, Event[]> {
  const chains = new Map<string, Event[]>();
  for (const row of rows.filter(({ pk }) => pk.startsWith("LEDGER#"))) {
    const chain = `${row.pk.replace("LEDGER#", "")}#${row.sk.replace(/#\d+$/, "")}`;
    chains.set(chain, [...(chains.get(chain) ?? []), row as unknown as Event]);
  }
  return chains;
}

/** A chain begins with its convocation, has no gap, and each event names the one before. */
function chainFaults(
  chain: string,
  events: readonly Event[],
  convocations: ReadonlyMap<string, Row>,
): string[] {
  const version = chain.split("#").slice(0, 3).join("#");
  let head = { sequence: 0, digest: convocations.get(version)?.["digest"] };
  const wrong = head.digest === undefined ? [`${chain} is about no convocation`] : [];
  for (const event of events) {
    if (event.sequence !== head.sequence + 1) wrong.push(`${chain} lacks event ${head.sequence + 1}`);
    else if (event.previous !== head.digest) wrong.push(`${chain} is broken at event ${event.sequence}`);
    head = event;
  }
  return wrong;
}

/** What is to leave has its chain, and somebody who sends it should the stream lose it; what was decided is to leave. */
function mailFaults(
  rows: readonly Row[],
  chains: ReadonlyMap<string, readonly Event[]>,
  timers: readonly Row[],
): string[] {
  const wrong: string[] = [];
  const leaving = new Set<string>();
  for (const row of rows.filter(({ pk }) => pk.startsWith("OUTBOX#"))) {
    const { municipality, session, n, seat, tenure, channel, what } = row;
    const chain = [municipality, session, nth(n), `${String(seat)}.${String(tenure)}`, channel].join("#");
    if (what === "notice") leaving.add(chain);
    const head = row["head"] as Pick<Event, "sequence" | "digest"> | null;
    const isNotice = !["alert", "booking", "minutes"].includes(String(what));
    if (isNotice && !chains.get(chain)?.some(({ digest }) => digest === head?.digest))
      wrong.push(`${row.sk} is to leave without a chain`);
    const version = [municipality, session, String(n)].join("#");
    const isCovered = timers.some(
      (timer) =>
        /^(notices|resend|remind)$/.test(String(timer["kind"])) && referenceOf(timer).join("#") === version,
    );
    if (!isCovered) wrong.push(`nobody sends ${row.sk} should the stream have lost it`);
  }
  for (const [chain, events] of chains)
    if (chain.endsWith("#mail") && events.every(({ event }) => event === "decided") && !leaving.has(chain))
      wrong.push(`${chain} is decided, and no mail is to leave`);
  return wrong;
}

function timerFaults(
  timer: Row,
  sessions: ReadonlyMap<string, Row>,
  convocations: ReadonlyMap<string, Row>,
  rows: readonly Row[],
): string[] {
  const [scope = "", town = "", of = ""] = referenceOf(timer);
  const isThere = (pk: string): boolean => rows.some((row) => row.pk === pk);
  const name = `${String(timer["kind"])} ${referenceOf(timer).join("#")}`;
  switch (timer["kind"]) {
    case "convene":
      return (scope === "session" && sessions.has(`${town}#${of}`)) ||
        (scope === "body" && isThere(`BODY#${town}#${of}`)) ||
        (scope === "town" && isThere(`TOWN#${town}`))
        ? []
        : [`${name} stands for nothing`];
    case "notices":
    case "remind":
    case "resend": {
      const [, , n] = referenceOf(timer);
      const key = `${scope}#${town}`;
      const isOfAlerts = timer["kind"] === "resend" && n === "0";
      return sessions.has(key) && (isOfAlerts || convocations.has(`${key}#${nth(n)}`))
        ? []
        : [`${name} stands for nothing`];
    }
    default:
      return [];
  }
}

/** What hangs on a session stands with it. */
function strayFaults({ pk, sk }: Row, sessions: ReadonlyMap<string, Row>): string[] {
  const ofSession = /^(AGENDA|OUTLOOK|ANSWER#|CONVOCATION#)/.test(sk) && pk.startsWith("SESSION#");
  const key = ofSession
    ? pk.replace("SESSION#", "")
    : pk.startsWith("ALERTS#")
      ? `${pk.replace("ALERTS#", "")}#${sk.split("#")[0]}`
      : null;
  return key === null || sessions.has(key) ? [] : [`${pk} ${sk} hangs on no session`];
}

const instant = (milliseconds: number): Instant => new Date(milliseconds).toISOString().replace(".000", "");

/** The last instant that anything was written at, as far as rows tell. */
function latestIn(rows: readonly Row[]): Instant {
  let latest = "";
  for (const row of rows)
    for (const at of [
      row["at"],
      row["updatedAt"],
      row["lookedAt"],
      (row["listed"] as { updatedAt?: unknown })?.updatedAt,
    ])
      if (typeof at === "string" && at > latest) latest = at;
  return latest;
}
