import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const document = read("docs/security.md");

/** A file of tests, and what stands there. */
const CITED = /`([\w/-]+)` “([^”]+)”/g;
const cited = [...document.matchAll(CITED)].map(([, file = "", title = ""]) => [file, title] as const);

/** Where titles stand, whatever begins them: `it`, `describe`, rows of `it.each`; a line break in the source is a blank. */
const titlesOf = (file: string): string => read(file).replaceAll(/\s+/g, " ");

describe("docs/security.md", () => {
  it("names a test for each thing that it says is held", () => {
    expect(cited.length).toBeGreaterThan(60);
    const rows = document.split("\n").filter((line) => /^\| (?!-|threat|duty|measure|what)/.test(line));
    expect(rows.length).toBeGreaterThan(30);
    const bare = rows.filter(
      (row) => !new RegExp(CITED.source).test(row) && !row.includes("not held by a test"),
    );
    expect(bare).toEqual([]);
  });

  it.each([...new Set(cited.map(([file]) => file))])("cites titles that stand in %s", (file) => {
    const path = `tests/${file}.test.ts`;
    expect(existsSync(join(root, path))).toBe(true);
    const titles = titlesOf(path);
    const missing = cited.filter(([of, title]) => of === file && !titles.includes(title));
    expect(missing.map(([, title]) => title)).toEqual([]);
  });

  it("speaks of every risk of the list of 2023, in its order", () => {
    const risks = [...document.matchAll(/^### (API\d+):2023/gm)].map(([, risk]) => risk);
    expect(risks).toEqual(Array.from({ length: 10 }, (_, i) => `API${i + 1}`));
  });
});

describe("no address that somebody gives", () => {
  const sources = ["functions", "lib"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(folder, name))
      .filter((file) => !file.startsWith(join("lib", "local"))),
  );

  it("is ever asked: the only callers of the network call AWS or fetch the issuer's keys", () => {
    expect(sources.length).toBeGreaterThan(300);
    const calling = sources.filter((file) =>
      /\bfetch\(|\bWebSocket\b|\bEventSource\b|XMLHttpRequest|(?:from|import\() ?"(?:node:)?(?:https?|http2|net|tls|dgram|dns|child_process)(?:\/promises)?"|\bcreateRemoteJWKSet\b|node-http-handler/.test(
        read(file),
      ),
    );
    expect(calling).toEqual(["aws.ts", "key-set.ts"].map((name) => join("lib", "platform", name)));
    expect(read(join("lib", "platform", "environment.ts"))).toMatch(
      /remoteKeySet\(\{ url: new URL\(TOKEN_KEYS_URL\)/,
    );
  });

  it("is followed when a mail is made, nor a file of the machine read", () => {
    const composing = sources.filter((file) => /new MailComposer\(/.test(read(file)));
    expect(composing.length).toBeGreaterThan(0);
    for (const file of composing)
      expect(read(file)).toMatch(/disableFileAccess: true,\s+disableUrlAccess: true/);
  });

  it("nor any text becomes code", () => {
    const running = sources.filter((file) =>
      /\beval\(|new Function\(|node:vm|import\([^)"]*\$\{/.test(read(file)),
    );
    expect(running).toEqual([]);
  });
});
