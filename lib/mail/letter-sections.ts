import type { z } from "zod";
import type { FrozenAgenda, Order } from "../agendas/model.ts";
import type { Prose, Title } from "../platform/shapes.ts";
import { cleanLine, oneLine, textIn } from "../platform/texts.ts";
import type { Part, Section } from "./letter-model.ts";
import type { Summons } from "./summons.ts";
import type { Occasion, Words } from "./words-model.ts";

/** What this occasion asks for, in the order of a notice; a section that has nothing to say is left out. */
export function sectionsOf(
  { convocation: { agenda, reason, order }, answerUrl }: Summons,
  occasion: Occasion,
  languages: readonly string[],
  words: Words,
): Section[] {
  const prose = (text: z.infer<typeof Prose> | null | undefined): Part[] =>
    text ? [{ is: "prose", text: textIn(text, languages) }] : [];
  const own = (text: string): Part => ({ is: "prose", text: { language: words.language, text } });

  const why = { heading: words.reason, parts: prose(reason) };
  const connection = { heading: words.connection, parts: prose(agenda?.connection) };
  const answer = {
    heading: words.answer,
    parts: answerUrl === null ? [] : [own(words.answerHere), ...link(answerUrl)],
  };
  // What the law asks a notice to hold: Ley 40/2015, 17.3; Llei 26/2010, 17.1 and 17.2; ROF 80.1 and 80.2.
  const notice = (): Section[] => [
    why,
    { heading: words.urgency, parts: prose(agenda?.urgency) },
    { heading: words.reasons, parts: prose(agenda?.reasons) },
    { heading: words.agenda, parts: agendaIn(agenda, languages) },
    { heading: words.documentsAt, parts: link(agenda?.documentsAt) },
    { heading: words.conditions, parts: prose(agenda?.conditions) },
    connection,
    { heading: words.places, parts: placesIn(agenda?.places ?? [], languages) },
    answer,
    { heading: words.order, parts: order === null ? [] : [own(orderIn(order, words))] },
  ];
  const sections = {
    convocation: notice,
    change: notice,
    cancellation: () => [why],
    withdrawal: () => [],
    reminder: () => [connection, answer],
  };
  return sections[occasion]().filter(({ parts }) => parts.length > 0);
}

const link = (url: string | null | undefined): Part[] => (url ? [{ is: "link", url: cleanLine(url) }] : []);

function agendaIn(agenda: FrozenAgenda | null, languages: readonly string[]): Part[] {
  if (agenda === null || agenda.items.length === 0) return [];
  const items = agenda.items.map(({ title, description, documents }) => ({
    title: oneLine(title, languages),
    description: description && textIn(description, languages),
    documents: documents.map((each) => ({
      title: oneLine(each.title, languages),
      url: each.url && cleanLine(each.url),
      digest: each.digest && cleanLine(each.digest),
    })),
  }));
  return [{ is: "agenda", items }];
}

const placesIn = (places: readonly Title[], languages: readonly string[]): Part[] =>
  places.length === 0 ? [] : [{ is: "list", items: places.map((place) => oneLine(place, languages)) }];

/** "Sessió convocada per ordre de la presidència (Decret 12/2027)." */
const orderIn = ({ by, act }: Order, words: Words): string =>
  `${words.orderedBy[by]}${act === null ? "" : ` (${cleanLine(act)})`}.`;
