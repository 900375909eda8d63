import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JWK } from "jose";
import { inject } from "vitest";
import { startMachine } from "../../lib/local/machine.ts";
import { ISSUER } from "../../lib/local/sign-in.ts";
import { parseInstant } from "../../lib/platform/zone.ts";
import { keys } from "../../lib/table.ts";
import { aBody, aLayer, aSeries, aSession, aTown } from "./builders.ts";
import { ROLES } from "./fuzz-requests.ts";
import { clientOf, mustBe } from "./world.ts";
import type { Office } from "./world.ts";

export type Place = Readonly<Record<string, string>>;

const NOW = "2015-11-20T09:00:00Z";
const AREAS = { own: "ES-25120", sibling: "ES-09", foreign: "ES-08113", missing: "ES-99999" } as const;

/** Seen from whoever holds an office in `own`, or of the body `own` there. */
export const PLACES = {
  own: {
    municipality: "own",
    body: "own",
    series: "ordinaries",
    session: "own-2016-02-10",
    area: AREAS.own,
    year: "2016",
  },
  sibling: {
    municipality: "own",
    body: "sibling",
    series: "ordinaries",
    session: "sibling-2016-02-10",
    area: AREAS.sibling,
    year: "2016",
  },
  foreign: {
    municipality: "foreign",
    body: "own",
    series: "ordinaries",
    session: "own-2016-02-10",
    area: AREAS.foreign,
    year: "2016",
  },
  missing: {
    municipality: "own",
    body: "own",
    series: "none",
    session: "none-2016-02-10",
    area: AREAS.missing,
    year: "2016",
  },
} as const satisfies Record<string, Place>;
export type Whose = keyof typeof PLACES;

export interface AccessGround {
  readonly url: string;
  readonly now: number;
  /** The key that is trusted, with its private part. */
  readonly key: JWK;
  /** Of the holders of each office, in the town and the body `own`. */
  readonly tokens: Readonly<Record<Office["role"], string>>;
  /** The Authorization of someone who holds these offices. */
  holding(offices: readonly object[]): Promise<string>;
  close(): Promise<void>;
}

/** Two towns alike, and a machine whose signing key lies in a file, where a test can take it. */
export async function newAccessGround(): Promise<AccessGround> {
  const folder = mkdtempSync(join(tmpdir(), "convoca-access-"));
  const now = parseInstant(NOW) ?? 0;
  const machine = await startMachine({
    port: 0,
    folder,
    now,
    tableName: `access-${randomUUID()}`,
    corsOrigins: [],
    log: () => {},
    endpoint: inject("endpoint"),
  });
  const citizen = clientOf(machine.url, null);
  const token = async (office: object) =>
    String(mustBe(201, await citizen.post("/local/tokens", office)).body.token);
  const own = { municipality: "own", body: "own" };
  const tokens: [string, string][] = [];
  for (const role of ROLES) tokens.push([role, await token({ role, ...(role !== "operator" && own) })]);
  const operator = clientOf(machine.url, tokens[0]?.[1] ?? "");
  for (const municipality of ["own", "foreign"] as const) {
    const at = `/v1/municipalities/${municipality}`;
    const areas = ["ES", AREAS.sibling, AREAS[municipality]];
    mustBe(201, await operator.post("/v1/municipalities", aTown({ id: municipality, areas })));
    mustBe(
      201,
      await operator.put(`/v1/calendars/${AREAS[municipality]}/2016`, aLayer({ "2016-02-11": "Festa" })),
    );
    for (const body of ["own", "sibling"]) {
      mustBe(201, await operator.post(`${at}/bodies`, aBody({ id: body })));
      mustBe(201, await operator.post(`${at}/bodies/${body}/series`, aSeries()));
      mustBe(201, await operator.post(`${at}/bodies/${body}/sessions`, aSession()));
    }
  }
  return {
    url: machine.url,
    now,
    key: JSON.parse(readFileSync(join(folder, "signing-key.json"), "utf8")) as JWK,
    tokens: Object.fromEntries(tokens) as AccessGround["tokens"],
    async holding(offices) {
      const authorization = `Bearer ${await token({ role: "member", ...own, seat: "one" })}`;
      const subject = "member.own.own.one";
      const identity = { schema: 1, issuer: ISSUER, subject, offices };
      await machine.table.transact([{ put: { ...keys.identity(ISSUER, subject), ...identity } }]);
      return authorization;
    },
    async close() {
      await machine.close();
      rmSync(folder, { recursive: true });
    },
  };
}
