import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { api, httpFunctions, listeners, streams, ticks } from "../lib/api.ts";
import { allTouches, writes } from "../lib/platform/contract.ts";
import type { Route, Service } from "../lib/platform/contract.ts";
import { families } from "../lib/table.ts";
import type { Family } from "../lib/table.ts";

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

const usesOf = (entries: readonly Pick<Route, "uses">[]): Service[] => [
  ...new Set(entries.flatMap(({ uses = [] }) => uses)),
];

/** Whoever seals or looks at seals: notices, certificates, the links in mail. */
const KEYED = [
  "read-notices",
  "change-notices",
  "change-convocations",
  "read-answers",
  "change-answers",
  "read-meetings",
  "change-meetings",
  "read-minutes",
  "change-minutes",
  "change-sessions",
  "dissolve-bodies",
  "convene-sessions",
  "notify-members",
  "send-mail",
  "record-mail-events",
];

/** The functions whose own file takes the keys from where they are kept. */
const reachesKeys = (): string[] =>
  sources
    .filter((file) => file.startsWith("functions/") && textOf(file).includes("keysFromEnvironment"))
    .map((file) => file.replace(/^functions\/|\.ts$/g, ""));

describe("the chart of the outside", () => {
  it("names every function's entry file, and there is no other", () => {
    const byName = [ticks, streams, listeners].flatMap((entries) => Object.keys(entries));
    const charted = [...httpFunctions.map(({ name }) => name), ...byName].map((name) => `${name}.ts`);
    expect(new Set(charted).size).toBe(charted.length);
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

  const open = Object.entries(api).filter(([, { allow }]) => allow === "everyone");
  const writing = open.filter(([, route]) => writes(route));
  const BOOKING = ["putBooking", "cancelBooking"];

  it("lets everyone only read, but who has the key of a link in a mail, who books a slot, and who answers a survey", () => {
    const linked = writing.filter(([name]) => !BOOKING.includes(name) && name !== "answerSurvey");
    expect(linked.map(([name]) => name)).toEqual([
      "putAnswer",
      "sendAnswerForm",
      "putAttendance",
      "sendConformityForm",
    ]);
    const SAID: Readonly<Record<string, unknown>> = {
      putAttendance: [["session"], undefined],
      // What they say of minutes, and that those wait no more when all agree: the law asks for it by mail (Ley 40/2015, 18.2).
      sendConformityForm: [["session"], ["followUps"]],
    };
    for (const [name, { touches, uses, query }] of linked) {
      // What they say, and why: where no function for everyone reads it, and not among people.
      expect([touches.put, touches.delete]).toEqual(SAID[name] ?? [["session", "excuses"], ["excuses"]]);
      expect([uses, Object.keys(query?.shape ?? {})]).toEqual([["keys"], ["key"]]);
    }
  });

  it("lets nobody flood what everyone may write, or have computed", () => {
    const asked = open.filter(([, route]) => writes(route) || route.on.startsWith("POST "));
    expect(asked.length).toBeGreaterThan(writing.length);
    expect(asked.flatMap(([name, { throttle }]) => (throttle ? [] : [name]))).toEqual([]);
  });

  it("keeps of a survey's answer nothing but sums, and looks at no token: nobody can be told by it", () => {
    const { touches, welcomes, isUntraceable } = api["answerSurvey"] ?? {};
    expect([touches?.put, touches?.delete, welcomes, isUntraceable]).toEqual([
      ["survey"],
      undefined,
      undefined,
      true,
    ]);
  });

  // An appointment with social services is made by citizens, who have no sign-in: a slot that is open is anyone's, once.
  it("lets who books a slot write that slot, who they are, and when to look at it again, and nothing else", () => {
    const booking = writing.filter(([name]) => BOOKING.includes(name));
    expect(booking.map(([name, { touches }]) => [name, touches.put, touches.delete])).toEqual([
      ["putBooking", ["session", "bookings", "timer"], undefined],
      ["cancelBooking", ["bookings", "timer"], ["session", "bookings", "timer"]],
    ]);
  });

  it("lets only what has to do with slots touch who booked them, and none of it read people", () => {
    const all = [
      ...Object.entries(api).map(([name, route]) => [name, allTouches(route)] as const),
      ...[ticks, streams, listeners].flatMap((entries) =>
        Object.entries(entries).map(([name, { touches }]) => [name, touches] as const),
      ),
    ];
    const touching = (family: Family): string[] =>
      all.filter(([, touches]) => Object.values(touches).flat().includes(family)).map(([name]) => name);
    const booking = ["putBooking", "getBooking", "cancelBooking", "swapSlots"];
    // Mail that the stream left over is sent by the tick.
    const telling = ["tell-bookings", "send-mail", "notify-members"];
    expect(touching("bookings").toSorted()).toEqual([...booking, ...telling].toSorted());
    expect(touching("people").filter((name) => booking.includes(name))).toEqual([]);
  });

  it("looks at a token only where that lets its bearer see or do more", () => {
    const welcoming = Object.values(api).filter(({ welcomes }) => welcomes !== undefined);
    expect(welcoming.length).toBeGreaterThan(0);
    expect(welcoming.filter(({ allow }) => allow !== "everyone")).toEqual([]);
  });

  it("asks for the version before anything that is there is patched; to the ledger something is only added", () => {
    const patches = Object.entries(api).filter(([, { on }]) => on.startsWith("PATCH "));
    const unasked = patches.filter(([, { ifMatch }]) => ifMatch !== "required");
    expect(unasked.map(([name, { touches }]) => [name, touches.put, touches.delete])).toEqual([
      ["serveNotice", ["ledger"], ["alerts"]],
    ]);
  });

  it("gives the keys to whoever seals, and mail to whoever sends, and to nobody else", () => {
    const http = httpFunctions.map(({ name, routes }) => [name, usesOf(Object.values(routes))] as const);
    const others = [ticks, streams, listeners].flatMap((entries) =>
      Object.entries(entries).map(([name, entry]) => [name, usesOf([entry])] as const),
    );
    const using = (service: Service): string[] =>
      [...http, ...others].flatMap(([name, uses]) => (uses.includes(service) ? [name] : [])).toSorted();
    expect(using("mail")).toEqual(["notify-members", "send-mail"]);
    expect(using("keys")).toEqual(KEYED.toSorted());
    expect(using("files-put")).toEqual(["change-documents"]);
    expect(using("files-get")).toEqual(["change-documents", "read-documents"]);
    expect(using("files-delete")).toEqual(["forget-documents"]);
    const keyed = reachesKeys();
    expect(keyed.filter((name) => !using("keys").includes(name))).toEqual([]);
  });

  it("brings a stream only what stands in the table itself, and no two functions the same", () => {
    const streamed = Object.values(streams).flatMap((entry) => entry.families);
    expect(streamed.length).toBeGreaterThan(0);
    expect(streamed.filter((family) => "index" in families[family])).toEqual([]);
    expect(new Set(streamed).size).toBe(streamed.length);
  });

  it("has each kind of timer worked off by one tick", () => {
    const kinds = Object.values(ticks).flatMap(({ timers }): readonly string[] => timers);
    expect(new Set(kinds).size).toBe(kinds.length);
    const set = sources.flatMap((file) =>
      [...textOf(file).matchAll(/\bkind: "([a-z]+)",\n\s+due:/g)].map(([, kind = ""]) => kind),
    );
    expect(set).toEqual(expect.arrayContaining(["close", "convene", "extend"]));
    expect(set.filter((kind) => !kinds.includes(kind))).toEqual([]);
  });

  it("lets nobody rewrite or delete what is on record", () => {
    const entries = [
      ...Object.entries(api).map(([name, route]) => [name, allTouches(route)] as const),
      ...[ticks, streams, listeners].flatMap((all) =>
        Object.entries(all).map(([name, { touches }]) => [name, touches] as const),
      ),
    ];
    const deleting = entries.filter(([, { delete: gone = [] }]) =>
      gone.some((family: Family) => family === "ledger" || family === "audit"),
    );
    expect(deleting).toEqual([]);
    expect(textOf("lib/ledger/store.ts").match(/\bput: \{[^}]*\},\n\s+when: "absent"/g)).toHaveLength(1);
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
