import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { verifyTown } from "../lib/convocations/verify-town.ts";
import { localClient } from "../lib/local/store.ts";
import { keyRingOf } from "../lib/platform/secrets.ts";
import { anEntity } from "./support/builders.ts";
import { aReadySession, newConveningTown } from "./support/convening-town.ts";
import type { ConveningTown } from "./support/convening-town.ts";
import { rowsOf } from "./support/dump.ts";
import type { Row } from "./support/dump.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { World } from "./support/world.ts";

const SECRET = /puigverd|merce\.p/i;
const MEMBERS = [
  { role: "president", name: "Rosa Camps", email: "rosa@example.org" },
  { role: "secretary", name: "Pere Soler", email: "pere@example.org" },
  { name: "Mercè Puigverd", email: "merce.puigverd@example.org" },
];
const [TOLD, WAITS, LATER] = ["consell-2016-02-10", "consell-2016-02-17", "consell-2016-02-24"] as const;

const folder = mkdtempSync(join(tmpdir(), "convoca-people-"));
let world: World;
let town: ConveningTown;
let person: string;
let seat: string;
const rows = (): Promise<Row[]> => rowsOf(inject("endpoint"), world.tableName);
/** What is on record about the seat, as long as this was theirs. */
const ledgerOf = async (session: string, tenure = 1): Promise<Row[]> =>
  (await rows()).filter(
    ({ pk, ...row }) =>
      pk === `LEDGER#vilanova#${session}` && row["seat"] === seat && row["tenure"] === tenure,
  );
const happened = async (session: string, tenure = 1): Promise<unknown[]> =>
  (await ledgerOf(session, tenure)).map(({ channel, event, code }) => [
    channel,
    event,
    ...(code === undefined ? [] : [code]),
  ]);
const outbox = async (): Promise<Row[]> => (await rows()).filter(({ pk }) => pk.startsWith("OUTBOX#"));

/** Convened, told and answering; convened while no mail leaves; convened a moment ago, and nobody told yet. */
beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z", folder);
  town = await newConveningTown(world, { members: MEMBERS });
  [person = "", seat = ""] = [town.people[2], town.seats[2]];
  const { secretary, at } = town;
  const contact = { email: "amics@example.org" };
  mustBe(201, await town.operator.post(`${at}/entities`, anEntity({ contact })));
  mustBe(200, await secretary.patch(`${town.atBody}/seats/${seat}`, { entity: "amics" }));
  for (const id of [TOLD, WAITS, LATER]) await aReadySession(town, { start: `${id.slice(8)}T19:00:00` });
  mustBe(201, await secretary.post(`${at}/sessions/${TOLD}/convocations`));
  await world.clockTo("2016-01-11T09:20:00Z");
  mustBe(200, await secretary.put(`${at}/sessions/${TOLD}/answers/${seat}`, { reply: "attends" }));
  mustBe(200, await world.citizen.put("/local/mail-faults", { odds: { TooManyRequestsException: 1 } }));
  mustBe(201, await secretary.post(`${at}/sessions/${WAITS}/convocations`));
  await world.clockTo("2016-01-11T09:25:00Z");
  mustBe(201, await secretary.post(`${at}/sessions/${LATER}/convocations`));
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a member who is erased between being convened and being told", () => {
  it("was written to before, and mail to them waits", async () => {
    expect(world.machine.sink.mails().map(({ to }) => to)).toContain("merce.puigverd@example.org");
    expect((await ledgerOf(TOLD)).map(({ event }) => event)).toEqual(["decided", "sent", "delivered"]);
    expect((await outbox()).filter((row) => row["seat"] === seat)).toMatchObject([{ session: WAITS }]);
    expect(JSON.stringify(await rows())).toMatch(SECRET);
  });

  it("is nowhere any more, and nothing fails: what waited for them ends on record, with the reason", async () => {
    mustBe(200, await town.operator.delete(`${town.at}/people/${person}`));
    expect((await outbox()).length).toBeGreaterThan(0);
    expect((await rows()).filter((row) => SECRET.test(JSON.stringify(row)))).toEqual([]);
    mustBe(200, await world.citizen.put("/local/mail-faults", {}));
    const mails = world.machine.sink.mails().filter(({ to }) => to.includes("merce")).length;
    await world.clockTo("2016-01-11T10:30:00Z");
    expect(world.lines.filter(({ level }) => level === "error")).toEqual([]);
    expect(world.machine.sink.mails().filter(({ to }) => to.includes("merce"))).toHaveLength(mails);
    expect(await outbox()).toEqual([]);
    const told = [
      ["mail", "decided"],
      ["mail", "sent"],
      ["mail", "delivered"],
    ];
    expect(await happened(TOLD)).toEqual([...told, ["mail", "withdrawn"]]);
    // Not sent to someone who is no member any more.
    expect(await happened(WAITS)).toEqual([
      ["mail", "decided"],
      ["mail", "withdrawn"],
    ]);
    expect(await happened(LATER)).toEqual([]);
    // The seat goes on with its entity: it is a member now, and is told of all three.
    for (const session of [TOLD, WAITS, LATER]) expect(await happened(session, 2)).toEqual(told);
  });

  it("leaves no name nor address in the table, the log, the feeds, the pages", async () => {
    expect((await rows()).filter((row) => SECRET.test(JSON.stringify(row)))).toEqual([]);
    expect(world.lines.filter((line) => SECRET.test(JSON.stringify(line)))).toEqual([]);
    const { at, secretary } = town;
    const shown = [
      await world.citizen.get(`${at}/calendar.ics`),
      ...(await Promise.all(
        [
          "convocations/1",
          "convocations/1/notices",
          "convocations/1/certificate",
          "convocations/1/certificate.html",
          "answers",
          "agenda",
          `convocations/1/notices/${seat}.1.mail/letter`,
        ].map((path) => secretary.get(`${at}/sessions/${TOLD}/${path}`)),
      )),
    ];
    expect(shown.map(({ status }) => status)).toEqual(shown.map(() => 200));
    expect(JSON.stringify(shown.map(({ body }) => body))).not.toMatch(SECRET);
  });

  it("is on record by an opaque id and a keyed digest of the address, and no stream carries more than keys", async () => {
    const [decided, sent] = await ledgerOf(TOLD);
    expect(decided).toMatchObject({ addressee: { person } });
    expect(sent).toMatchObject({ addressSeal: expect.stringMatching(/^(local|k1)\.[\w-]{43}$/) });
    const client = localClient(inject("endpoint"));
    const { Table } = await client.send(new DescribeTableCommand({ TableName: world.tableName }));
    client.destroy();
    expect(Table?.StreamSpecification?.StreamViewType).toBe("KEYS_ONLY");
  });

  it("breaks no chain", async () => {
    const ring = keyRingOf(readFileSync(join(folder, "signing-keys.json"), "utf8"));
    const { faults, convocations, events } = await verifyTown(
      world.machine.table,
      "vilanova",
      undefined,
      ring,
    );
    expect([faults, convocations, events > 20]).toEqual([[], 3, true]);
  });
});
