import { aBody, aLayer, anEntity, aPerson, aSeat, aSeries, aSession, aTown } from "./builders.ts";
import { mustBe } from "./world.ts";
import type { Client, World } from "./world.ts";

const AT = "/v1/municipalities/vilanova";
const SIGN_IN = { issuer: "https://id.example.org", subject: "merce" };

/** Something of everything that a town can hold, made over HTTP between November 2015 and March 2016. */
export async function richTown(world: World): Promise<{ operator: Client; at: string }> {
  const operator = await world.as({ role: "operator" });
  const make = async (path: string, body: unknown): Promise<string> =>
    mustBe(201, await operator.post(path, body)).body.id;
  const change = async (path: string, body: unknown): Promise<void> => {
    mustBe(200, await operator.patch(`${AT}/${path}`, body));
  };

  for (const year of [2015, 2016]) {
    const days = { [`${year}-01-01`]: "Cap d'Any", [`${year}-05-06`]: "Fira", [`${year}-12-04`]: "Festa" };
    mustBe(201, await operator.put(`/v1/calendars/ES-09/${year}`, aLayer(days)));
  }
  await make("/v1/municipalities", aTown({ id: "riudoms", areas: ["ES-09"] }));
  await make(
    "/v1/municipalities",
    aTown({ areas: ["ES", "ES-09"], contact: { phone: "973 11 22 33" }, description: "Vila\ni més" }),
  );
  await make(`${AT}/territories`, { id: "vila", name: { ca: "Vila", es: "Villa" }, kind: "city" });
  await make(`${AT}/territories`, { id: "centre", name: "Centre", kind: "district", within: "vila" });
  await make(`${AT}/challenges`, { id: "habitatge", name: "Habitatge", from: "2015" });
  await make(`${AT}/plans`, {
    id: "pla",
    name: "Pla local",
    elements: [
      { id: "eix", kind: "axis", title: "Eix 1" },
      { id: "linia", kind: "line", parent: "eix", title: "Línia 1.1", status: "ongoing" },
    ],
  });
  await make(`${AT}/body-templates`, {
    id: "barri",
    name: "Consell de {territory}",
    kind: "council",
    relations: [{ kind: "hangs-from", to: { type: "challenge", id: "habitatge" } }],
  });
  mustBe(
    201,
    await operator.post(`${AT}/body-templates/barri/instances`, { territories: ["vila", "centre"] }),
  );
  await make(`${AT}/entities`, anEntity({ contact: { email: "amics@example.org" }, territory: "centre" }));
  await make(`${AT}/entities`, anEntity({ id: "veins", name: "Veïns", from: "1980", until: null }));
  await change("entities/veins", { name: "Associació de Veïns", since: "2015-11-01" });
  await make("/v1/municipalities/riudoms/entities", anEntity({ id: "ateneu", name: "Ateneu" }));
  await makeBodies(operator);
  const people = await makePeople(operator);
  await makeSeats(world, operator, people);
  await makeSessions(world, operator);
  return { operator, at: AT };
}

async function makeBodies(operator: Client): Promise<void> {
  const make = async (path: string, body: unknown): Promise<string> =>
    mustBe(201, await operator.post(`${AT}/${path}`, body)).body.id;
  await make("bodies", aBody({ founded: { date: "2009", act: "Ple 3/2009" }, legalBasis: ["LRBRL 130"] }));
  await make("bodies", aBody({ id: "comissio", name: "Comissió", kind: "working-commission" }));
  await make(
    "bodies",
    aBody({ id: "xarxa", name: "Xarxa", kind: "supramunicipal-network", sharedWith: ["riudoms"] }),
  );
  await make(
    "bodies",
    aBody({ id: "vella", name: "Taula vella", kind: "table", founded: { date: "2001-05" } }),
  );
  await make("bodies", aBody({ id: "menor", name: "Taula menor", kind: "table" }));
  await make("bodies", aBody({ id: "taula", name: "Taula", kind: "table", participants: { count: 12 } }));
  mustBe(
    201,
    await operator.post(
      "/v1/municipalities/riudoms/bodies",
      aBody({ id: "lliga", name: "Lliga", kind: "supramunicipal-network", sharedWith: ["vilanova"] }),
    ),
  );
  mustBe(
    201,
    await operator.post(
      "/v1/municipalities/riudoms/bodies/lliga/seats",
      aSeat({ entity: { municipality: "vilanova", id: "amics" } }),
    ),
  );
  await make("bodies/comissio/relations", {
    kind: "part-of",
    to: { type: "body", id: "consell" },
    from: "2014",
  });
  await make("bodies/comissio/relations", {
    kind: "follows",
    to: { type: "plan", id: "pla", element: "linia" },
  });
  await make("bodies/consell/relations", { kind: "hangs-from", to: { type: "challenge", id: "habitatge" } });
  await make("bodies/xarxa/relations", { kind: "owned-by", to: { type: "entity", id: "veins" } });
  await make("bodies/vella/relations", { kind: "part-of", to: { type: "body", id: "consell" } });
  const friends = { kind: "collaborates-with", to: { type: "entity", id: "amics" } };
  await make("bodies/consell/relations", { ...friends, from: "2010", until: "2012-03" });
  await make("bodies/consell/relations", { ...friends, from: "2015-10-01", act: "Decret 7" });
  await make("bodies/consell/events", {
    kind: "rename",
    date: "2015-10-15",
    name: "Consell de la Vila Nova",
  });
  await make("bodies/taula/events", {
    kind: "merge",
    date: "2015-11",
    of: ["menor"],
    unnamed: "i els seus amics",
  });
}

type People = Record<"titular" | "substitute" | "secretary" | "gone" | "later", string>;

async function makePeople(operator: Client): Promise<People> {
  const person = async (overrides: Record<string, unknown>): Promise<string> =>
    mustBe(201, await operator.post(`${AT}/people`, aPerson({ keeper: "consell", ...overrides }))).body.id;
  await person({ name: "Administradora", signIn: SIGN_IN, administrator: true, keeper: null });
  mustBe(
    201,
    await operator.post("/v1/municipalities/riudoms/people", aPerson({ signIn: SIGN_IN, keeper: null })),
  );
  return {
    titular: await person({ phone: "972 55 66 77", language: "es", residence: "ES-25120" }),
    substitute: await person({ name: "Suplent", email: null }),
    secretary: await person({ name: "Secretari", signIn: { ...SIGN_IN, subject: "pere" } }),
    gone: await person({ name: "Oblidat" }),
    later: await person({ name: "Següent" }),
  };
}

async function makeSeats(world: World, operator: Client, people: People): Promise<void> {
  const at = `${AT}/bodies/consell/seats`;
  const seat = async (overrides: Record<string, unknown>, where = at): Promise<string> =>
    mustBe(201, await operator.post(where, aSeat(overrides))).body.id;
  const { titular, substitute, secretary, gone, later } = people;
  const substitutes = [{ person: substitute, from: "2015-06" }, { person: gone }];
  const first = await seat({ entity: "amics", titular, substitutes, until: "2019-06-30" });
  mustBe(200, await operator.put(`${at}/${first}/substitutes`, { substitutes: [{ person: gone }] }));
  await seat({ role: "secretary", titular: secretary, label: null });
  await seat({ occupancy: "vacant" });
  await seat({ entity: "veins", until: "2015-12-31" });
  await seat({ entity: "veins", titular: later, from: "2011", until: "2014" });
  const followed = await seat({ titular: gone, from: "2012" });
  mustBe(200, await operator.patch(`${at}/${followed}`, { titular: later, since: "2015-11-10" }));
  await seat({ titular: gone, role: "president" });
  await seat({ entity: { municipality: "riudoms", id: "ateneu" } }, `${AT}/bodies/xarxa/seats`);
  await seat({ titular: later, entity: "amics" }, `${AT}/bodies/vella/seats`);
  await world.clockTo("2015-11-21T09:00:00Z");
  mustBe(200, await operator.delete(`${AT}/people/${gone}`));
}

async function makeSessions(world: World, operator: Client): Promise<void> {
  const make = async (path: string, body: unknown): Promise<string> =>
    mustBe(201, await operator.post(`${AT}/bodies/${path}`, body)).body.id;
  const change = async (path: string, body: unknown): Promise<void> => {
    mustBe(200, await operator.patch(`${AT}/bodies/${path}`, body));
  };
  const slots = [{ at: "18:30", duration: "PT30M", for: "Veïns" }];
  await make("consell/series", aSeries({ horizonMonths: 6, slots, place: "Sala" }));
  await make(
    "consell/series",
    aSeries({ id: "setmanal", start: "2015-11-23T10:00:00", recurrence: "FREQ=WEEKLY", horizonMonths: 2 }),
  );
  await make(
    "vella/series",
    aSeries({ id: "taules", recurrence: "FREQ=MONTHLY;BYDAY=2TU", horizonMonths: 3 }),
  );
  await change("consell/series/setmanal?from=2015-12-14", {
    recurrence: "FREQ=WEEKLY;INTERVAL=2",
    closures: [{ from: "08-01", to: "08-31" }],
  });
  await change("consell/series/setmanal?from=2016-01-18", {
    extraDates: ["2016-01-20"],
    exceptDates: ["2016-02-08"],
  });
  await make("consell/sessions", aSession());
  await make("consell/sessions", aSession({ start: "2014-05", status: "held" }));
  await make(
    "consell/sessions",
    aSession({ start: "2009-03-02", status: "not-held", description: "Sense quòrum" }),
  );
  await make("taula/sessions", aSession({ start: "2016-07-01T10:00:00", timeZone: "Atlantic/Canary" }));
  mustBe(
    200,
    await operator.patch(`${AT}/sessions/consell-ordinaries-2016-02-05`, { start: "2016-02-09T19:00:00" }),
  );
  mustBe(
    200,
    await operator.post(`${AT}/sessions/consell-ordinaries-2016-03-04/cancellation`, { reason: "Vaga" }),
  );
  mustBe(
    200,
    await operator.post(`${AT}/sessions/consell-ordinaries-2016-05-06/decision`, { decision: "keep" }),
  );
  await world.clockTo("2015-12-08T09:00:00Z");
  await change("consell/series/setmanal", { status: "paused" });
  await world.clockTo("2015-12-20T09:00:00Z");
  await change("consell/series/setmanal", { status: "active", backfill: true });
  mustBe(
    201,
    await operator.post(`${AT}/bodies/vella/events`, {
      kind: "dissolve",
      date: "2016-01-20",
      act: "Ple 1/2016",
    }),
  );
  await world.clockTo("2016-03-10T09:00:00Z");
}
