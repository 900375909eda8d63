import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { getHealth, getOpenApi } from "../lib/about/operations.ts";
import { api } from "../lib/api.ts";
import type { Context } from "../lib/platform/contract.ts";

const request = {
  path: undefined,
  query: undefined,
  body: undefined,
  caller: null,
  ifMatch: null,
  idempotencyKey: null,
};
const context = { now: Date.UTC(2026, 10, 20) } as Context;

interface Described {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly { $ref?: string; in?: string; name?: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<Record<string, { headers?: object }>>;
  readonly security: readonly object[];
}

const { body: text } = await getOpenApi(request, context);
const document = JSON.parse(text) as { paths: Record<string, Record<string, Described>>; components: object };
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, described]) => ({
    on: `${method.toUpperCase()} ${path}`,
    ...described,
  })),
);
const byId = Object.fromEntries(operations.map((operation) => [operation.operationId, operation]));

const missing: Described = { operationId: "", tags: [], responses: {}, security: [] };

/** What a JSON pointer of the document points at. */
const at = (ref: string): unknown =>
  ref
    .slice(2)
    .split("/")
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);

/** What redocly's linter says, in a folder of its own: no configuration around it counts. */
function faultsOf(openApi: string): string[] {
  const directory = mkdtempSync(join(tmpdir(), "convoca-openapi-"));
  directories.push(directory);
  writeFileSync(join(directory, "openapi.json"), openApi);
  writeFileSync(join(directory, "redocly.yaml"), CONFIG);
  const cli = fileURLToPath(new URL("../node_modules/@redocly/cli/bin/cli.js", import.meta.url));
  // Neither telemetry nor a look for a newer version: no network.
  const env = {
    ...process.env,
    REDOCLY_TELEMETRY: "off",
    REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
    CI: "true",
  };
  const args = [cli, "lint", "openapi.json", "--format=json"];
  // Not by its exit code: faults are what is asked for.
  const { stdout } = spawnSync(process.execPath, args, { cwd: directory, env, encoding: "utf8" });
  const { problems } = JSON.parse(stdout) as {
    problems: { ruleId: string; location: { pointer: string }[] }[];
  };
  return problems.map(({ ruleId, location }) => `${ruleId} at ${location[0]?.pointer}`);
}

// A town's service has no public licence to name, and its nouns need no second description.
const CONFIG = `extends: [recommended]
rules:
  info-license: off
  tag-description: off
`;

const leading = api["downloadDocument"]?.on.slice("GET ".length);

const directories: string[] = [];
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true });
});

describe("the OpenAPI document", () => {
  it("passes redocly's recommended rules without a warning, but for the one route that only leads elsewhere", () =>
    expect(faultsOf(text)).toEqual([
      `operation-2xx-response at #/paths/${leading?.replaceAll("/", "~1")}/get/responses`,
    ]));

  it("would not pass with a schema that is missing", () => {
    const broken = text.replaceAll('"#/components/schemas/SessionList"', '"#/components/schemas/Nothing"');
    expect(faultsOf(broken)).toContainEqual(expect.stringContaining("no-unresolved-refs"));
  });

  it("holds every route of the chart under its name, and nothing else", () => {
    const described = Object.fromEntries(operations.map(({ operationId, on }) => [operationId, on]));
    expect(described).toEqual(Object.fromEntries(Object.entries(api).map(([name, { on }]) => [name, on])));
  });

  it("resolves every reference, and names every path parameter", () => {
    const references = [...text.matchAll(/"\$ref":"(#[^"]+)"/g)].map(([, ref = ""]) => ref);
    expect(references.length).toBeGreaterThan(100);
    expect(references.filter((ref) => at(ref) === undefined)).toEqual([]);
    for (const { on, parameters = [] } of operations)
      expect(parameters.filter((each) => each.in === "path").map(({ name }) => name)).toEqual(
        [...on.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
      );
  });

  it.each(Object.entries(api))("says of %s what dispatch, parsing and answers do", (name, route) => {
    const { parameters = [], responses, requestBody, security } = byId[name] ?? missing;
    const references = parameters.flatMap(({ $ref }) => $ref?.split("/").at(-1) ?? []);
    const isOpen = route.allow === "everyone";
    // A key in the address may be refused as an office is.
    const isRefused = !isOpen || route.welcomes !== undefined || (route.uses ?? []).includes("keys");
    const isWritten = route.touches.put !== undefined || route.touches.delete !== undefined;
    for (const status of Object.keys(route.answers))
      expect(responses[status]?.headers).toHaveProperty(status === "303" ? "Location" : "ETag");
    expect(requestBody !== undefined).toBe(route.body !== undefined);
    const asksForVersion =
      route.ifMatch === "required" || (route.ifMatch === "honoured" && route.on.startsWith("PUT "));
    expect("428" in responses).toBe(asksForVersion);
    expect("401" in responses).toBe(!isOpen || route.welcomes !== undefined);
    expect("403" in responses).toBe(isRefused);
    expect("304" in responses).toBe(route.on.startsWith("GET ") && 200 in route.answers);
    expect("409" in responses).toBe(isWritten);
    expect(security).toEqual(isOpen ? (route.welcomes ? [{}, { bearer: [] }] : []) : [{ bearer: [] }]);
    const sent = route.isForm ? "application/x-www-form-urlencoded" : "application/json";
    expect(Object.keys(requestBody?.content ?? {})).toEqual(route.body ? [sent] : []);
    expect(references.includes("IdempotencyKey")).toBe(isWritten && route.on.startsWith("POST "));
    expect(references.includes("IfMatch")).toBe(route.ifMatch === "required");
    expect(references.includes("IfMatchOptional")).toBe(route.ifMatch === "honoured");
  });

  it("says of a page that it is one, and of a form that it is sent as one", () => {
    const { responses, requestBody } = byId["sendAnswerForm"] ?? missing;
    expect(Object.keys(requestBody?.content ?? {})).toEqual(["application/x-www-form-urlencoded"]);
    expect(responses["200"]).toMatchObject({ content: { "text/html": { schema: { type: "string" } } } });
    expect(byId["getAgenda"]?.security).toEqual([{}, { bearer: [] }]);
  });

  it("is sorted by noun", () => {
    expect(byId["decideSession"]?.tags).toEqual(["sessions"]);
    expect(byId["createBody"]?.tags).toEqual(["bodies"]);
    expect(byId["serveNotice"]?.tags).toEqual(["notices"]);
    expect(byId["getHealth"]?.tags).toEqual(["service"]);
  });
});

it("the health check says that it is there, and when", async () => {
  const { status, body } = await getHealth(request, context);
  expect([status, body]).toEqual([200, { status: "ok", now: "2026-11-20T00:00:00Z" }]);
});
