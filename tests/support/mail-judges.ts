import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { composeMail } from "../../lib/mail/compose.ts";
import type { Summons } from "../../lib/mail/summons.ts";
import type { Verdict } from "./judges.ts";

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** A mail as Python's parser reads it. */
export interface ReadMail {
  readonly type: string;
  readonly defects: readonly string[];
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly to: readonly (readonly [name: string, address: string])[];
  readonly from: readonly (readonly [name: string, address: string])[];
  readonly parts: readonly ReadPart[];
  /** The longest line, in octets. */
  readonly longest: number;
}

interface ReadPart {
  readonly type: string;
  readonly params: Readonly<Record<string, string>>;
  readonly text: string;
  /** Of a calendar: python3-icalendar's verdict. */
  readonly judged: readonly (readonly string[])[];
}

/** These, composed, and read in one process: Python takes its time to start. */
export async function readMails(...all: readonly Summons[]): Promise<ReadMail[]> {
  const mails = await Promise.all(all.map(composeMail));
  return readByPython(mails.map(({ raw }) => raw));
}

export function readByPython(raws: readonly Uint8Array[]): ReadMail[] {
  const input = JSON.stringify(raws.map((raw) => Buffer.from(raw).toString("base64")));
  const options = { input, encoding: "utf8", maxBuffer: 64 << 20 } as const;
  return JSON.parse(execFileSync("/usr/bin/python3", [here("mail-judge-python.py")], options)) as ReadMail[];
}

/** libical's verdicts, of all of them in one process. */
export function allJudgedByLibical(calendars: readonly string[]): Verdict[] {
  const input = calendars.map((calendar) => `${calendar}\0`).join("");
  const output = execFileSync((judge ??= compiled()), { input, encoding: "utf8", maxBuffer: 64 << 20 });
  return output.split("end\n").slice(0, -1).map(verdictIn);
}

let judge: string | undefined;

/** Compiled once for each version of its sources. */
function compiled(): string {
  const sources = ["mail-judge-libical.c", "judge-libical.c"].map(here);
  const digest = createHash("sha256");
  for (const source of sources) digest.update(readFileSync(source));
  const cache = here("../../node_modules/.cache/convoca/");
  const program = `${cache}mail-judge-${digest.digest("hex").slice(0, 16)}`;
  if (existsSync(program)) return program;
  mkdirSync(cache, { recursive: true });
  const made = `${program}.${process.pid}`;
  execFileSync("/usr/bin/gcc", ["-D_GNU_SOURCE", "-o", made, ...sources.slice(0, 1), "-lical"]);
  renameSync(made, program);
  return program;
}

/** As both judges write it: `fault` and what, `start`, UID and when. */
export function verdictOf(lines: readonly (readonly string[])[]): Verdict {
  const starts = lines.flatMap(([what, uid = "", start = ""]) => (what === "start" ? [[uid, start]] : []));
  return {
    faults: lines.flatMap(([what, fault = ""]) => (what === "fault" ? [fault] : [])),
    starts: Object.fromEntries(starts) as Record<string, string>,
  };
}

const verdictIn = (output: string): Verdict => verdictOf(output.split("\n").map((line) => line.split("\t")));
