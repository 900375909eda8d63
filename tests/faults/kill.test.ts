import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMachine } from "../../lib/local/machine.ts";
import { formatInstant } from "../../lib/platform/zone.ts";
import { aBody, anEntity, aTown } from "../support/builders.ts";
import { DiligentSecretary, ENTITY } from "../support/diligent-secretary.ts";
import { rowsOf } from "../support/dump.ts";
import { faultsIn } from "../support/laboratory.ts";
import { randomOf, sized } from "../support/random.ts";
import { commandOf, startServerProcess } from "../support/server-process.ts";
import type { ServerProcess } from "../support/server-process.ts";
import { clientOf, mustBe } from "../support/world.ts";
import type { Client } from "../support/world.ts";

const TABLE = "convoca";
const AT = "/v1/municipalities/vilanova";
const BEGIN = Date.parse("2015-11-20T09:00:00Z");
const HOUR = 3_600_000;
const SECRETARIES = sized(2, 4);

let folder: string;
let token: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "convoca-kill-"));
  const machine = await startMachine({
    port: 0,
    folder,
    now: BEGIN,
    tableName: TABLE,
    corsOrigins: [],
    log: () => undefined,
  });
  token = (await clientOf(machine.url, null).post("/local/tokens", { role: "operator" })).body.token;
  const operator = clientOf(machine.url, token);
  // The last of the examples is there: the first run leaves them out
  for (const id of ["vilanova", "superilles"])
    mustBe(201, await operator.post("/v1/municipalities", aTown({ id })));
  const template = { id: "consell", name: "Consell", kind: "governing-council" };
  mustBe(201, await operator.post("/v1/municipalities/superilles/body-templates", template));
  mustBe(201, await operator.post(`${AT}/entities`, anEntity({ id: ENTITY.id })));
  for (let i = 0; i < SECRETARIES; i++)
    mustBe(201, await operator.post(`${AT}/bodies`, aBody({ id: `b${i}` })));
  await machine.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OBJECTS_BEFORE = 2 + 2 + SECRETARIES;

/** Every series has the sessions that its rule gives, and no others. */
async function datesAreRight(client: Client, secretary: DiligentSecretary): Promise<void> {
  const found = new Map<string, string[]>();
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = mustBe(200, await client.get(`${secretary.atBody}/sessions?limit=200${page}`));
    for (const { series, start } of body.items) found.set(series, [...(found.get(series) ?? []), start]);
    cursor = body.cursor;
  }
  for (const { id, start, recurrence, horizonMonths } of secretary.series()) {
    const to = new Date(Date.UTC(2015, 11 + horizonMonths, 1)).toISOString().slice(0, 10);
    const rule = {
      start,
      recurrence,
      timeZone: "Europe/Madrid",
      from: "2015-11-20T09:00:00Z",
      to: `${to}T00:00:00+01:00`,
    };
    const { body } = mustBe(200, await client.post(`${AT}/recurrence-previews`, rule));
    const expected = body.occurrences.map((each: { start: string }) => each.start);
    expect(found.get(id) ?? [], `${secretary.atBody} ${id}`).toEqual(expected);
  }
}

/** Every confirmed POST is on record under its key, and every version of everything has its audit entry. */
async function recordsAreRight(endpoint: string, secretaries: readonly DiligentSecretary[]): Promise<void> {
  const rows = await rowsOf(endpoint, TABLE);
  const keys = new Set(
    rows.filter(({ pk }) => pk.startsWith("IDEMPOTENCY#")).map(({ sk }) => sk.slice(sk.indexOf("#") + 1)),
  );
  expect(secretaries.flatMap((secretary) => secretary.keys).filter((key) => !keys.has(key))).toEqual([]);
  const audited = rows.filter(({ pk, ...row }) => pk.startsWith("AUDIT#") && row["operation"] !== "generate");
  const versions = secretaries.flatMap(({ confirmed }) =>
    [...confirmed.values()].map(({ version }) => version),
  );
  expect(audited.length).toBe(versions.reduce((all, each) => all + each, OBJECTS_BEFORE));
}

describe("a power cut", () => {
  it(
    "loses nothing that was confirmed, doubles nothing and leaves nothing half done",
    { timeout: 1_800_000 },
    async () => {
      const random = randomOf(sized(1, 2));
      const secretaries = Array.from(
        { length: SECRETARIES },
        (_, i) => new DiligentSecretary(AT, `b${i}`, randomOf(100 + i)),
      );
      const confirmations = (): number => secretaries.reduce((all, each) => all + each.confirmations, 0);
      const kills = sized(3, 20);
      let interrupted = 0;
      for (let round = 0; round <= kills; round++) {
        const server = await startServerProcess(folder, new Date(BEGIN + round * HOUR).toISOString());
        try {
          const client = clientOf(server.url, token);
          for (const secretary of secretaries) expect(await secretary.check(client)).toEqual([]);
          const now = formatInstant(BEGIN + (round + 1) * HOUR);
          mustBe(200, await client.put("/local/clock", { now }));
          for (const secretary of secretaries) await datesAreRight(client, secretary);
          expect(await faultsIn(server.store.endpoint, TABLE, now)).toEqual([]);
          await recordsAreRight(server.store.endpoint, secretaries);
          if (round === kills) break;

          const enough = confirmations() + sized(8, 15) + random.below(sized(10, 25));
          const working = Promise.all(secretaries.map((secretary) => secretary.work(client)));
          while (confirmations() < enough) await new Promise((done) => setTimeout(done, random.below(20)));
          await server.kill();
          await working;
          interrupted += secretaries.filter(({ doubtful }) => doubtful !== null).length;
        } finally {
          await server.kill();
        }
      }
      expect(interrupted).toBeGreaterThan(kills);
      expect(confirmations()).toBeGreaterThan(sized(20, 500));
      expect(secretaries.reduce((all, each) => all + each.generations, 0)).toBeGreaterThan(sized(6, 200));
    },
  );
});

const isUp = ({ store }: ServerProcess): boolean => commandOf(store.pid).length > 1;

describe("the server killed alone", () => {
  it("can be started again on the same file, and takes its store with it", { timeout: 60_000 }, async () => {
    const first = await startServerProcess(folder, "2015-11-25T09:00:00Z");
    const at = `${AT}/bodies/b0/series`;
    const { body } = mustBe(200, await clientOf(first.url, token).get(at));
    await first.killServerAlone();
    const second = await startServerProcess(folder, "2015-11-25T09:00:00Z");
    try {
      expect(mustBe(200, await clientOf(second.url, token).get(at)).body).toEqual(body);
      expect(second.store.pid).not.toBe(first.store.pid);
      expect(isUp(first)).toBe(false);
    } finally {
      if (isUp(first)) process.kill(first.store.pid, "SIGKILL");
      await second.kill();
    }
  });
});
