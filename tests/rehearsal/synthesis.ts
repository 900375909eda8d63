import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));

/** As ops would give them for a production. Pages of one other origin may call. */
const settings = {
  stage: "production",
  corsOrigins: "https://pages.example.org",
  tokenIssuer: "https://rehearsal.example.org/",
  tokenKeysUrl: "https://rehearsal.example.org/keys",
  tokenAudience: "convoca",
  mailSender: "convocatories@convoca.example.org",
  alarmEmail: "alarms@example.org",
} as const;

/** Puts the cloud assembly into a folder, by the command that ops use. */
export async function synthesise(folder: string): Promise<void> {
  const context = Object.entries(settings).flatMap(([name, value]) => ["--context", `${name}=${value}`]);
  await run("npx", ["--no", "cdk", "synth", "--quiet", "--output", folder, ...context], { cwd: root });
}
