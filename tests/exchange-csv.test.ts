import { describe, expect, it } from "vitest";
import { entity, faultsOf, newTown, rows, worldOfSheets } from "./support/exchange-sheets.ts";

worldOfSheets();

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
