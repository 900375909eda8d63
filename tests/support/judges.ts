import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What an independent implementation says of a calendar. */
export interface Verdict {
  readonly faults: readonly string[];
  /** By UID: the start in UTC by the calendar's own VTIMEZONE, "20151204T173000Z", or a day, "20150908". */
  readonly starts: Readonly<Record<string, string>>;
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

// Debian's module belongs to Debian's Python, not to whichever `python3` comes first.
const PYTHON = "/usr/bin/python3";

/** python3-icalendar's verdict. */
export function judgedByPython(ics: string): Verdict {
  mustHave("/usr/lib/python3/dist-packages/icalendar", "python3-icalendar");
  return verdictIn(execFileSync(PYTHON, [here("judge-python.py")], { input: ics, encoding: "utf8" }));
}

/** libical's verdict: its parser, and its table of what RFC 5545 and 5546 demand of a component. */
export function judgedByLibical(ics: string): Verdict {
  mustHave("/usr/include/libical/ical.h", "libical-dev");
  return verdictIn(execFileSync((judge ??= compiled()), { input: ics, encoding: "utf8" }));
}

let judge: string | undefined;

/** Compiled once for each version of its source. */
function compiled(): string {
  mustHave("/usr/bin/gcc", "gcc");
  const source = here("judge-libical.c");
  const cache = here("../../node_modules/.cache/convoca/");
  const program = `${cache}judge-${createHash("sha256").update(readFileSync(source)).digest("hex").slice(0, 16)}`;
  if (existsSync(program)) return program;
  mkdirSync(cache, { recursive: true });
  execFileSync("/usr/bin/gcc", ["-o", `${program}.${process.pid}`, source, "-lical"]);
  renameSync(`${program}.${process.pid}`, program);
  return program;
}

/** A judge that is missing is a failure, not a test to skip. */
function mustHave(path: string, debianPackage: string): void {
  if (!existsSync(path)) throw new Error(`${path} is missing: apt-get install -y ${debianPackage}`);
}

function verdictIn(output: string): Verdict {
  const lines = output.split("\n").map((line) => line.split("\t"));
  const faults = lines.flatMap(([what, fault = ""]) => (what === "fault" ? [fault] : []));
  const starts = lines.flatMap(([what, uid = "", start = ""]) => (what === "start" ? [[uid, start]] : []));
  return { faults, starts: Object.fromEntries(starts) as Record<string, string> };
}
