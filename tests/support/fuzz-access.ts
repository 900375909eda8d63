import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JWK } from "jose";
import { inject } from "vitest";
import { startMachine } from "../../lib/local/machine.ts";
import type { TokenTerms } from "../../lib/local/sign-in.ts";
import { parseInstant } from "../../lib/platform/zone.ts";
import { keys } from "../../lib/table.ts";
import { newColumns, newSeated } from "./access-columns.ts";
import type { Columns } from "./access-columns.ts";
import { convene } from "./access-convened.ts";
import type { Convened } from "./access-convened.ts";
import { APPROVED, putMinutesAt } from "./access-minutes.ts";
import { newCatalogue } from "./access-registry.ts";
import { aBody, aLayer, aSeries, aTown } from "./builders.ts";
import { aStoredDocument } from "./documents.ts";
import { premisesFor } from "./premises.ts";
import { clientOf, mustBe } from "./world.ts";
import type { Client } from "./world.ts";

export type Place = Readonly<Record<string, string>>;

export const NOW = "2015-11-20T09:00:00Z";
const TOWNS = ["own", "foreign"] as const;
const AREAS = { own: "ES-25120", sibling: "ES-09", foreign: "ES-08113", missing: "ES-99999" } as const;

/**
 * Seen from whoever holds an office in `own`, or of the body `own` there: `part` is a body that is part of it, as `own`
 * and `sibling` are both part of the body `whole`.
 */
export const WHOSE = ["own", "part", "sibling", "foreign", "missing"] as const;
export type Whose = (typeof WHOSE)[number];

/** What paths lead to. A relation has the same id wherever it starts; ids of seats and people only the ground knows. */
const ids = { year: "2016", series: "ordinaries", relation: "part-of-body-whole", version: APPROVED };
const catalogue = (id: string) => ({
  challenge: id,
  plan: id,
  template: id,
  territory: id,
  entity: id,
  target: `page-${id}`,
  place: id,
});

/** An id of each kind that nothing has, where "none" is no such id. */
export const NONE: Place = {
  series: "none",
  session: "none-2016-02-10",
  planned: "none-2016-03-09",
  n: "998",
  version: "998",
  held: "none-2015-10-14",
  agreement: "998",
  notice: "none.1.paper",
  area: AREAS.missing,
  year: "2016",
  relation: "part-of-body-none",
  document: "00000000-0000-4000-8000-000000000000",
  target: "page-none",
  slot: "39",
};

export interface AccessGround {
  readonly url: string;
  readonly now: number;
  /** The key that is trusted, with its private part. */
  readonly key: JWK;
  /** What is asked of tokens that it signs. */
  readonly terms: TokenTerms;
  readonly operator: Client;
  readonly places: Readonly<Record<Whose, Place>>;
  /** Of the holders of each office, in the town and the body `own`. */
  readonly tokens: Columns;
  /** The Authorization of whoever this machine gives a token for such a request. */
  as(request: object): Promise<string>;
  /** The Authorization of someone new who sits on such a seat of a body of the town `own`. */
  seated(seat: object, body?: string, role?: string): Promise<string>;
  /** The Authorization of someone who holds these offices. */
  holding(offices: readonly object[]): Promise<string>;
  close(): Promise<void>;
}

/** Two towns alike, and a machine whose signing key lies in a file, where a test can take it. */
export async function newAccessGround(): Promise<AccessGround> {
  const folder = mkdtempSync(join(tmpdir(), "convoca-access-"));
  const now = parseInstant(NOW) ?? 0;
  const tableName = `access-${randomUUID()}`;
  const machine = await startMachine({
    port: 0,
    folder,
    now,
    tableName,
    corsOrigins: [],
    log: () => {},
    endpoint: inject("endpoint"),
    ...premisesFor(tableName),
  });
  const { issuer } = machine.tokens;
  const citizen = clientOf(machine.url, null);
  const token = async (request: object) =>
    String(mustBe(201, await citizen.post("/local/tokens", request)).body.token);
  const operator = clientOf(machine.url, await token({ role: "operator" }));
  for (const area of ["ES", AREAS.sibling])
    mustBe(201, await operator.put(`/v1/calendars/${area}/2016`, aLayer({ "2016-02-11": "Festa" })));
  const towns = { own: await newTown(operator, "own"), foreign: await newTown(operator, "foreign") };
  // Members are told of what they are convened to, and what is planned is looked at.
  await machine.advance(now);
  const places = placesOf(towns);
  const there = [places.own, places.part, places.sibling, places.foreign];
  await Promise.all(there.map((place) => putMinutesAt(machine.table, place)));
  const as = async (request: object) => `Bearer ${await token(request)}`;
  return {
    url: machine.url,
    now,
    key: JSON.parse(readFileSync(join(folder, "signing-key.json"), "utf8")) as JWK,
    terms: machine.tokens,
    operator,
    places,
    tokens: await newColumns(operator, token, places.own),
    as,
    async seated(seat, body = "own", role = "secretary") {
      const at = "/v1/municipalities/own";
      const person = await newSeated(operator, at, body, { role: "secretary", ...seat });
      return as({ role, municipality: "own", person });
    },
    async holding(offices) {
      const authorization = await as({ role: "member", municipality: "own", body: "own", seat: "one" });
      const subject = "member.own.own.one";
      const identity = { schema: 1, issuer, subject, offices };
      await machine.table.transact([{ put: { ...keys.identity(issuer, subject), ...identity } }]);
      return authorization;
    },
    async close() {
      await machine.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const placesOf = ({ own, foreign }: Readonly<Record<(typeof TOWNS)[number], Town>>) => ({
  own: { municipality: "own", ...ids, ...catalogue("own"), ...own.own, area: AREAS.own },
  part: { municipality: "own", ...ids, ...catalogue("own"), ...own.part, area: AREAS.own },
  sibling: { municipality: "own", ...ids, ...catalogue("sibling"), ...own.sibling, area: AREAS.sibling },
  foreign: { municipality: "foreign", ...ids, ...catalogue("own"), ...foreign.own, area: AREAS.foreign },
  missing: { municipality: "own", ...ids, ...catalogue("own"), ...own.own, ...NONE },
});

interface InBody extends Convened {
  readonly body: string;
  readonly seat: string;
  readonly person: string;
  /** One for members, whose bytes are there. */
  readonly document: string;
}
type Town = Readonly<Record<"own" | "part" | "sibling", InBody>>;

/** A town with one of everything for `own` and one for `sibling`, and bodies that are part of each other. */
async function newTown(operator: Client, municipality: (typeof TOWNS)[number]): Promise<Town> {
  const at = `/v1/municipalities/${municipality}`;
  const area = AREAS[municipality];
  const make = async (path: string, input: object) => mustBe(201, await operator.post(at + path, input)).body;
  mustBe(
    201,
    await operator.post(
      "/v1/municipalities",
      aTown({ id: municipality, areas: ["ES", AREAS.sibling, area] }),
    ),
  );
  mustBe(201, await operator.put(`/v1/calendars/${area}/2016`, aLayer({ "2016-02-11": "Festa" })));
  for (const id of ["own", "sibling"]) await newCatalogue(operator, at, id);
  await make("/bodies", aBody({ id: "whole" }));
  const body = async (id: string): Promise<InBody> => {
    await make("/bodies", aBody({ id }));
    await make(`/bodies/${id}/series`, aSeries());
    await make(`/bodies/${id}/relations`, { kind: "part-of", to: { type: "body", id: "whole" } });
    const person = await make("/people", { name: `Membre de ${id}`, keeper: id });
    const seat = await make(`/bodies/${id}/seats`, { titular: person.id });
    const convened = await convene(operator, at, { body: id, seat: seat.id });
    const document = await aStoredDocument(operator, at, { body: id, access: "members" });
    return { body: id, seat: seat.id, person: person.id, document, ...convened };
  };
  const town = { own: await body("own"), part: await body("part"), sibling: await body("sibling") };
  await make("/bodies/part/relations", { kind: "part-of", to: { type: "body", id: "own" } });
  return town;
}
