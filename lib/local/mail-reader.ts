import { parseHeaderValue } from "nodemailer/lib/mime-funcs";

/** A mail as it is shown: what a reader's program would make of its bytes, as far as this machine needs. */
export interface ReadMail {
  readonly subject: string;
  /** In their order, unfolded and decoded. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Of the first part of this kind that is not attached. */
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: number }[];
}

interface Part {
  readonly headers: ReadMail["headers"];
  readonly type: string;
  readonly charset: string;
  readonly disposition: string;
  readonly name: string;
  readonly body: Buffer;
}

const MOST_LEVELS = 10; // parts within parts

/** Reads a mail (RFC 5322, MIME). What is malformed is shown as it stands. */
export function readMail(raw: Uint8Array): ReadMail {
  const whole = partOf(Buffer.from(raw).toString("latin1"));
  const leaves = [...leavesOf(whole, MOST_LEVELS)];
  const shown = (type: string): string | null => {
    const part = leaves.find((each) => isShown(each) && each.type === type);
    return part ? textOf(part.body, part.charset) : null;
  };
  return {
    subject: headerOf(whole.headers, "subject") ?? "",
    headers: whole.headers,
    text: shown("text/plain"),
    html: shown("text/html"),
    attachments: leaves
      .filter((part) => part.name !== "" || !isShown(part))
      .map(({ name, type, body }) => ({ name, type, bytes: body.length })),
  };
}

const isShown = ({ disposition, type }: Part): boolean =>
  disposition !== "attachment" && type.startsWith("text/");

const headerOf = (headers: ReadMail["headers"], wanted: string): string | undefined =>
  headers.find(([name]) => name.toLowerCase() === wanted)?.[1];

/** `source` holds one byte a character, until the charset is known. */
function partOf(source: string): Part {
  const end = /\r?\n\r?\n/.exec(source);
  const head = end ? source.slice(0, end.index) : source;
  const body = end ? source.slice(end.index + end[0].length) : "";
  const headers = head
    .replace(/\r?\n[ \t]+/g, " ")
    .split(/\r?\n/)
    .flatMap((line) => {
      const at = line.indexOf(":");
      return at < 1 ? [] : [[line.slice(0, at).trim(), decodedHeader(line.slice(at + 1).trim())] as const];
    });
  const valueOf = (name: string) => parseHeaderValue(headerOf(headers, name) ?? "", { stripComments: true });
  const { value: type, params } = valueOf("content-type");
  const { value: disposition, params: disposed } = valueOf("content-disposition");
  const { value: encoding } = valueOf("content-transfer-encoding");
  return {
    headers,
    type: type.toLowerCase() || "text/plain",
    charset: params["charset"] ?? "utf-8",
    disposition: disposition.toLowerCase(),
    name: disposed["filename"] ?? params["name"] ?? "",
    body: type.toLowerCase().startsWith("multipart/")
      ? Buffer.from(body, "latin1")
      : decodedBody(body, encoding.toLowerCase()),
  };
}

function* leavesOf(part: Part, levels: number): Generator<Part> {
  const boundary = part.type.startsWith("multipart/") ? boundaryOf(part) : undefined;
  if (boundary === undefined || levels === 0) {
    yield part;
    return;
  }
  const lines = part.body.toString("latin1").split(/\r?\n/);
  let inner: string[] | null = null;
  for (const line of lines) {
    const isEnd = line.trimEnd() === `--${boundary}--`;
    if (isEnd || line.trimEnd() === `--${boundary}`) {
      if (inner) yield* leavesOf(partOf(inner.join("\r\n")), levels - 1);
      inner = isEnd ? null : [];
    } else inner?.push(line);
  }
}

const boundaryOf = ({ headers }: Part): string | undefined =>
  parseHeaderValue(headerOf(headers, "content-type") ?? "", { stripComments: true }).params["boundary"];

function decodedBody(body: string, encoding: string): Buffer {
  if (encoding === "base64") return Buffer.from(body, "base64");
  if (encoding !== "quoted-printable") return Buffer.from(body, "latin1");
  return fromQuoted(body.replace(/[ \t]*(\r?\n)/g, "$1").replace(/=\r?\n/g, ""));
}

const fromQuoted = (text: string): Buffer =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );

function textOf(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString("latin1"); // A charset that nobody knows
  }
}

/** Encoded words (RFC 2047) as what they stand for; bytes that came as they are, as UTF-8. */
const decodedHeader = (value: string): string =>
  textOf(Buffer.from(value, "latin1"), "utf-8")
    .replace(/(\?=)\s+(?==\?)/g, "$1") // White space between two of them is none
    .replace(
      /=\?([^?*\s]+)(?:\*[^?]*)?\?([bq])\?([^?\s]*)\?=/gi,
      (_, charset: string, how: string, text: string) =>
        textOf(
          how.toLowerCase() === "b" ? Buffer.from(text, "base64") : fromQuoted(text.replaceAll("_", " ")),
          charset,
        ),
    );
