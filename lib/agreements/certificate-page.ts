import { momentIn, wordsIn } from "../mail/words.ts";
import { formatCivil } from "../platform/civil.ts";
import { htmlPage, markup } from "../platform/page.ts";
import type { Title } from "../platform/shapes.ts";
import { oneLine, textIn } from "../platform/texts.ts";
import { civilOf, parseInstant } from "../platform/zone.ts";
import type { AgreementCertificate } from "./certificate-model.ts";
import { certificateWords } from "./certificate-words.ts";

interface Shown {
  readonly certificate: AgreementCertificate;
  readonly bodyName: Title;
  /** The town's. */
  readonly timeZone: string;
  readonly language: string;
}

/** A certificate of an agreement on A4. Before the minutes are approved it says so first. */
export function certificatePage({ certificate, bodyName, timeZone, language }: Shown): string {
  const letter = wordsIn([language]);
  const words = certificateWords[letter.language as keyof typeof certificateWords];
  const { text, vote, minutes, warning } = certificate;
  const body = oneLine(bodyName, [language]).text;
  const agreed = textIn(text, [language]);
  const issued = formatCivil(civilOf(parseInstant(certificate.issuedAt) ?? 0, timeZone));
  return htmlPage({
    language: letter.language,
    title: `${words.title}: ${body}`,
    body: markup`<main>
<h1>${words.title}</h1>
<p>${body}: ${oneLine(certificate.title, [language]).text}, ${momentIn(letter, certificate.start)}</p>
${warning === null ? "" : markup`<p role="note"><strong>${textIn(warning.words, [letter.language]).text}</strong></p>`}
<h2>${words.agreed} ${certificate.n}</h2>
<p lang="${agreed.language}">${agreed.text}</p>
<dl>
${vote === null ? "" : markup`<dt>${words.vote} ${vote.n}</dt><dd>${words.counted(vote.counts)}</dd>`}
<dt>${words.minutes}</dt><dd>${minutes.approved ? words.approved : words.notApproved}</dd>
${warning === null ? "" : markup`<dt>${words.rule}</dt><dd>${warning.article ?? `[R] ${words.noRule}`}</dd>`}
<dt>${words.digest}</dt><dd><code>${certificate.digest}</code></dd>
<dt>${words.issuedAt}</dt><dd>${momentIn(letter, issued)}</dd>
</dl>
</main>`,
  });
}
