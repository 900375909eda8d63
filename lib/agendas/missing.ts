import { effectiveRule } from "../law/effective.ts";
import type { BodyRules } from "../law/model.ts";
import type { RuleValue } from "../law/rule-model.ts";
import { dateAt } from "../platform/zone.ts";
import type { FullSession } from "../sessions/model.ts";
import type { AgendaItem, FrozenAgenda, Missing, Order, StoredAgenda } from "./model.ts";

type Content = RuleValue<"contents">[number];
type Convened = Pick<FullSession, "kind" | "place" | "start" | "timeZone" | "request">;

const hasDocuments = ({ items, documentsAt }: FrozenAgenda): boolean =>
  documentsAt !== null || items.some(holdsDocuments);

/** A title alone is no document: it can be read somewhere, or its digest says which one it is. */
const holdsDocuments = ({ documents }: AgendaItem): boolean =>
  documents.some(({ url, digest }) => url !== null || digest !== null);

/** Whether an agenda holds what the law names so, and in words what to do where it does not. */
const contents: {
  readonly [C in Content]: readonly [(agenda: FrozenAgenda, session: Convened) => boolean, string];
} = {
  agenda: [
    ({ items }) => items.length > 0,
    "Say what the session is to deal with: give the agenda its items.",
  ],
  "documents-or-where-they-are": [
    hasDocuments,
    "Add the documents to the items, or say in `documentsAt` which website holds them.",
  ],
  "documents-available": [
    hasDocuments,
    "The documents must be available from the day of the notice: add them, or say in `documentsAt` where they are.",
  ],
  "draft-minutes": [
    ({ items }) => items.every((item) => item.kind !== "minutes-approval" || holdsDocuments(item)),
    "The item that approves minutes needs the draft of them as a document.",
  ],
  "reasons-if-extraordinary": [
    ({ reasons }, { kind }) => kind !== "extraordinary" || reasons !== null,
    "Say in `reasons` why the session is extraordinary.",
  ],
  "questions-and-requests-if-ordinary": [
    ({ items }, { kind }) =>
      kind !== "ordinary" || items.some((item) => item.kind === "questions-and-requests"),
    "An ordinary session has questions and requests on its agenda: add an item of that kind.",
  ],
  "conditions-of-the-session": [
    ({ conditions }) => conditions !== null,
    "Say in `conditions` how the session is held: in person, remotely, or both.",
  ],
  connection: [
    ({ connection }, { place }) => connection !== null || place !== null,
    "Say in `connection` how to connect, or give the session its place.",
  ],
  places: [
    ({ places }, { place }) => places.length > 0 || place !== null,
    "Say in `places` where there are the means to take part, or give the session its place.",
  ],
  "urgency-if-urgent": [
    ({ urgency }, { kind }) => kind !== "urgent" || urgency !== null,
    "The notice of an urgent session says why it is urgent: give `urgency`.",
  ],
};

const NOTHING: FrozenAgenda = {
  items: [],
  conditions: null,
  connection: null,
  places: [],
  documentsAt: null,
  reasons: null,
  urgency: null,
};

/** What a convocation still needs by the rules that hold, each with its article; empty when it is complete. */
export function missingFor(
  agenda: StoredAgenda | null,
  session: Convened,
  rules: BodyRules | null,
  now: number,
): Missing[] {
  if (!rules) return [];
  const rule = effectiveRule(rules, "contents");
  const lacks = (rule?.value ?? []).flatMap((name) => {
    const [holds, message] = contents[name];
    return holds(agenda ?? NOTHING, session) ? [] : [{ what: name, rule: rule?.article ?? null, message }];
  });
  return [
    ...lacks,
    ...urgencyLacks(agenda, session, rules),
    ...orderLacks(agenda?.order ?? null, session, rules, now),
  ];
}

/** What an urgent session needs beside (LBRL 46.2.b, ROF 79, 113.1.a). */
function urgencyLacks(agenda: StoredAgenda | null, { kind }: Convened, rules: BodyRules): Missing[] {
  const rule = kind === "urgent" ? effectiveRule(rules, "urgency") : null;
  if (!rule) return [];
  const at = { what: "urgency", rule: rule.article };
  if (rule.value === "not-foreseen")
    return [{ ...at, message: "The rules of this body know no urgent session: make it another kind." }];
  const isFirst =
    rule.value === "ratified-first-by-the-body" || rule.value === "declared-first-by-the-majority";
  if (!isFirst || agenda?.items[0]?.kind === "urgency") return [];
  return [
    {
      ...at,
      message: "The first item is that the body ratifies the urgency: put one of kind `urgency` first.",
    },
  ];
}

/** A session that members asked for and nobody convened within the term is convened by itself, when the law says. */
const isByLaw = ({ start, timeZone, request }: Convened, now: number): boolean =>
  request?.otherwise === start && request.heldBy !== null && dateAt(now, timeZone) > request.heldBy;

/** Whether an order was given for this very session: this day, this kind. */
const isForIt = (order: Order, { start, kind }: Convened): boolean =>
  order.start === start && order.kind === kind;

function orderLacks(order: Order | null, session: Convened, rules: BodyRules, now: number): Missing[] {
  const rule = effectiveRule(rules, "convening");
  if (!rule) return [];
  const { orders } = rule.value;
  const isRight =
    order !== null &&
    isForIt(order, session) &&
    (order.by === "law" ? isByLaw(session, now) : orders === "president-or-mayor" || order.by === orders);
  if (isRight) return [];
  const who = orders.replaceAll("-", " ");
  return [
    {
      what: "order",
      rule: rule.article,
      message: `The ${who} orders the convocation: let them sign it off, or record their act in \`order\`.`,
    },
  ];
}
