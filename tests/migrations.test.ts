import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { inPresentFormat } from "../lib/exchange/formats.ts";
import { gathered } from "../lib/exchange/gather.ts";
import { localClient } from "../lib/local/store.ts";
import { dynamoTable, everything } from "../lib/platform/dynamo.ts";
import type { Table } from "../lib/platform/dynamo.ts";
import { documentClient, sdkCalls } from "../lib/local/sdk-calls.ts";
import type { Migration } from "../lib/platform/migrate.ts";
import { keys } from "../lib/table.ts";
import { aSession } from "./support/builders.ts";
import { rowsOf } from "./support/dump.ts";
import { mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { World } from "./support/world.ts";

const TOWN = "vilanova";
const sessionKey = (id: string) => keys.session(TOWN, id);

/** A release to come: in schema 2 what is of a session says `duty`, in 3 it is called `office`; a body says `seal`. */
const coming: readonly Migration[] = [
  {
    family: "session",
    from: 2,
    change: ({ duty, ...item }) => ({ ...item, office: duty }),
  },
  { family: "session", from: 1, change: (item) => ({ ...item, duty: "president" }) },
  { family: "body", from: 2, change: (item) => ({ ...item, seal: true }) },
];

let world: World;
let at: string;
let id: string;
let present: Table;
let next: Table;
beforeAll(async () => {
  world = await newWorld();
  const town = await newTownWithBody(world);
  ({ at } = town);
  ({ id } = mustBe(201, await town.secretary.post(`${town.atBody}/sessions`, aSession())).body);
  const calls = sdkCalls(documentClient(localClient(inject("endpoint"))));
  const settings = { calls, name: world.tableName, random: Math.random };
  present = dynamoTable(settings);
  next = dynamoTable({ ...settings, shapes: { schema: 3, migrations: coming } });
});
afterAll(() => world.close());

const NEWER = /written by a newer release.*deploy that release again/;

describe("what an earlier release wrote", () => {
  it("passes the steps of its family in their order, however it is read", async () => {
    const [got] = await next.getMany([sessionKey(id)]);
    const { items } = await next.query({ pk: sessionKey(id).pk });
    const { items: entries } = await next.query({ index: "gsi2", pk: keys.townTimeline(TOWN) });
    for (const each of [await next.get(sessionKey(id)), got, items[0], entries[0]]) {
      expect(each).toMatchObject({ schema: 3, office: "president" });
      expect(each).not.toHaveProperty("duty");
      expect(each).not.toHaveProperty("seal");
    }
    expect(await next.get(keys.body(TOWN, "consell"))).toMatchObject({ seal: true });
    const municipality = await present.get(keys.municipality(TOWN));
    expect(await next.get(keys.municipality(TOWN))).toEqual({ ...municipality, schema: 3 });
  });

  it("is left as it is in the ledger, whose digests are of what was written", async () => {
    const key = keys.ledger(TOWN, id, 1, ["seat.1", "mail"], 0);
    await present.transact([{ put: { ...key, event: "sent" } }]);
    expect(await next.get(key)).toEqual({ ...key, event: "sent", schema: 1 });
  });

  it("is of the new schema once it is written again, by then without a step", async () => {
    const item = await next.get(sessionKey(id));
    await next.transact([{ put: { ...item, ...sessionKey("again"), office: "secretary" } }]);
    expect(await next.get(sessionKey("again"))).toMatchObject({ schema: 3, office: "secretary" });
  });
});

describe("what a newer release wrote", () => {
  beforeAll(async () => {
    await next.transact([{ put: { ...(await next.get(sessionKey(id))), ...sessionKey("newer") } }]);
  });

  it.each<[how: string, read: () => Promise<unknown>]>([
    ["by itself", () => present.get(sessionKey("newer"))],
    ["among others", () => present.getMany([sessionKey(id), sessionKey("newer")])],
    ["in its partition", () => present.query({ pk: sessionKey("newer").pk })],
    ["in an index", () => gathered(everything(present, { index: "gsi2", pk: keys.townTimeline(TOWN) }))],
  ])("is not read %s", async (_, read) => {
    await expect(read()).rejects.toThrow(NEWER);
  });

  it.each([
    ["alone", []],
    ["with something else", [{ put: { ...sessionKey("beside"), schema: 1 } }]],
  ])("is not written over %s, whoever has not read it", async (_, others) => {
    const put = { ...sessionKey("newer"), schema: 1, title: "half understood" };
    await expect(present.transact([{ put }, ...others])).rejects.toThrow(NEWER);
    expect(await present.get(sessionKey("beside"))).toBeUndefined();
    const rows = await rowsOf(inject("endpoint"), world.tableName);
    expect(rows.find(({ pk }) => pk === sessionKey("newer").pk)).toMatchObject({
      schema: 3,
      office: "president",
    });
  });

  it("is a fault of the service to whoever asks for it", async () => {
    expect((await world.citizen.get(`${at}/sessions/newer`)).status).toBe(500);
    expect((await world.citizen.get(`${at}/sessions/${id}`)).status).toBe(200);
  });
});

describe("an exported town", () => {
  const formats = {
    schema: 3,
    conversions: [
      {
        from: 2,
        change: ({ town, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, place: town }),
      },
      { from: 1, change: (of: Readonly<Record<string, unknown>>) => ({ ...of, town: "Vilanova" }) },
    ],
  };

  it.each<[what: string, document: unknown, town: unknown]>([
    ["of an earlier release is taken as the present one", { convoca: 1 }, { convoca: 3, place: "Vilanova" }],
    ["of the one before, too", { convoca: 2, town: "Riba" }, { convoca: 3, place: "Riba" }],
    ["of the present one is left as it is", { convoca: 3, town: 1 }, { convoca: 3, town: 1 }],
    ["that says no schema is for others to refuse", { town: 1 }, { town: 1 }],
  ])("%s", (_, document, town) => {
    expect(inPresentFormat(document, formats)).toEqual({ town, flaws: [] });
  });

  it("of a newer release is refused, and nothing else of it looked at", async () => {
    expect(inPresentFormat({ convoca: 4 }, formats).flaws).toEqual([
      { path: "$.convoca", message: "is 4, of a newer release: this one reads up to 3" },
    ]);
  });
});
