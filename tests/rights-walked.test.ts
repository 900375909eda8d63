import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aBody, aSeat, aSession, aSlot, aTown, anEntity } from "./support/builders.ts";
import { answerLinkOf, newConvenableTown, newReadySession } from "./support/convened-town.ts";
import type { ConvenedTown } from "./support/convened-town.ts";
import { aDocument } from "./support/documents.ts";
import { aHeldSession, someMinutes } from "./support/held-session.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Shown, World } from "./support/world.ts";

// What no other test does over HTTP, so that every right of every role is one that is used.
let world: World;
let town: ConvenedTown;
beforeAll(async () => {
  world = await newWorld("2016-02-15T09:00:00Z");
  town = await newConvenableTown(world);
  const { operator, at } = town;
  for (const id of ["sala", "casal"]) mustBe(201, await operator.post(`${at}/places`, { id, name: id }));
  mustBe(201, await operator.post(`${at}/entities`, anEntity()));
  mustBe(201, await operator.post("/v1/municipalities", aTown({ id: "riba", name: "Riba" })));
});
afterAll(() => world.close());

const idsIn = ({ body }: Shown): string[] => body.items.map(({ id }: Shown) => id);

describe("who looks around", () => {
  it("finds the towns, the year of one, and no templates where there are none", async () => {
    const { citizen } = world;
    expect(idsIn(mustBe(200, await citizen.get("/v1/municipalities")))).toEqual(["riba", "vilanova"]);
    const { body } = mustBe(200, await citizen.get(`${town.at}/calendars/2016`));
    expect(body.layers).toEqual([{ area: "ES", confirmed: true, missing: false }]);
    expect(idsIn(mustBe(200, await citizen.get(`${town.at}/body-templates`)))).toEqual([]);
    expect((await citizen.get("/v1/municipalities/nowhere/body-templates")).status).toBe(404);
  });
});

async function withSlots(): Promise<string> {
  const slots = [aSlot("19:00", { for: "Rodari" }), aSlot("19:30", { for: "Marconi" })];
  const { body } = mustBe(
    201,
    await town.secretary.post(`${town.atBody}/sessions`, aSession({ start: "2016-03-01T19:00:00", slots })),
  );
  return `${town.at}/sessions/${body.id}`;
}

describe("what is asked for twice under one Idempotency-Key", () => {
  /** Where it is asked, and what. */
  const asked: readonly [what: string, ask: () => Promise<readonly [path: string, body?: object]>][] = [
    ["a territory", async () => [`${town.at}/territories`, { id: "nord", name: "Nord", kind: "other" }]],
    ["an entity of it", async () => [`${town.at}/entities`, anEntity({ id: "veins", territory: "nord" })]],
    [
      "the use of a room",
      async () => [
        `${town.at}/places/sala/uses`,
        { start: "2016-03-20T19:00:00", duration: "PT1H", purpose: "Assaig", body: "consell" },
      ],
    ],
    ["a seat", async () => [`${town.atBody}/seats`, aSeat()]],
    ["a document", async () => [`${town.at}/documents`, aDocument()]],
    [
      "an agreement",
      async () => [`${await aHeldSession(world, town)}/agreements`, { text: "Obrir la plaça" }],
    ],
    ["minutes", async () => [`${await aHeldSession(world, town)}/minutes`, someMinutes()]],
    [
      "the end of a session with slots",
      async () => {
        const session = { slots: [aSlot("19:00")] };
        return [`${await aHeldSession(world, town, { status: "open", session })}/closing`, {}];
      },
    ],
    ["that slots change places", async () => [`${await withSlots()}/slots/1/swap`, { with: 2 }]],
  ];

  it.each(asked)("%s is done once, and answered twice", async (what, ask) => {
    const [path, body] = await ask();
    const key = { "idempotency-key": `twice-${what.replaceAll(" ", "-")}` };
    const first = await town.operator.post(path, body, key);
    expect([200, 201]).toContain(first.status);
    const second = await town.operator.post(path, body, key);
    expect([second.status, second.body]).toEqual([first.status, first.body]);
  });
});

describe("what changes its place", () => {
  it("is found no more where it was: a body under its kind, a town under its area", async () => {
    const { operator, at } = town;
    const riba = "/v1/municipalities/riba";
    mustBe(200, await operator.patch(riba, { areas: ["ES", "ES-CT"] }));
    expect(mustBe(200, await operator.patch(riba, { areas: ["ES"] })).body.areas).toEqual(["ES"]);

    const body = aBody({ id: "taula", kind: "table", sharedWith: ["riba"] });
    mustBe(201, await operator.post(`${at}/bodies`, body));
    mustBe(200, await operator.patch(`${at}/bodies/taula`, { kind: "committee", sharedWith: [] }));
    expect(idsIn(await world.citizen.get(`${at}/bodies?kind=table`))).toEqual([]);
    expect(idsIn(await world.citizen.get(`${at}/bodies?kind=committee`))).toEqual(["taula"]);
  });

  it("goes to another room when members are convened there, and leaves the first one free for others", async () => {
    const { secretary, at } = town;
    const start = "2016-03-10T19:00:00";
    const held = { start, duration: "PT2H", place: { place: "sala" } };
    const session = await newReadySession(town, held);
    const convened = mustBe(
      201,
      await secretary.post(`${session}/convocations`, { place: { place: "casal" } }),
    );
    expect(convened.body.place.name).toEqual({ ca: "casal" });
    const uses = async (room: string) =>
      (await world.citizen.get(`${at}/places/${room}/uses?from=2016-03-10&to=2016-03-10`)).body.items.length;
    expect([await uses("sala"), await uses("casal")]).toEqual([0, 1]);
  });

  it("goes for good, where it is a document that no agenda names", async () => {
    const { secretary, at, atBody } = town;
    const { id: session } = mustBe(
      201,
      await secretary.post(`${atBody}/sessions`, aSession({ start: "2016-03-03T19:00:00" })),
    ).body;
    const { id } = mustBe(201, await secretary.post(`${at}/documents`, aDocument({ session }))).body;
    expect(mustBe(200, await secretary.delete(`${at}/documents/${id}`)).body.removed).toBe(true);
    expect((await secretary.get(`${at}/documents/${id}`)).status).toBe(404);
  });
});

describe("what leads to others", () => {
  it("does so from every body that is made of a template", async () => {
    const { operator, at } = town;
    mustBe(201, await operator.post(`${at}/territories`, { id: "sud", name: "Sud", kind: "other" }));
    const relations = [
      { kind: "part-of", to: { type: "body", id: "consell" } },
      { kind: "collaborates-with", to: { type: "entity", id: "amics" } },
    ];
    const template = { id: "consell-de-barri", name: "Consell de {territory}", kind: "council", relations };
    mustBe(201, await operator.post(`${at}/body-templates`, template));
    mustBe(
      201,
      await operator.post(`${at}/body-templates/consell-de-barri/instances`, { territories: ["sud"] }),
    );
    const { body } = mustBe(200, await world.citizen.get(`${at}/entities/amics`));
    expect(JSON.stringify(body)).toContain("consell-de-barri-sud");
  });

  it("tells who asks for a session of what goes on in a body that another town shares", async () => {
    const { operator, secretary, atBody, members } = town;
    const riba = "/v1/municipalities/riba/bodies";
    mustBe(201, await operator.post(riba, aBody({ id: "xarxa", sharedWith: ["vilanova"] })));
    const start = "2016-03-15T19:00:00";
    const entity = { municipality: "vilanova", id: "amics" };
    mustBe(201, await operator.post(`${riba}/xarxa/seats`, aSeat({ entity })));
    mustBe(201, await operator.post(`${atBody}/seats`, aSeat({ entity: "amics" })));
    mustBe(201, await operator.post(`${riba}/xarxa/sessions`, aSession({ start, duration: "PT2H" })));
    const request = {
      on: "2016-02-15",
      title: "A petició",
      start,
      duration: "PT2H",
      seats: [members.president.seat, members.first.seat],
    };
    const { body } = mustBe(201, await secretary.post(`${atBody}/session-requests`, request));
    expect(body.clashes.map((clash: Shown) => clash.elsewhere.municipality)).toContain("riba");
  });

  it("an entity that nobody can write to gets its letter on paper", async () => {
    const { operator, atBody } = town;
    const { body: seat } = mustBe(201, await operator.post(`${atBody}/seats`, aSeat({ entity: "amics" })));
    const session = await newReadySession(town, { start: "2016-03-17T19:00:00" });
    mustBe(201, await town.secretary.post(`${session}/convocations`));
    await world.machine.advance(world.machine.clock.now());
    expect(await answerLinkOf(town, session, seat.id, `${seat.id}.1.paper`)).toContain(
      `/answers/${seat.id}?key=`,
    );
  });
});
