import type { HtmlEscapedString } from "hono/utils/html";
import { markup } from "../platform/page.ts";
import type { Conformity } from "./member-model.ts";
import type { ShownMinutes } from "./model.ts";
import { minutesPage } from "./page.ts";
import { voiceIn } from "./words.ts";

const words = {
  ca: {
    ask: "Hi esteu conforme?",
    agree: "Hi estic conforme",
    remarks: "Objeccions (les llegeixen els membres i la secretaria)",
    send: "Envia les objeccions",
    agreed: "Consta que hi esteu conforme.",
    remarked: "Consten les vostres objeccions. Les podeu canviar, o donar la conformitat, fins que s’aprovi.",
  },
  es: {
    ask: "¿Está conforme?",
    agree: "Estoy conforme",
    remarks: "Reparos (los leen los miembros y la secretaría)",
    send: "Enviar los reparos",
    agreed: "Consta su conformidad.",
    remarked: "Constan sus reparos. Puede cambiarlos, o dar su conformidad, hasta que se apruebe.",
  },
  it: {
    ask: "È d’accordo?",
    agree: "Sono d’accordo",
    remarks: "Osservazioni (le leggono i componenti e la segreteria)",
    send: "Inviare le osservazioni",
    agreed: "Il Suo assenso è registrato.",
    remarked:
      "Le Sue osservazioni sono registrate. Può cambiarle, o dare il Suo assenso, fino all’approvazione.",
  },
  en: {
    ask: "Do you agree?",
    agree: "I agree",
    remarks: "What you object to (members and the secretariat read it)",
    send: "Send it",
    agreed: "That you agree is on record.",
    remarked: "What you object to is on record. You can change it, or agree, until they are approved.",
  },
} as const;

/** The page behind the link in a mail: the minutes, and below them, of whom that is asked for, what they say of them. */
export function conformityPage(
  shown: ShownMinutes,
  { seat, tenure }: Pick<Conformity, "seat" | "tenure">,
  town: string,
): string {
  const { language } = voiceIn([town], shown.content.timeZone);
  const said = shown.conformities.find((each) => each.seat === seat && each.tenure === tenure) ?? null;
  const own = words[language as keyof typeof words];
  const isAsked = shown.awaited.includes(seat);
  const below = [
    shown.status === "circulated" && said !== null
      ? markup`<p role="status"><strong>${said.agrees ? own.agreed : own.remarked}</strong></p>`
      : "",
    isAsked ? formMarkup(own) : "",
  ];
  return minutesPage(shown, town, town, markup`${below}`);
}

/** One form an answer, without scripts; each is sent to where the page came from. */
const formMarkup = (own: (typeof words)[keyof typeof words]): HtmlEscapedString =>
  markup`<h2>${own.ask}</h2>
<form method="post">
<p><button type="submit" name="says" value="agrees">${own.agree}</button></p>
</form>
<form method="post">
<p><label for="remarks">${own.remarks}</label><br><textarea id="remarks" name="remarks" rows="5" maxlength="4000" required autocomplete="off"></textarea></p>
<p><button type="submit" name="says" value="remarks">${own.send}</button></p>
</form>`;
