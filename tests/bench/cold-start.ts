/**
 * `node tests/bench/cold-start.ts`: how big the bundle of each function is, and how long its cold start takes, relative to
 * an empty handler and to a bundled peer of middy, zod and the SDK as they come. Exits with 1 when a function that reads
 * weighs or takes more than it may.
 *
 * Timed is, in a fresh process of this Node and without a compile cache: from before the bundle is imported until its handler
 * has answered the first request, on loopback: the start of Node itself, which all have, is not in it. The store has nothing,
 * so most answers are 404, after a call of the store. A route that is not open comes with a token, whose key is fetched first,
 * which the peer has no part in. Medians of rounds, in each of which all take turns.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { bundles } from "../../cdk/bundle.ts";
import { httpFunctions, ticks } from "../../lib/api.ts";
import type { Routes } from "../../lib/platform/contract.ts";
import { environmentAt, firstAnswer, startEmptyCloud } from "../support/cold-process.ts";

const ROUNDS = Number(process.env["ROUNDS"] ?? 9);
const MOST_KILOBYTES = 320;
const MOST_OF_PEER = 0.7;

const folder = mkdtempSync(join(tmpdir(), "convoca-cold-"));
const built = bundles();
for (const [name, code] of built) writeFileSync(join(folder, `${name}.mjs`), code);
const fileOf = (name: string): string => join(folder, `${name}.mjs`);

writeFileSync(fileOf("empty"), 'export const handler = async () => ({ statusCode: 200, body: "" });');
buildSync({
  entryPoints: ["tests/bench/cold-start-peer.ts"],
  outfile: fileOf("peer"),
  bundle: true,
  minify: true,
  platform: "node",
  target: "node24",
  format: "esm",
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  logLevel: "error",
});

const cloud = await startEmptyCloud();
const environment = environmentAt(cloud.url);
const { privateKey, publicKey } = await generateKeyPair("ES256");
cloud.keys = { keys: [{ ...(await exportJWK(publicKey)), kid: "1", alg: "ES256", use: "sig" }] };
const token = await new SignJWT()
  .setProtectedHeader({ alg: "ES256", kid: "1" })
  .setSubject("maria")
  .setIssuer(environment["TOKEN_ISSUER"] ?? "")
  .setAudience(environment["TOKEN_AUDIENCE"] ?? "")
  .setExpirationTime("1 h")
  .sign(privateKey);

const WORDS = [
  "vilanova",
  "1",
  "2015",
  "2015-11-20",
  "ES-09",
  "page-home",
  "3f0c8e3a-6a51-4c39-9d0f-2b8a5d1c7e42",
];

type Fields = Readonly<Record<string, { safeParse(of: unknown): { readonly success: boolean } }>>;

/** For each field the first word that it takes, of those that must be there; undefined: one takes none. */
function filled(shape: Fields): Record<string, string> | undefined {
  const must = Object.entries(shape).filter(([, type]) => !type.safeParse(undefined).success);
  const found = must.map(
    ([name, type]) => [name, WORDS.find((word) => type.safeParse(word).success)] as const,
  );
  return found.every(([, word]) => word !== undefined)
    ? (Object.fromEntries(found) as Record<string, string>)
    : undefined;
}

/** A request for one of these routes that is asked as it should be, for one that is open to everyone if there is any. */
function requestFor(routes: Routes): object {
  const openFirst = Object.values(routes).toSorted(
    (one, other) => Number(other.allow === "everyone") - Number(one.allow === "everyone"),
  );
  for (const { on, allow, path, query } of openFirst) {
    const pathParameters = filled((path?.shape as Fields) ?? {});
    const queryStringParameters = filled((query?.shape as Fields) ?? {});
    if (!pathParameters || !queryStringParameters) continue;
    return {
      routeKey: on,
      headers: allow === "everyone" ? {} : { authorization: `Bearer ${token}` },
      pathParameters,
      queryStringParameters,
      requestContext: { requestId: "1" },
    };
  }
  throw new Error(`No route can be asked: ${Object.keys(routes).join(", ")}`);
}

const events = new Map<string, object>([
  ["empty", {}],
  ["peer", { pathParameters: { municipality: "vilanova" } }],
  ...httpFunctions
    .filter(({ name }) => name.startsWith("read-"))
    .map(({ name, routes }) => [name, requestFor(routes)] as const),
  ...Object.keys(ticks).map((name) => [name, {}] as const),
  ["send-mail", { Records: [] }],
]);

interface Measured {
  readonly milliseconds: number[];
  readonly processor: number[];
  status?: number | undefined;
  calls: number;
}
const measured = new Map<string, Measured>();
for (let round = 0; round < ROUNDS; round++)
  for (const [name, event] of events) {
    cloud.calls.splice(0);
    const { answer, milliseconds, processor } = await firstAnswer(fileOf(name), event, environment);
    const all = measured.get(name) ?? { milliseconds: [], processor: [], calls: 0 };
    all.milliseconds.push(milliseconds);
    all.processor.push(processor);
    all.status = answer?.statusCode;
    all.calls = cloud.calls.length;
    measured.set(name, all);
  }
cloud.close();
rmSync(folder, { recursive: true, force: true });

const median = (of: readonly number[]): number =>
  of.toSorted((one, other) => one - other)[Math.floor(of.length / 2)] ?? 0;
const of = (name: string, what: "milliseconds" | "processor"): number =>
  median(measured.get(name)?.[what] ?? []);
const ratio = (name: string, what: "milliseconds" | "processor"): number =>
  (of(name, what) - of("empty", what)) / (of("peer", what) - of("empty", what));

const say = (...cells: readonly string[]): void => {
  const [first = "", ...rest] = cells;
  process.stdout.write(`${first.padEnd(22)}${rest.map((cell) => cell.padStart(10)).join("")}\n`);
};
say("function", "KB", "ms", "of peer", "processor", "of peer", "status", "calls");
const tooMuch: string[] = [];
for (const name of ["empty", "peer", ...built.keys()]) {
  const bytes = built.get(name)?.length;
  const size = bytes === undefined ? "" : (bytes / 1000).toFixed(0);
  const found = measured.get(name);
  if (!found) {
    say(name, size);
    continue;
  }
  const [relative, processor] = [ratio(name, "milliseconds"), ratio(name, "processor")];
  say(
    name,
    size,
    of(name, "milliseconds").toFixed(1),
    relative.toFixed(2),
    of(name, "processor").toFixed(1),
    processor.toFixed(2),
    String(found.status ?? ""),
    String(found.calls),
  );
  const isReader = name.startsWith("read-");
  if (isReader && ((bytes ?? 0) / 1000 > MOST_KILOBYTES || relative > MOST_OF_PEER)) tooMuch.push(name);
}
if (tooMuch.length > 0) {
  process.stdout.write(
    `More than ${MOST_OF_PEER} of the peer, or ${MOST_KILOBYTES} KB: ${tooMuch.join(", ")}\n`,
  );
  process.exitCode = 1;
}
