import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { api, httpFunctions, ticks } from "../lib/api.ts";

const root = resolve(import.meta.dirname, "..");
const sources = ["cdk", "functions", "lib"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name)),
);
const textOf = (file: string) => readFileSync(join(root, file), "utf8");

/** What a file imports at run time, of ours and of packages. */
function importsOf(file: string): string[] {
  const found = textOf(file).matchAll(/^(?:import|export) (?!type\b)[^;]*?from "([^"]+)";/gm);
  return [...found].map(([, name = ""]) =>
    name.startsWith(".") ? relative(root, resolve(root, dirname(file), name)) : name,
  );
}

/** All that a file brings along, by way of what it imports. */
function reachOf(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  if (file.endsWith(".ts")) for (const name of importsOf(file)) reachOf(name, seen);
  return seen;
}

describe("the chart of the outside", () => {
  it("names every function's entry file, and there is no other", () => {
    const charted = [...httpFunctions.map(({ name }) => name), ...Object.keys(ticks)].map(
      (name) => `${name}.ts`,
    );
    expect(readdirSync(join(root, "functions")).toSorted()).toEqual(charted.toSorted());
  });

  it("says each address once, and every operation is in one function", () => {
    const addresses = Object.values(api).map(({ on }) => on);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(httpFunctions.flatMap(({ routes }) => Object.keys(routes)).toSorted()).toEqual(
      Object.keys(api).toSorted(),
    );
  });

  it("parses every parameter of a path", () => {
    for (const { on, path } of Object.values(api)) {
      const named = [...on.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect([on, Object.keys(path?.shape ?? {})]).toEqual([on, named]);
    }
  });

  it("lets everyone only read", () => {
    const open = Object.values(api).filter(({ allow }) => allow === "everyone");
    expect(open.filter(({ touches }) => touches.put ?? touches.delete)).toEqual([]);
  });

  it("asks for the version before anything that is there is patched", () => {
    const patches = Object.values(api).filter(({ on }) => on.startsWith("PATCH "));
    expect(patches.filter(({ ifMatch }) => ifMatch !== "required")).toEqual([]);
  });
});

describe("imports go one way", () => {
  it("the platform knows no noun, and no noun knows a function", () => {
    const nouns = /^lib\/(?!platform|errors|table|local)/;
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter(
          (name) =>
            (file.startsWith("lib/platform/") && nouns.test(name)) ||
            (file.startsWith("lib/") && /^(functions|cdk)\//.test(name)),
        )
        .map((name) => `${file} -> ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it("the chart reaches routes, models and what is pure of the platform: no SDK client, no middy, no store", () => {
    const reach = [...reachOf("lib/api.ts"), ...reachOf("cdk/app.ts")];
    expect(
      reach.filter((name) => /@aws-sdk|@middy|jose|store\.ts|operations\.ts|dynamo\.ts/.test(name)),
    ).toEqual([]);
  });

  it("nothing of this machine is in a function", () => {
    const functions = sources.filter((file) => file.startsWith("functions/"));
    const local = functions.flatMap((file) =>
      [...reachOf(file)].filter((name) => name.startsWith("lib/local/")),
    );
    expect(local).toEqual([]);
  });
});

describe("what is spelled once", () => {
  it("keys, in lib/table.ts alone; its rooms join their parts", () => {
    const spelled = sources.filter((file) => file !== "lib/table.ts" && /["'`][A-Z]+#/.test(textOf(file)));
    expect(spelled).toEqual([]);
  });

  it("paths, in routes.ts alone", () => {
    const spelled = sources.filter(
      (file) =>
        !file.endsWith("/routes.ts") &&
        !file.startsWith("lib/local/") &&
        /"(GET|POST|PUT|PATCH|DELETE) \//.test(textOf(file)),
    );
    expect(spelled).toEqual([]);
  });

  it("no file of the product is longer than 200 lines", () => {
    expect(sources.filter((file) => textOf(file).split("\n").length > 201)).toEqual([]);
  });
});
