import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { PAGE_STYLE } from "./page-style.ts";

/** Markup whose values are escaped. Ours never holds a promise, and so never is one. */
export const markup = html as (
  template: TemplateStringsArray,
  ...values: readonly unknown[]
) => HtmlEscapedString;

/** The frame of a page that is read and printed without scripts; `body` is markup. */
export const htmlPage = ({
  language,
  title,
  body,
}: {
  readonly language: string;
  readonly title: string;
  readonly body: HtmlEscapedString;
}): string =>
  String(markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(PAGE_STYLE)}</style>
</head>
<body>
${body}
</body>
</html>
`);
