import { describe, expect, inject, it } from "vitest";
import {
  faultsOf,
  newTown,
  operator,
  peopleOf,
  rows,
  seatsOf,
  world,
  worldOfSheets,
} from "./support/exchange-sheets.ts";
import { halfWritten } from "./support/whole-table.ts";
import { rowsOf } from "./support/dump.ts";
import { mustBe } from "./support/world.ts";
import { aBody } from "./support/builders.ts";

const endpoint = inject("endpoint");
worldOfSheets();

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
