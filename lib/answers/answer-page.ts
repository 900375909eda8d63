import { htmlPage, markup } from "../platform/page.ts";
import { momentIn, wordsIn } from "../mail/words.ts";
import type { Title } from "../platform/shapes.ts";
import { oneLine } from "../platform/texts.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import type { Answer } from "./model.ts";

type Said = Answer["reply"];

const words = {
  ca: {
    ask: "Hi assistireu?",
    attends: "Hi assistiré",
    excused: "No hi podré assistir",
    substitute: "Hi anirà qui em substitueix",
    reason: "Motiu (si el voleu dir: només el veu la secretaria)",
    thanks: "Hem desat la vostra resposta. La podeu canviar fins que comenci la sessió.",
    now: "La vostra resposta",
    closed: "Aquesta sessió ja no admet respostes.",
  },
  es: {
    ask: "¿Asistirá?",
    attends: "Asistiré",
    excused: "No podré asistir",
    substitute: "Asistirá quien me sustituye",
    reason: "Motivo (si quiere decirlo: solo lo ve la secretaría)",
    thanks: "Hemos guardado su respuesta. Puede cambiarla hasta que empiece la sesión.",
    now: "Su respuesta",
    closed: "Esta sesión ya no admite respuestas.",
  },
  it: {
    ask: "Sarà presente?",
    attends: "Sarò presente",
    excused: "Non potrò essere presente",
    substitute: "Verrà chi mi sostituisce",
    reason: "Motivo (se vuole indicarlo: lo vede solo la segreteria)",
    thanks: "Abbiamo registrato la Sua risposta. Può cambiarla fino all’inizio della seduta.",
    now: "La Sua risposta",
    closed: "Questa seduta non accetta più risposte.",
  },
  en: {
    ask: "Will you attend?",
    attends: "I will attend",
    excused: "I cannot attend",
    substitute: "My substitute will attend",
    reason: "Reason (if you wish to give one: only the secretariat sees it)",
    thanks: "Your answer is kept. You can change it until the session begins.",
    now: "Your answer",
    closed: "This session takes no answers any more.",
  },
} as const;

const button = (reply: Said, text: string) =>
  markup`<p><button type="submit" name="reply" value="${reply}">${text}</button></p>`;

interface Asked {
  readonly session: StoredFullSession;
  readonly bodyName: Title;
  /** The town's. */
  readonly language: string;
  /** What was said before; null: nothing yet. */
  readonly reply: Said | null;
  /** Whether answers are still taken. */
  readonly isOpen: boolean;
  /** Whether a person answers, with whom a reason can be kept. */
  readonly takesReason: boolean;
  /** Whether the rules know substitutes. */
  readonly takesSubstitute: boolean;
}

/** The page behind the link in a mail: one button an answer, without scripts. It is sent to where it came from. A reason
 * that was given is not shown again: whoever has the link would read it. */
export function answerPage({ session, bodyName, language, reply, isOpen, ...takes }: Asked): string {
  const letter = wordsIn([language]);
  const own = words[letter.language as keyof typeof words];
  const body = oneLine(bodyName, [language]).text;
  return htmlPage({
    language: letter.language,
    title: `${own.ask} ${body}`,
    body: markup`<main>
<h1>${body}</h1>
<p>${oneLine(session.title, [language]).text}<br>${momentIn(letter, session.start)}</p>
${reply === null ? "" : markup`<p role="status"><strong>${own.now}: ${own[reply]}.</strong> ${own.thanks}</p>`}
${
  isOpen
    ? markup`<h2>${own.ask}</h2>
<form method="post">
${button("attends", own.attends)}
${takes.takesSubstitute ? button("substitute", own.substitute) : ""}
</form>
<form method="post">
${takes.takesReason ? markup`<p><label for="reason">${own.reason}</label><br><textarea id="reason" name="reason" rows="3" maxlength="500" autocomplete="off"></textarea></p>` : ""}
${button("excused", own.excused)}
</form>`
    : markup`<p>${own.closed}</p>`
}
</main>`,
  });
}
