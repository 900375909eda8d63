import { parseDuration } from "../platform/civil.ts";
import { cleanLine, oneLine } from "../platform/texts.ts";
import { nameInHeader } from "./address.ts";
import type { Fact, Letter } from "./letter-model.ts";
import { sectionsOf } from "./letter-sections.ts";
import type { SecondCall } from "../sessions/terms-model.ts";
import type { Summons } from "./summons.ts";
import type { Occasion, Words } from "./words-model.ts";
import { languagesOf, momentIn, wordsIn } from "./words.ts";

/** What a member is written: the words of the law in their language, the secretary's in whichever they were written. */
export function letterOf(summons: Summons): Letter {
  const { convocation, town, bodyName } = summons;
  const languages = languagesOf(summons);
  const words = wordsIn(languages);
  const occasion = occasionOf(summons);
  const body = oneLine(bodyName, languages);
  return {
    subject: `${words.subjects[occasion]}: ${nameInHeader(body.text)}, ${momentIn(words, convocation.start)}`,
    language: words.language,
    town: oneLine(town.name, languages),
    body,
    greeting: greetingOf(summons, languages, words),
    opening: words.openings[occasion](words.kinds[convocation.kind]),
    facts: factsOf(summons, languages, words),
    sections: sectionsOf(summons, occasion, languages, words),
  };
}

/** Nobody is reminded of what was cancelled. */
function occasionOf({ what, convocation: { type } }: Summons): Occasion {
  if (what === "withdrawal" && type !== "cancellation") return "withdrawal";
  return what === "reminder" && type !== "cancellation" ? "reminder" : type;
}

/** "A l’atenció de: Anna Puig, Vocalia de les entitats": no form of address asks for a gender that we do not know. */
export function greetingOf(
  { recipient }: Pick<Summons, "recipient">,
  languages: readonly string[],
  words: Words,
): string {
  const { name, seat } = recipient;
  const known = [name === null ? "" : cleanLine(name), seat === null ? "" : oneLine(seat, languages).text];
  const shown = known.filter((each) => each !== "").join(", ");
  return shown === "" ? words.salutation : `${words.attention}: ${shown}`;
}

function factsOf({ convocation }: Summons, languages: readonly string[], words: Words): Fact[] {
  const { title, start, timeZone, duration, place, secondCall, type } = convocation;
  const own = (label: string, text: string): Fact => ({ label, value: { language: words.language, text } });
  const facts = [
    { label: words.session, value: oneLine(title, languages) },
    own(words.when, `${momentIn(words, start)} (${words.timeZone}: ${cleanLine(timeZone)})`),
  ];
  if (duration !== null) facts.push(own(words.duration, durationIn(duration)));
  if (place !== null) facts.push({ label: words.place, value: oneLine(place.name, languages) });
  if (secondCall !== null && type !== "cancellation")
    facts.push(own(words.secondCall, secondCallIn(secondCall, words)));
  return facts;
}

/** "divendres, 15 de gener de 2027, 19.30 h, si no hi ha quòrum en la primera (ROF 90.2)" */
export function secondCallIn({ start, article }: SecondCall, words: Words): string {
  const rule = article === null ? "" : ` (${cleanLine(article)})`;
  return `${momentIn(words, start)}, ${words.ifNoQuorum}${rule}`;
}

/** "2 h 30 min", as all our languages write it. */
function durationIn(duration: string): string {
  const minutes = Math.ceil((parseDuration(duration) ?? 0) / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} h` : "", rest > 0 ? `${rest} min` : ""].filter(Boolean).join(" ");
}
