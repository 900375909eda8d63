import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What the mail service knows about a mail beside its bytes. */
export interface Envelope {
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly configurationSet: string | null;
  /** Milliseconds since 1970, by the clock of this machine. */
  readonly at: number;
}

export interface CaughtMail extends Envelope {
  /** 1 is the oldest. */
  readonly n: number;
  /** The bytes as they were handed over. */
  readonly raw: Uint8Array;
}

export interface CaughtMails {
  /** The oldest first. */
  all(): readonly CaughtMail[];
  keep(envelope: Envelope, raw: Uint8Array): CaughtMail;
  clear(): void;
}

const nameOf = (n: number): string => String(n).padStart(6, "0");

/** Mails in a folder, `000001.eml` with its envelope in `000001.json`, or in memory when it is null. */
export function caughtMails(folder: string | null): CaughtMails {
  const mails: CaughtMail[] = folder === null ? [] : readAll(folder);
  return {
    all: () => mails,
    keep(envelope, raw) {
      const n = (mails.at(-1)?.n ?? 0) + 1;
      const mail = folder === null ? { ...envelope, n, raw } : write(folder, n, envelope, raw);
      mails.push(mail);
      return mail;
    },
    clear() {
      if (folder !== null) {
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder, { recursive: true, mode: 0o700 });
      }
      mails.length = 0;
    },
  };
}

/** Attachments may be large: the bytes stay where they are until somebody looks. */
const inFile = (folder: string, n: number, envelope: Envelope): CaughtMail => ({
  ...envelope,
  n,
  get raw() {
    return new Uint8Array(readFileSync(join(folder, `${nameOf(n)}.eml`)));
  },
});

function write(folder: string, n: number, envelope: Envelope, raw: Uint8Array): CaughtMail {
  const at = join(folder, nameOf(n));
  writeFileSync(`${at}.eml`, raw, { mode: 0o600 });
  // Last, and by its name at once: a mail whose envelope is there is whole, also for who reads while this is killed.
  writeFileSync(`${at}.part`, JSON.stringify(envelope), { mode: 0o600 });
  renameSync(`${at}.part`, `${at}.json`);
  return inFile(folder, n, envelope);
}

function readAll(folder: string): CaughtMail[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return readdirSync(folder)
    .filter((name) => /^\d+\.json$/.test(name))
    .toSorted()
    .map((name) =>
      inFile(folder, Number.parseInt(name, 10), JSON.parse(readFileSync(join(folder, name), "utf8"))),
    );
}
