import { randomUUID } from "node:crypto";
import { beforeAll, afterAll, describe, expect, inject, it } from "vitest";
import { importSheet } from "../lib/exchange/csv-import.ts";
import type { SheetImported } from "../lib/exchange/csv-import.ts";
import type { Platform } from "../lib/platform/platform.ts";
import { aBody, anEntity } from "./support/builders.ts";
import { rowsOf } from "./support/dump.ts";
import { halfWritten } from "./support/whole-table.ts";
import { mustBe, newTownWithBody, newWorld } from "./support/world.ts";
import type { Client, Shown, World } from "./support/world.ts";

const endpoint = inject("endpoint");
let world: World;
let platform: Platform;
let operator: Client;
let towns = 0;
beforeAll(async () => {
  world = await newWorld("2026-11-22T09:00:00Z");
  const { table, clock } = world.machine;
  platform = {
    table,
    clock: clock.now,
    newId: randomUUID,
    random: Math.random,
    verify: async () => null,
    log: () => undefined,
  };
});
afterAll(() => world.close());

interface Town {
  readonly id: string;
  readonly at: string;
  readonly sheet: (text: string | Uint8Array, createEntities?: boolean) => Promise<SheetImported>;
}

/** A town of its own, with two bodies, an entity and a territory. */
async function newTown(): Promise<Town> {
  const id = `vila-${towns++}`;
  const base = { id, name: "Vila", country: "ES", timeZone: "Europe/Madrid", language: "ca", areas: [] };
  ({ operator } = await newTownWithBody(world, base, aBody({ name: "Consell d'Entitats" })));
  const at = `/v1/municipalities/${id}`;
  mustBe(201, await operator.post(`${at}/bodies`, aBody({ id: "taula", name: "Taula de l'Aigua" })));
  mustBe(201, await operator.post(`${at}/entities`, anEntity()));
  mustBe(
    201,
    await operator.post(`${at}/territories`, { id: "centre", name: "Barri Centre", kind: "district" }),
  );
  return {
    id,
    at,
    sheet: (text, createEntities = false) =>
      importSheet(
        typeof text === "string" ? Buffer.from(text) : text,
        { town: id, createEntities },
        platform,
      ),
  };
}
const entity = async ({ at }: Town, id: string): Promise<Shown> =>
  mustBe(200, await operator.get(`${at}/entities/${id}`)).body;
const seatsOf = async ({ at }: Town, body = "consell", on = "2026-11-22"): Promise<Shown[]> =>
  mustBe(200, await operator.get(`${at}/bodies/${body}/seats?at=${on}`)).body.items;
const peopleOf = async ({ at }: Town): Promise<Shown[]> =>
  mustBe(200, await operator.get(`${at}/people`)).body.items;
const rows = async (): Promise<number> => (await rowsOf(endpoint, world.tableName)).length;

/** Faults as `path: message`, and that none of them left a trace. */
async function faultsOf(work: () => Promise<SheetImported>): Promise<string[]> {
  const before = await rows();
  const { flaws, written } = await work();
  expect(written).toBe(0);
  expect(await rows()).toBe(before);
  return flaws.map(({ path, message }) => `${path}: ${message}`);
}

const ENTITIES: readonly [string, readonly string[]][] = [
  [
    "name,kind,phone,email,territory",
    ["Ateneu Popular,association,+34 973 11 22 33,a@example.org,centre", "Escola Àger,school,,,"],
  ],
  [
    "Nom;Tipus;Telèfon;Correu electrònic;Barri",
    ["Ateneu Popular;Associació;+34 973 11 22 33;a@example.org;Barri Centre", "Escola Àger;ESCOLA;;;"],
  ],
  [
    "CORREO;NOMBRE;BARRIO;TELEFONO;TIPO",
    ["a@example.org;Ateneu Popular;barri centre;+34 973 11 22 33;asociación", ";Escola Àger;;;escuela"],
  ],
  [
    "Tipo\tNome\tTelefono\tE-mail\tQuartiere",
    [
      "associazione\tAteneu Popular\t+34 973 11 22 33\ta@example.org\tCENTRE".replace("CENTRE", "centre"),
      "scuola\tEscola Àger\t\t\t",
    ],
  ],
  [
    '"name" , "kind" , "phone" , "email" , "territory"',
    [
      '"Ateneu Popular" , "association" , "+34 973 11 22 33" , "a@example.org" , "centre"',
      '"Escola Àger" , "school" , , , ',
    ],
  ],
];

describe("a sheet of entities", () => {
  it.each(ENTITIES)("is read whatever a clerk's machine wrote: %s", async (header, lines) => {
    const town = await newTown();
    const text = ["", header, "", ...lines, ";;;;", ""]
      .join("\r\n")
      .replace(";;;;", header.includes(";") ? ";;;;" : "");
    expect(await town.sheet(`\uFEFF${text}`)).toMatchObject({
      flaws: [],
      kind: "entities",
      written: 2,
      there: 0,
    });
    expect(await entity(town, "ateneu-popular")).toMatchObject({
      name: { ca: "Ateneu Popular" },
      kind: "association",
      contact: { phone: "+34 973 11 22 33", email: "a@example.org" },
      territory: "centre",
    });
    expect(await entity(town, "escola-ager")).toMatchObject({ kind: "school", contact: null });
    const before = await rows();
    expect(await town.sheet(text)).toMatchObject({ flaws: [], written: 0, there: 2, commits: 0 });
    expect(await rows()).toBe(before);
  });

  it("is read in Windows-1252 when it is not UTF-8", async () => {
    const town = await newTown();
    const bytes = Buffer.from("nom;adreça\nUnió Música;Plaça Major, 1\n", "latin1");
    expect(await town.sheet(bytes)).toMatchObject({ flaws: [], written: 1 });
    expect(await entity(town, "unio-musica")).toMatchObject({
      name: { ca: "Unió Música" },
      contact: { address: "Plaça Major, 1" },
    });
  });

  it("leaves an entity that is there as it is, by id or by name", async () => {
    const town = await newTown();
    expect(await town.sheet("id,name\namics,Amics de la vila\n,AMICS  DE LA VILÀ!\n")).toMatchObject({
      flaws: [{ path: "row 3, name", message: "is there twice: see row 2" }],
    });
    expect(await town.sheet("id,name\namics,Amics de la vila\n")).toMatchObject({
      flaws: [],
      there: 1,
      written: 0,
    });
    expect(await town.sheet("name,kind\nAmics de la Vila,school\n")).toMatchObject({ flaws: [], there: 1 });
    expect(await entity(town, "amics")).toMatchObject({ kind: "association" });
  });

  it("with faults names each by row and column, all at once, never what stands there, and writes nothing", async () => {
    const town = await newTown();
    const long = "x".repeat(300);
    const text = [
      "name;id;kind;email;territory;description;phone",
      "Bona;bona;;;;;",
      ";sense-nom;;;;;",
      "Mala;Not A Slug;;;;;",
      "Rara;;sect;;;;",
      "Correu;;;ningu;;;",
      "Lluny;;;;Mart;;",
      `${long};;;;;;`,
      "=HYPERLINK(1);;;;;;",
      '"Salt\nde línia";;;;;;',
      "Campana\u0007;;;;;;",
      "Altra;amics;;;;;",
      "Amics de la Vila;altre-id;;;;;",
      "!!!;;;;;;",
      "Massa;;;;;;;;cel·les",
      "Telefon;;;;;;+cmd|x",
      'Formula;;;;;" @SUM(A1)";',
    ].join("\n");
    const faults = await faultsOf(() => town.sheet(text));
    expect(faults.map((fault) => fault.replace(/: .*/, ""))).toEqual([
      "row 3, name",
      "row 4, id",
      "row 5, kind",
      "row 6, email",
      "row 7, territory",
      "row 8, name",
      "row 9, name",
      "row 10, name",
      "row 11, name",
      "row 12, id",
      "row 13, id",
      "row 14, id",
      "row 15",
      "row 16, phone",
      "row 17, description",
    ]);
    expect(faults.join()).not.toMatch(/HYPERLINK|sect\b|Mart|ningu|Salt|Campana/);
  });

  it.each([
    ["", "file"],
    ["name,name\nA,B\n", "row 1, column 2"],
    ["name,shoe size\nA,B\n", "row 1, column 2"],
    ["id,kind\na,school\n", "row 1"],
    ['name,kind\n"A,school\nB,"x\n', "line 3"],
  ])("that cannot be read is told so: %j", async (text, path) => {
    const town = await newTown();
    const [first, ...others] = await faultsOf(() => town.sheet(text));
    expect(first).toMatch(new RegExp(`^${path}: `));
    expect(others).toEqual([]);
  });
});

const SEATS = `Òrgan;Càrrec;Etiqueta;Entitat;Titular;Correu;Telèfon;Veu;Vot;Des de;Fins a;Acte;Vacant
Consell d'Entitats;Presidenta;;;Mercè Puig;merce@example.org;973 11 22 33;;;1/7/2023;30/06/2027;Ple 3/2023;
consell;secretària;Secretaria;;Pere Roca;pere@example.org;;sí;no;2023;;;
consell;vocal;Vocalia;Amics de la Vila;mercè puig;;;;;01.07.2023;2027-06-30;;no
consell;vocal;;;;;;;;;;;SÍ
consell;vocal;;;;;;;;;;;x
consell;vocal;Vocalia 2;amics;Per designar;;;;;;;;
taula;vocal;;amics;Anna Riu;;;;;05/2011;31/12/2015;;
`;

describe("a sheet of seats", () => {
  it("makes seats, and the people who sit on them; a second time it changes nothing", async () => {
    const town = await newTown();
    // Seven seats, three people; who is still to be named is nobody
    expect(await town.sheet(SEATS)).toMatchObject({ flaws: [], kind: "seats", written: 10, there: 0 });
    const people = await peopleOf(town);
    expect(Object.fromEntries(people.map(({ name, email }) => [name, email]))).toEqual({
      "Anna Riu": null,
      "Mercè Puig": "merce@example.org",
      "Pere Roca": "pere@example.org",
    });
    const merce = people.find(({ name }) => name === "Mercè Puig");
    expect(merce).toMatchObject({ phone: "973 11 22 33", keeper: "consell" });
    expect(merce?.["seats"]).toMatchObject([{ as: "titular" }, { as: "titular" }]);
    const seats = await seatsOf(town);
    expect(seats).toHaveLength(6);
    expect(seats.filter(({ occupancy }) => occupancy === "vacant")).toHaveLength(3);
    // The last day of a term is in; `until` is the first day that is out.
    expect(seats.find(({ role }) => role === "president")).toMatchObject({
      from: "2023-07-01",
      until: "2027-07-01",
      act: "Ple 3/2023",
      vote: true,
    });
    expect(seats.find(({ role }) => role === "secretary")).toMatchObject({
      from: "2023",
      until: null,
      vote: false,
    });
    expect(seats.find(({ label }) => label?.ca === "Vocalia")).toMatchObject({
      entity: { id: "amics" },
      from: "2023-07-01",
      until: "2027-07-01",
    });
    expect(await seatsOf(town, "taula")).toEqual([]);
    expect(await seatsOf(town, "taula", "2015-12-31")).toMatchObject([
      { from: "2011-05", until: "2016-01-01" },
    ]);

    const before = await rows();
    expect(await town.sheet(SEATS)).toMatchObject({ flaws: [], written: 0, there: 7, commits: 0 });
    expect(await rows()).toBe(before);
    // A third vacancy is one more, not the two that are there.
    expect(await town.sheet(`${SEATS}consell;vocal;;;;;;;;;;;si\n`)).toMatchObject({ written: 1, there: 7 });
    const index = (name: "gsi1" | "gsi2") => rowsOf(endpoint, world.tableName, name);
    const all = await rowsOf(endpoint, world.tableName);
    expect(halfWritten(all, { gsi1: await index("gsi1"), gsi2: await index("gsi2") })).toEqual([]);
  });

  it("makes the entities that it names only where that is asked for", async () => {
    const town = await newTown();
    const text = "body,entity\nconsell,Ateneu\ntaula,Ateneu\n";
    const message = "is no entity of the town: import it first, or add --create-entities";
    expect(await faultsOf(() => town.sheet(text))).toEqual([
      `row 2, entity: ${message}`,
      `row 3, entity: ${message}`,
    ]);
    expect(await town.sheet(text, true)).toMatchObject({ flaws: [], written: 3 });
    expect(await seatsOf(town, "taula")).toMatchObject([{ entity: { id: "ateneu" }, occupancy: "held" }]);
    expect(await town.sheet(text, true)).toMatchObject({ flaws: [], written: 0, there: 2 });
  });

  it("with faults names each by row and column, all at once, never what stands there, and writes nothing", async () => {
    const town = await newTown();
    mustBe(201, await operator.post(`${town.at}/people`, { name: "Joan Pi", email: "joan@example.org" }));
    mustBe(
      201,
      await operator.post(
        `${town.at}/bodies`,
        aBody({ id: "vella", name: "Vella", dissolved: { date: "2020-01-01" } }),
      ),
    );
    const text = [
      "body,role,entity,titular,email,from,until,vote,vacant,label",
      "consell,member,,Anna Riu,,2023,,,,",
      "ningu,member,,,,,,,,",
      ",member,,,,,,,,",
      "consell,king,,,,,,,,",
      "consell,,Ningú,,,,,,,",
      "consell,,,Eva Mas,not-mail,,,,,",
      "consell,,,,someone@example.org,,,,,",
      "consell,,,,,31/02/2023,,,,",
      "consell,,,,,2023-06-01,31/12/27,,,",
      "consell,,,,,2023-06-01,2022-01-01,,,",
      "consell,,,,,,,perhaps,,",
      "consell,,,Maria Font,,,,,yes,",
      "consell,,,Altra Persona,JOAN@example.org,,,,,",
      "consell,,,joan pi,other@example.org,,,,,",
      "vella,,,Anna Riu,,2015,,,,",
      "consell,,,,,,,,,=1+1",
    ].join("\n");
    const faults = await faultsOf(() => town.sheet(text));
    expect(faults.map((fault) => fault.replace(/: .*/, ""))).toEqual([
      "row 3, body",
      "row 4, body",
      "row 5, role",
      "row 6, entity",
      "row 7, email",
      "row 8, email",
      "row 9, from",
      "row 10, until",
      "row 11, until",
      "row 12, vote",
      "row 13, vacant",
      "row 14, email",
      "row 15, email",
      "row 16, until",
      "row 17, label",
    ]);
    expect(faults.join()).not.toMatch(/Riu|Mas|joan|not-mail|someone@|example|king|perhaps/i);
  });
});
