import { momentIn, wordsIn } from "../mail/words.ts";
import type { Words } from "../mail/words-model.ts";
import { formatCivil } from "../platform/civil.ts";
import { htmlPage, markup } from "../platform/page.ts";
import type { Title } from "../platform/shapes.ts";
import { oneLine } from "../platform/texts.ts";
import { civilOf, parseInstant } from "../platform/zone.ts";
import { certificateWords } from "./certificate-words.ts";
import type { Convocation } from "../convocations/model.ts";
import type { Certificate } from "./model.ts";

interface Shown {
  readonly certificate: Certificate;
  readonly convocation: Convocation;
  readonly bodyName: Title;
  /** The town's. */
  readonly language: string;
}

/** A certificate on A4: what it says, notice by notice, and the digests by which anyone can tell it from another. */
export function certificatePage({ certificate, convocation, bodyName, language }: Shown): string {
  const letter = wordsIn([language]);
  const words = certificateWords[letter.language as keyof typeof certificateWords];
  const at = (instant: string | null): string => momentOf(instant, convocation.timeZone, letter);
  const { count, because, notices } = certificate;
  const body = oneLine(bodyName, [language]).text;
  return htmlPage({
    language: letter.language,
    title: `${words.title}: ${body}`,
    body: markup`<main>
<h1>${words.title}</h1>
<p>${body}: ${oneLine(convocation.title, [language]).text}, ${momentIn(letter, convocation.start)}</p>
<p><strong>${certificate.certified ? words.certified : words.notCertified}</strong></p>
${because.length === 0 ? "" : markup`<ul>${because.map((each) => markup`<li lang="en">${each}</li>`)}</ul>`}
<dl>
<dt>${words.convenedAt}</dt><dd>${at(certificate.convenedAt)}</dd>
<dt>${words.limit}</dt><dd>${at(convocation.deadline?.lastLawfulMoment ?? null)} ${convocation.deadline?.source ?? ""}</dd>
<dt>${words.members}</dt><dd>${words.counted(count)}</dd>
<dt>${words.counts}</dt><dd>${words.from[certificate.counts.from as keyof typeof words.from] ?? ""} ${certificate.counts.article ?? ""}</dd>
<dt>${words.convocation}</dt><dd><code>${certificate.convocation}</code></dd>
<dt>${words.digest}</dt><dd><code>${certificate.digest}</code></dd>
<dt>${words.seal}</dt><dd><code>${certificate.seal}</code></dd>
<dt>${words.issuedAt}</dt><dd>${at(certificate.issuedAt)}</dd>
</dl>
<h2>${words.notices}</h2>
<table>
<thead><tr><th scope="col">${words.notice}</th><th scope="col">${words.state}</th><th scope="col">${words.given}</th><th scope="col">${words.inTime}</th><th scope="col">${words.head}</th></tr></thead>
<tbody>
${notices.map(
  ({
    id,
    state,
    givenAt,
    inTime,
    head,
  }) => markup`<tr><th scope="row">${id}</th><td>${words.states[state]}</td><td>${at(givenAt)}</td><td>${inTime === null ? "-" : inTime ? words.yes : words.no}</td><td><code>${head.slice(0, 16)}…</code></td></tr>
`,
)}
</tbody>
</table>
</main>`,
  });
}

/** An instant on the clock of the session's place; "-" where there is none. */
function momentOf(instant: string | null, zone: string, letter: Words): string {
  const at = instant === null ? null : parseInstant(instant);
  return at === null ? "-" : momentIn(letter, formatCivil(civilOf(at, zone)));
}
