import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { Log } from "../../lib/platform/log.ts";
import { REGION } from "./attributes.ts";
import type { Deployment, Resource } from "./assembly.ts";
import type { Invocation, Said } from "./bootstrap.ts";
import type { Credentials } from "./cloud.ts";

export interface LambdaSettings {
  readonly deployment: Deployment;
  readonly lambda: Resource;
  /** Asked for when the first sandbox is made. */
  readonly cloud: () => string;
  /** Where the issuer's keys are on this machine. */
  readonly keysHere: () => string;
  /** What a standing clock says; null: it runs. */
  readonly now: () => number | null;
  readonly log: Log;
  /** Throws when this function may not write its log. */
  readonly writesLog: (lambda: Lambda) => Promise<void>;
  /** Is told of what it threw. */
  readonly crashed: (words: string) => void;
}

/** What Lambda says of a function that is not there. */
export class NotThere extends Error {}

interface Sandbox {
  readonly worker: Worker;
  free: boolean;
}

const MOST_SANDBOXES = 2;

/** Its types taken out once, and not by each worker. */
const BOOTSTRAP = new URL(
  `data:text/javascript,${encodeURIComponent(
    stripTypeScriptTypes(readFileSync(new URL("./bootstrap.ts", import.meta.url), "utf8")),
  )}`,
);

/** A function of the templates: its very bundle, in workers that have its environment and nothing else. */
export class Lambda {
  readonly name: string;
  readonly ref: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly credentials: Credentials;
  readonly logGroup: string;
  /** As if it had been deleted. */
  isGone = false;
  readonly #settings: LambdaSettings;
  readonly #sandboxes: Sandbox[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #answers = new Map<number, (said: Said) => void>();
  #last = 0;

  constructor(settings: LambdaSettings) {
    const { path, properties, ref, arn, text } = settings.lambda;
    this.#settings = settings;
    this.name = path.split("/").at(-3) ?? path;
    this.ref = ref();
    this.arn = arn();
    this.roleArn = text("Role");
    this.logGroup = (properties["LoggingConfig"] as { readonly LogGroup: string }).LogGroup;
    this.credentials = {
      accessKeyId: `ASIA${randomBytes(8).toString("hex").toUpperCase()}`,
      secretAccessKey: randomBytes(30).toString("base64url"),
    };
  }

  /** Answers as Invoke does; throws when the function did. */
  async invoke(event: unknown): Promise<unknown> {
    if (this.isGone) throw new NotThere(this.name);
    await this.#settings.writesLog(this);
    const sandbox = await this.#sandbox();
    const id = ++this.#last;
    const { lambda, now } = this.#settings;
    const milliseconds = Number(lambda.properties["Timeout"]) * 1000;
    const invocation: Invocation = { id, event: JSON.stringify(event), now: now(), milliseconds };
    const said = await new Promise<Said>((resolve) => {
      const late = setTimeout(() => {
        void sandbox.worker.terminate();
        resolve({ id, failure: `${this.name} timed out` });
      }, milliseconds);
      this.#answers.set(id, (each) => {
        clearTimeout(late);
        resolve(each);
      });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
      sandbox.worker.postMessage(invocation);
    });
    this.#answers.delete(id);
    sandbox.free = true;
    this.#waiting.shift()?.();
    if ("failure" in said) {
      this.#settings.crashed(`${this.name}: ${said.failure}`);
      throw new Error(`${this.name}: ${said.failure}`);
    }
    return "answer" in said && said.answer !== undefined ? (JSON.parse(said.answer) as unknown) : undefined;
  }

  /** One request at a time in each, as on Lambda; a further one is made while there are few. */
  async #sandbox(): Promise<Sandbox> {
    for (;;) {
      const free = this.#sandboxes.find((each) => each.free);
      const sandbox = free ?? (this.#sandboxes.length < MOST_SANDBOXES ? this.#start() : undefined);
      if (sandbox) {
        sandbox.free = false;
        return sandbox;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #start(): Sandbox {
    const { lambda, cloud, keysHere, log } = this.#settings;
    const [file = "", exported = ""] = lambda.text("Handler").split(".");
    const environment = lambda.properties["Environment"] as
      | { readonly Variables: Readonly<Record<string, string>> }
      | undefined;
    const variables = environment?.Variables ?? {};
    const worker = new Worker(BOOTSTRAP, {
      env: { ...ofTheRuntime(this, cloud()), ...variables },
      workerData: {
        file: pathToFileURL(join(this.#code(), `${file}.mjs`)).href,
        exported,
        keysUrl: variables["TOKEN_KEYS_URL"] ?? "",
        keysHere: keysHere(),
      },
      execArgv: ["--no-warnings"],
    });
    const sandbox = { worker, free: false };
    worker.on("message", (said: Said) => {
      if ("line" in said) log(factsIn(said.line));
      else this.#answers.get(said.id)?.(said);
    });
    const gone = (reason: unknown): void => {
      this.#sandboxes.splice(this.#sandboxes.indexOf(sandbox), 1);
      for (const [id, answer] of this.#answers)
        answer({ id, failure: `the sandbox ended: ${String(reason)}` });
    };
    worker.once("error", gone);
    worker.once("exit", gone);
    worker.unref();
    this.#sandboxes.push(sandbox);
    return sandbox;
  }

  #code(): string {
    const folder = this.#settings.deployment.codeOf(this.#settings.lambda);
    if (!existsSync(folder)) throw new Error(`The assembly has no code of ${this.name}.`);
    return folder;
  }

  async close(): Promise<void> {
    const all = this.#sandboxes.splice(0).map(({ worker }) => {
      worker.removeAllListeners();
      return worker.terminate();
    });
    await Promise.all(all);
  }
}

/** What Lambda itself puts into the environment, as far as SDKs read it. `AWS_ENDPOINT_URL` leads them to this machine. */
const ofTheRuntime = ({ name, credentials }: Lambda, cloud: string): Record<string, string> => ({
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_SESSION_TOKEN: "session",
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
  LAMBDA_TASK_ROOT: "/var/task",
  TZ: ":UTC",
  AWS_ENDPOINT_URL: cloud,
});

function factsIn(line: string): Parameters<Log>[0] {
  try {
    return JSON.parse(line) as Parameters<Log>[0];
  } catch {
    return { level: "info", text: line };
  }
}
