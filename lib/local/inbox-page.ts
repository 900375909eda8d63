import { html } from "hono/html";
import { answerWith } from "../platform/http.ts";
import type { HttpAnswer } from "../platform/http.ts";
import { formatInstant } from "../platform/zone.ts";
import type { CaughtMail } from "./caught-mails.ts";
import { readMail } from "./mail-reader.ts";

type Html = ReturnType<typeof html>;

const HEADERS = { "cache-control": "no-store" };
const NOTHING_BUT_STYLE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
/** A mail's own page runs no script, sends no form, loads nothing and belongs to no origin; its links can be followed. */
const SANDBOX = `sandbox; ${NOTHING_BUT_STYLE}; img-src data:`;

const MOST_SHOWN = 500; // each is read for its subject

/** The pages of the mail sink: the list, one mail, its HTML, its bytes. */
export async function inboxAnswer(path: string, mails: readonly CaughtMail[]): Promise<BinaryAnswer> {
  if (path === "/") return page(200, "Mail on this machine", inbox(mails));
  const [, n, kind] = /^\/mails\/(\d+)(\.eml|\.html)?$/.exec(path) ?? [];
  const mail = n === undefined ? undefined : mails.find((each) => each.n === Number(n));
  if (!mail) return page(404, "No such mail", html`<p><a href="/">All mail</a></p>`);
  const { raw } = mail;
  if (kind === ".eml") return { ...answerWith(200, "message/rfc822", "", HEADERS), body: raw };
  const read = readMail(raw);
  if (kind === ".html")
    return answerWith(200, "text/html; charset=utf-8", read.html ?? "", {
      ...HEADERS,
      "content-security-policy": SANDBOX,
    });
  return page(200, read.subject || "(no subject)", oneMail(mail, read));
}

/** The bytes of a mail are not always text. */
type BinaryAnswer = Omit<HttpAnswer, "body"> & { readonly body: string | Uint8Array };

const when = ({ at }: CaughtMail): Html =>
  html`<time datetime="${formatInstant(at)}">${formatInstant(at)}</time>`;

const inbox = (mails: readonly CaughtMail[]): Html =>
  mails.length === 0
    ? html`<p>No mail has left yet.</p>`
    : html`<table>
        <caption>
          ${mails.length} mails, the newest first${mails.length > MOST_SHOWN ? `: ${MOST_SHOWN} of them` : ""}
        </caption>
        <thead>
          <tr>
            <th scope="col">Subject</th>
            <th scope="col">To</th>
            <th scope="col">When</th>
          </tr>
        </thead>
        <tbody>
          ${mails
            .slice(-MOST_SHOWN)
            .toReversed()
            .map(
              (mail) =>
                html`<tr>
                  <td><a href="/mails/${mail.n}">${readMail(mail.raw).subject || "(no subject)"}</a></td>
                  <td>${mail.to}</td>
                  <td>${when(mail)}</td>
                </tr> `,
            )}
        </tbody>
      </table>`;

const oneMail = (
  mail: CaughtMail,
  { headers, text, html: ownHtml, attachments }: ReturnType<typeof readMail>,
): Html =>
  html`<p><a href="/">All mail</a></p>
    <p>Handed over ${when(mail)} for ${mail.to}.</p>
    <h2>Text</h2>
    ${text === null ? html`<p>It has none.</p>` : html`<pre>${text}</pre>`}
    <h2>Other forms</h2>
    <ul>
      ${ownHtml === null ? "" : html`<li><a href="/mails/${mail.n}.html">As HTML</a>, without scripts or pictures of elsewhere</li>`}
      <li><a href="/mails/${mail.n}.eml">As bytes</a>, for a mail program</li>
      ${attachments.map(({ name, type, bytes }) => html`<li>Attached: ${name || "(no name)"}, ${type}, ${bytes} bytes</li> `)}
    </ul>
    <h2>Headers</h2>
    <dl>
      ${headers.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd> `,
      )}
    </dl>`;

const page = async (status: number, title: string, main: Html): Promise<BinaryAnswer> =>
  answerWith(
    status,
    "text/html; charset=utf-8",
    String(
      await html`<!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>${title} - Convoca</title>
            <style>
              :root {
                color-scheme: light dark;
                font:
                  1rem/1.5 system-ui,
                  sans-serif;
              }
              body {
                max-width: 60rem;
                margin: 1rem auto;
                padding: 0 1rem;
                overflow-wrap: anywhere;
              }
              table {
                width: 100%;
                border-collapse: collapse;
              }
              caption,
              th,
              td {
                padding: 0.3rem 0.6rem 0.3rem 0;
                text-align: left;
                vertical-align: top;
              }
              tr {
                border-bottom: 1px solid GrayText;
              }
              pre {
                white-space: pre-wrap;
              }
              dt {
                font-weight: bold;
              }
            </style>
          </head>
          <body>
            <main>
              <h1>${title}</h1>
              ${main}
            </main>
          </body>
        </html>`,
    ),
    { ...HEADERS, "content-security-policy": NOTHING_BUT_STYLE },
  );
