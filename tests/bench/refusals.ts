/**
 * `node tests/bench/refusals.ts`: how long the service takes to say no to what would be too much, over real HTTP on this
 * machine. The promise is 200 ms; here it is measured, in the tests only the no is asserted.
 */
import { startMachine } from "../../lib/local/machine.ts";

const ROUNDS = 15;
const AT = "/v1/municipalities/vilanova";

const machine = await startMachine({
  port: 0,
  folder: null,
  now: Date.UTC(2015, 10, 20, 9),
  tableName: "bench",
  corsOrigins: [],
  log: () => undefined,
});

async function ask(method: string, path: string, body: unknown, token = ""): Promise<Response> {
  return fetch(machine.url + path, {
    method,
    headers: { authorization: `Bearer ${token}` },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

const { token } = (await (await ask("POST", "/local/tokens", { role: "operator" })).json()) as {
  token: string;
};
const town = { id: "vilanova", name: "Vilanova", country: "ES", timeZone: "Europe/Madrid", language: "ca" };
await ask("POST", "/v1/municipalities", town, token);
await ask("POST", `${AT}/bodies`, { id: "consell", name: "Consell", kind: "council" }, token);

const daily = { title: "Diària", start: "1900-01-01T10:00:00", recurrence: "FREQ=DAILY" };
const CASES: readonly [what: string, path: string, body: unknown][] = [
  ["a daily series since 1900", `${AT}/bodies/consell/series`, { ...daily, generateFrom: "1900-01-01" }],
  [
    "a preview of 50 daily years",
    `${AT}/recurrence-previews`,
    {
      start: "1900-01-01T10:00:00",
      recurrence: "FREQ=DAILY;COUNT=999999",
      timeZone: "Europe/Madrid",
      from: "2149-01-01T00:00:00Z",
      to: "2198-12-31T00:00:00Z",
    },
  ],
  [
    "20,000 unknown fields",
    `${AT}/bodies/consell/sessions`,
    Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${i}`, 0])),
  ],
  ["arrays 100,000 deep", `${AT}/bodies/consell/sessions`, `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
];

process.stdout.write(
  `${"refusal".padEnd(32)}${"status".padStart(8)}${"first ms".padStart(10)}${"median ms".padStart(11)}\n`,
);
for (const [what, path, body] of CASES) {
  const times: number[] = [];
  let status = 0;
  for (let i = 0; i < ROUNDS; i++) {
    const from = performance.now();
    ({ status } = await ask("POST", path, body, token));
    times.push(performance.now() - from);
  }
  const [first = 0] = times;
  const median = times.toSorted((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0;
  process.stdout.write(
    `${what.padEnd(32)}${String(status).padStart(8)}${first.toFixed(0).padStart(10)}${median.toFixed(0).padStart(11)}\n`,
  );
}
await machine.close();
