import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { storeSettings } from "./sdk-calls.ts";

/** A DynamoDB-compatible store that is up. */
export interface Store {
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * The store of this machine: the one at `DYNAMODB_ENDPOINT`, else the embedded one as a child process on a free port,
 * with its data in a file or, without one, in a temporary folder that goes with it: only a file can be indexed.
 */
export async function startStore(file: string | null): Promise<Store> {
  const given = process.env["DYNAMODB_ENDPOINT"];
  if (given) return { endpoint: given, close: async () => {} };
  const port = await freePort();
  const temporary = file === null ? mkdtempSync(join(tmpdir(), "convoca-")) : "";
  const path = file ?? join(temporary, "table.db");
  const options = ["--host", "127.0.0.1", "--port", String(port), "--db-path", path];
  const child = spawn("sh", ["-c", WITH_LIFE_LINE, binary(), ...options], {
    env: { ...process.env, TEMPORARY: temporary },
    stdio: ["pipe", "ignore", "pipe"],
  });
  const endpoint = `http://127.0.0.1:${port}`;
  await untilUp(child, endpoint);
  indexStream(path);
  return {
    endpoint,
    close: () =>
      new Promise((resolve) => {
        const gone = (): void => {
          if (temporary) rmSync(temporary, { recursive: true, force: true });
          resolve();
        };
        if (child.exitCode !== null || child.signalCode !== null) return gone();
        child.once("exit", gone);
        child.kill("SIGTERM");
      }),
  };
}

/** The store ends with us, even when we are killed: our end of the pipe closes, `cat` ends, and `$$` is the store. */
const WITH_LIFE_LINE =
  'exec 3<&0; { cat <&3; kill $$; [ -z "$TEMPORARY" ] || rm -rf "$TEMPORARY"; } >/dev/null 2>&1 & exec "$0" "$@" 3<&- </dev/null';

/** The path of the embedded store's program. */
export function binary(): string {
  try {
    return createRequire(import.meta.url).resolve("@dynoxide/linux-x64/dynoxide");
  } catch {
    throw new Error(
      "The embedded store is not there for this platform. Start any DynamoDB-compatible store " +
        "and set DYNAMODB_ENDPOINT=http://host:port.",
    );
  }
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

const WAIT_MILLISECONDS = 10_000;

/** Our own child must be alive before what answers on its port is believed. */
async function untilUp(child: ChildProcess, endpoint: string): Promise<void> {
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  let failure: Error | undefined;
  child.once("error", (error) => (failure = error));
  const deadline = Date.now() + WAIT_MILLISECONDS;
  while (Date.now() < deadline) {
    if (failure) throw failure;
    if (child.exitCode !== null) throw new Error(`The embedded store stopped: ${said}`);
    const up = await fetch(endpoint, { signal: AbortSignal.timeout(500) }).then(
      () => true,
      () => false,
    );
    if (up && child.exitCode === null) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill("SIGKILL");
  throw new Error(`The embedded store did not come up within ${WAIT_MILLISECONDS} ms: ${said}`);
}

/**
 * The store keeps the streams of all tables in one of its own, without an index, and reads it whole at every write: after
 * 10,000 writes each takes three times as long, and so on. With the index each takes the same for ever.
 */
const STREAM_INDEX = `CREATE INDEX IF NOT EXISTS convoca_stream
  ON _stream_records (table_name, CAST(sequence_number AS INTEGER))`;
const BUSY_MILLISECONDS = 5_000;

function indexStream(file: string): void {
  try {
    const database = new DatabaseSync(file, { timeout: BUSY_MILLISECONDS });
    database.exec(STREAM_INDEX);
    database.close();
  } catch {
    // Another version of the store may keep its streams elsewhere: then it is as slow as it is
  }
}

/** A signature as far as stores on a machine read it: none of them holds it against a secret, and each call would pay for it. */
export const unsigned = {
  async sign<Request>(request: Request): Promise<Request> {
    const { headers } = request as { headers: Record<string, string> };
    headers["x-amz-date"] = "20150101T000000Z";
    headers["authorization"] =
      "AWS4-HMAC-SHA256 Credential=local/20150101/eu-south-2/dynamodb/aws4_request, SignedHeaders=host, Signature=0";
    return request;
  },
};

/** Without `info`: for one that is there, and be it mute, the client lays out every call and answer again. */
const logger = { warn: () => undefined, error: () => undefined } as unknown as NonNullable<
  DynamoDBClientConfig["logger"]
>;

/** The same for a service that is called without the SDK. */
export const localPlace = (service: string, url: string) => ({
  service,
  endpoint: new URL(url),
  region: "eu-south-2",
  credentials: async () => ({ accessKeyId: "local", secretAccessKey: "local" }),
});

/** How clients reach a store on this machine: any region and keys will do. */
export const localSettings = (endpoint: string) => ({
  endpoint,
  region: "eu-south-2",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
  signer: unsigned,
  logger,
  ...storeSettings,
});

export const localClient = (endpoint: string): DynamoDBClient => new DynamoDBClient(localSettings(endpoint));
