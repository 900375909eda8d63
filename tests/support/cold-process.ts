import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";

/** Every service of AWS on loopback, and an issuer of tokens: it has nothing, and remembers what it was asked. */
export interface EmptyCloud {
  readonly url: string;
  readonly calls: { readonly target: string; readonly authorization: string; readonly session: string }[];
  /** What it shows at /keys. */
  keys: object;
  close(): void;
}

export async function startEmptyCloud(): Promise<EmptyCloud> {
  const calls: EmptyCloud["calls"] = [];
  const server = createServer(({ url, headers }, response) => {
    if (url === "/keys") {
      response.end(JSON.stringify(cloud.keys));
      return;
    }
    const [target, session] = [headers["x-amz-target"], headers["x-amz-security-token"]].map(String);
    calls.push({
      target: target ?? "",
      authorization: String(headers.authorization),
      session: session ?? "",
    });
    response.writeHead(200, { "content-type": "application/x-amz-json-1.0" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cloud: EmptyCloud = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    keys: { keys: [] },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return cloud;
}

/** What Lambda and the template tell a function, with all services in one place. */
export const environmentAt = (url: string): Record<string, string> => ({
  AWS_REGION: "eu-south-2",
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "not-a-secret",
  AWS_SESSION_TOKEN: "the-session",
  AWS_ENDPOINT_URL: url,
  TABLE_NAME: "convoca",
  TOKEN_ISSUER: "https://id.example.org",
  TOKEN_KEYS_URL: `${url}/keys`,
  TOKEN_AUDIENCE: "convoca",
  PUBLIC_URL: "https://convoca.example.org",
  SIGNING_KEYS_SECRET: "keys",
  DOCUMENTS_BUCKET: "documents",
  MAIL_SENDER: "plens@example.org",
  MAIL_REGION: "eu-west-1",
  MAIL_CONFIGURATION_SET: "convoca",
});

/** Plain JavaScript: a process that strips types first has done more than Lambda's would have. */
const INVOKE = `
  const [file, event] = process.argv.slice(1);
  const context = { getRemainingTimeInMillis: () => 60_000 };
  const [from, before] = [performance.now(), process.cpuUsage()];
  const { handler } = await import(file);
  const answer = await handler(JSON.parse(event), context);
  const [milliseconds, { user, system }] = [performance.now() - from, process.cpuUsage(before)];
  const told = JSON.stringify({ answer, milliseconds, processor: (user + system) / 1000 });
  process.stdout.write("\\n" + told, () => process.exit());`;

export interface FirstAnswer {
  readonly answer: { readonly statusCode?: number; readonly body?: string } | null;
  /** From before the file is imported until its handler has answered. */
  readonly milliseconds: number;
  /** Milliseconds of processor meanwhile, of all threads. */
  readonly processor: number;
}

/** The first answer of a bundle in a fresh process, which has this environment and no other, and finds no packages. */
export async function firstAnswer(
  file: string,
  event: object,
  env: Readonly<Record<string, string>>,
): Promise<FirstAnswer> {
  const run = promisify(execFile);
  const { stdout } = await run(
    process.execPath,
    ["--input-type=module", "-e", INVOKE, file, JSON.stringify(event)],
    { env: { ...env }, cwd: "/", maxBuffer: 8_000_000 },
  );
  return JSON.parse(stdout.slice(stdout.lastIndexOf("\n{") + 1)) as FirstAnswer;
}
