import { createHash } from "node:crypto";

/** How every page of ours looks, on a screen and on A4. */
export const PAGE_STYLE = `
:root { color-scheme: light; }
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; line-height: 1.3; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 0.25rem; }
dt { font-weight: 600; }
dd { margin: 0 0 0.5rem; }
a { color: #0b4f8a; }
@page { size: A4; margin: 20mm; }
@media print {
  body { font-size: 11pt; max-width: none; margin: 0; padding: 0; }
  h2 { break-after: avoid; }
  li { break-inside: avoid; }
  a { color: inherit; }
}
`;

/** For `style-src` of a Content-Security-Policy (CSP 3, 6.7.3.3): that style, and no other, is let in. */
export const PAGE_STYLE_HASH = `sha256-${createHash("sha256").update(PAGE_STYLE).digest("base64")}`;
