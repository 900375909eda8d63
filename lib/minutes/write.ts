import { secretariat } from "../bodies/offices.ts";
import { badInput } from "../errors.ts";
import { digestOf } from "../ledger/chain.ts";
import type { Operation } from "../platform/contract.ts";
import { inLanguage } from "../platform/shapes.ts";
import { formatInstant } from "../platform/zone.ts";
import { loadSession } from "../sessions/store.ts";
import { contentOf } from "./build.ts";
import type { Texts } from "./build.ts";
import { checklistOf } from "./checklist.ts";
import type { Minutes, MinutesInput } from "./model.ts";
import { recordOf } from "./record.ts";
import type { HeldRecord } from "./record.ts";
import type { minutes } from "./routes.ts";
import { shownWith } from "./show.ts";
import { beginnings, go } from "./states.ts";
import { allMinutes, allOpinions, editConflict, putMinutes, putNewMinutes } from "./store.ts";
import { waitsNoMore } from "./waiting.ts";

/**
 * Draws up the minutes of a session from its record, with the secretary's texts, as a new version that leaves the one before
 * superseded; of a session that was not held, the record of why (ROF 109.2). 412 where `basedOn` is not the latest version,
 * 409 once they are approved, 400 with all items and seats that the record does not know.
 */
export const createMinutes: Operation<(typeof minutes)["createMinutes"]> = async (
  { path, body: input },
  context,
) => {
  const { municipality, session: id } = path;
  const { table, now, permit, commit } = context;
  const session = await loadSession(table, municipality, id);
  await permit(secretariat, { municipality, body: session.body });
  const [record, versions, opinions] = await Promise.all([
    recordOf(table, session),
    allMinutes(table, municipality, id),
    allOpinions(table, municipality, id),
  ]);
  const before = versions.at(-1);
  if (input.basedOn !== (before?.n ?? 0)) throw editConflict(before?.n ?? 0);
  const superseded = before && {
    ...before,
    status: go(before.status, "supersede"),
    version: before.version + 1,
  };
  const content = contentOf(record, textsOf(input, record));
  const rules = rulesFor(record);
  const draft: Minutes = {
    municipality,
    body: session.body,
    session: id,
    n: input.basedOn + 1,
    basedOn: input.basedOn,
    status: beginnings.write,
    content,
    digest: digestOf(content),
    checklist: checklistOf(content, rules),
    createdAt: formatInstant(now),
    circulatedAt: null,
    approval: null,
    corrections: [],
    version: 1,
    rules,
    agreed: [],
  };
  return commit(
    {
      status: 201,
      body: shownWith(draft, "secretariat", [], opinions),
      location: `/v1/municipalities/${municipality}/sessions/${id}/minutes/${draft.n}`,
    },
    [
      putNewMinutes(draft),
      ...(superseded ? [putMinutes(superseded, superseded.version - 1)] : []),
      ...(before ? waitsNoMore(before) : []),
    ],
    { session: id, n: draft.n, digest: draft.digest },
  );
};

const RULES = [
  "minutesHold",
  "minutesApproval",
  "conformity",
  "certificatesBeforeApproval",
  "publicity",
] as const;

const rulesFor = ({ meeting }: HeldRecord): Minutes["rules"] =>
  Object.fromEntries(
    RULES.flatMap((name) => {
      const rule = meeting.rules[name];
      return rule ? [[name, rule] as const] : [];
    }),
  );

/** What was written, in the town's language where no other is said; all that the record does not know is refused. */
function textsOf(input: MinutesInput, record: HeldRecord): Texts {
  const { language } = record.town;
  const faults = faultsOf(input, record);
  if (faults.length > 0) throw badInput(faults);
  return {
    items: input.items.map(({ item, debate, interventions }) => ({
      item,
      debate: debate.map((text) => inLanguage(language, text)),
      interventions: interventions.map((each) => ({ ...each, text: inLanguage(language, each.text) })),
    })),
    incidents: inLanguage(language, input.incidents),
    remarks: inLanguage(language, input.remarks),
    recording: input.recording,
  };
}

function faultsOf({ items }: MinutesInput, { meeting, attendance, seats }: HeldRecord): [string, string][] {
  const known = new Set([...attendance.map(({ seat }) => seat), ...seats.map(({ id }) => id)]);
  return items.flatMap(({ item, interventions }, i) => [
    ...(meeting.items.some(({ id }) => id === item)
      ? []
      : [[`$.items[${i}].item`, "is no item that the session dealt with"] as [string, string]]),
    ...(items.findIndex((each) => each.item === item) === i
      ? []
      : [[`$.items[${i}].item`, "is there twice: write it once"] as [string, string]]),
    ...interventions.flatMap(({ seat }, j) =>
      seat === null || known.has(seat)
        ? []
        : [[`$.items[${i}].interventions[${j}].seat`, "is no seat of that day"] as [string, string]],
    ),
  ]);
}
