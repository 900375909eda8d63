import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { binary, freePort } from "../../lib/local/store.ts";

/** `npm start` as a process of its own, with its embedded store as its child. */
export interface ServerProcess {
  readonly url: string;
  /** The embedded store, past the server. */
  readonly store: { readonly pid: number; readonly endpoint: string };
  /** The power cut: server and store are gone at once. */
  kill(): Promise<void>;
  /** Only the server is gone at once. */
  killServerAlone(): Promise<void>;
}

const start = fileURLToPath(new URL("../../lib/local/start.ts", import.meta.url));
const WAIT_MILLISECONDS = 30_000;
const LOOK_MILLISECONDS = 2;

export async function startServerProcess(folder: string, now: string): Promise<ServerProcess> {
  const port = await freePort();
  const { DYNAMODB_ENDPOINT: _, ...env } = process.env;
  const child = spawn(process.execPath, [start, "--now", now], {
    env: { ...env, PORT: String(port), CONVOCA_DATA: folder },
    detached: true, // a process group of its own, to be killed whole
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("the server did not start");
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let said = "";
  const up = new Promise<boolean>((resolve) => {
    const listen = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-4000);
      if (said.includes("Convoca is up")) resolve(true);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    void gone.then(() => resolve(false));
    setTimeout(() => resolve(false), WAIT_MILLISECONDS).unref();
  });
  const kill = async (whom: number): Promise<void> => {
    try {
      process.kill(whom, "SIGKILL");
    } catch {
      // It is gone already
    }
    await gone;
  };
  if (!(await up)) {
    await kill(-pid);
    throw new Error(`the server did not come up: ${said}`);
  }
  const store = storeOf(folder);
  return {
    url: `http://127.0.0.1:${port}`,
    store,
    async kill() {
      await kill(-pid);
      // Killed with the server, but not waited for by it: whoever reads the folder next finds nobody writing there
      while (commandOf(store.pid)[0] === binary()) await pause(LOOK_MILLISECONDS);
    },
    killServerAlone: () => kill(pid),
  };
}

/** The newest process that holds the folder's table, by what Linux says about processes. */
function storeOf(folder: string): ServerProcess["store"] {
  const stores = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), line: commandOf(Number(name)) }))
    .filter(({ line }) => line[0] === binary() && line.includes(join(folder, "table.db")))
    .toSorted((a, b) => b.pid - a.pid);
  const [newest] = stores;
  if (!newest) throw new Error("no store is up");
  const port = newest.line[newest.line.indexOf("--port") + 1];
  return { pid: newest.pid, endpoint: `http://127.0.0.1:${port}` };
}

export function commandOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return []; // Processes come and go
  }
}
