import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { bundles } from "../cdk/bundle.ts";
import { openApiText } from "../lib/about/document.ts";
import { environmentAt, firstAnswer, startEmptyCloud } from "./support/cold-process.ts";

/** Of issue 6: what a function that only reads may weigh. */
const MOST_BYTES = 320_000;

const built = [...bundles()];
const readers = built.filter(([name]) => name.startsWith("read-"));
const folder = mkdtempSync(join(tmpdir(), "convoca-bundles-"));
for (const [name, code] of built) writeFileSync(join(folder, `${name}.mjs`), code);
const cloud = await startEmptyCloud();
afterAll(() => {
  cloud.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => void cloud.calls.splice(0));

const answerOf = (name: string, event: object, environment: Record<string, string> = {}) =>
  firstAnswer(join(folder, `${name}.mjs`), event, { ...environmentAt(cloud.url), ...environment });

/** What API Gateway hands over of a GET that nobody signed. */
const get = (path: string, pathParameters: Record<string, string> = {}) => ({
  routeKey: `GET ${path}`,
  headers: {},
  pathParameters,
  requestContext: { requestId: "1" },
});
const aTown = { municipality: "vilanova" };

describe("the bundle", () => {
  it.each(readers)("of %s is small enough for a short cold start", (_, { length }) => {
    expect(length).toBeLessThanOrEqual(MOST_BYTES);
  });

  it.each(built)("of %s asks for nothing but what Node has", (_, code) => {
    const text = Buffer.from(code).toString();
    const asked = [...text.matchAll(/(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*"([\w@:./-]+)"/g)];
    expect(asked.map(([, name]) => name).filter((name) => !name?.startsWith("node:"))).toEqual([]);
  });

  it.each(built)("of %s does not load the web client that comes with an import of node:http", (_, code) => {
    expect(Buffer.from(code).toString()).not.toMatch(/(?:from|import\()\s*"node:https?"/);
  });
});

describe("a bundle in a process of its own", () => {
  const read = get("/v1/municipalities/{municipality}", aTown);

  it("asks the store that the environment names, as whom it names", async () => {
    const { answer } = await answerOf("read-municipalities", read);
    expect(answer?.statusCode).toBe(404);
    expect(cloud.calls.map(({ target }) => target)).toEqual(["DynamoDB_20120810.GetItem"]);
    const [{ authorization, session } = { authorization: "", session: "" }] = cloud.calls;
    expect(authorization).toMatch(
      /Credential=AKIDEXAMPLE\/\d{8}\/eu-south-2\/dynamodb\/aws4_request.*x-amz-security-token/,
    );
    expect(session).toBe("the-session");
  });

  it("prefers the address that is for this service alone", async () => {
    const { answer } = await answerOf("read-municipalities", read, {
      AWS_ENDPOINT_URL: "http://127.0.0.1:9",
      AWS_ENDPOINT_URL_DYNAMODB: cloud.url,
    });
    expect([answer?.statusCode, cloud.calls.length]).toEqual([404, 1]);
  });

  it("shows the whole interface, as it was when the bundle was made", async () => {
    const { answer } = await answerOf("read-about", get("/v1/openapi.json"));
    expect(answer?.body).toBe(openApiText());
  });

  it.each(["read-documents", "read-minutes", "read-feeds", "read-open-data"])(
    "of %s starts, and says no to what is not there",
    async (name) => {
      const { answer } = await answerOf(name, get("/v1/no-such-route"));
      expect(answer?.statusCode).toBe(404);
    },
  );

  it.each(["send-mail", "notify-members"])("of %s starts", async (name) => {
    const { answer } = await answerOf(name, { Records: [] });
    expect(answer).not.toBeUndefined();
  });
});
