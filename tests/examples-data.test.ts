import { describe, expect, it } from "vitest";
import { BodyInput } from "../lib/bodies/model.ts";
import { exampleTowns } from "../lib/local/examples/towns.ts";
import { MunicipalityInput } from "../lib/municipalities/model.ts";
import { formatCivil, parseCivil, parseDate, parseDuration, weekday } from "../lib/platform/civil.ts";
import { SeriesInput } from "../lib/series/model.ts";
import { occurrences, parseRecurrence } from "../lib/series/recurrence.ts";
import { SessionInput } from "../lib/sessions/model.ts";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const weekdayOf = (date: string | undefined): string | undefined =>
  WEEKDAYS[weekday(parseDate(date ?? "") ?? NaN)];

const town = (id: string) => {
  const found = exampleTowns.find(({ municipality }) => municipality.id === id);
  if (found === undefined) throw new Error(`no example town ${id}`);
  return found;
};
const entry = (townId: string, bodyId: string) => {
  const found = town(townId).bodies.find(({ body }) => body.id === bodyId);
  if (found === undefined) throw new Error(`no body ${bodyId} in ${townId}`);
  return found;
};
const kindsOf = (id: string): Record<string, number> => {
  const kinds: Record<string, number> = {};
  for (const { body } of town(id).bodies) kinds[body.kind] = (kinds[body.kind] ?? 0) + 1;
  return kinds;
};
const seriesOf = (townId: string, bodyId: string) => SeriesInput.parse(entry(townId, bodyId).series[0]);
const firstDates = (townId: string, bodyId: string, many: number): string[] => {
  const { start, recurrence } = seriesOf(townId, bodyId);
  const parsed = parseRecurrence(recurrence);
  if ("faults" in parsed) throw new Error(parsed.faults.join());
  return occurrences(parsed.rule, parseCivil(start) ?? NaN, "Europe/Rome")
    .take(many)
    .map(formatCivil)
    .toArray();
};

describe("the example documents", () => {
  it.each(exampleTowns.map((example) => [example.municipality.id, example] as const))(
    "of %s have their shapes",
    (_, example) => {
      const faults = [
        MunicipalityInput.safeParse(example.municipality),
        ...example.bodies.flatMap(({ body, series, sessions }) => [
          BodyInput.safeParse(body),
          ...series.map((one) => SeriesInput.safeParse(one)),
          ...sessions.map((one) => SessionInput.safeParse(one)),
        ]),
      ].flatMap(({ error }) => error?.issues ?? []);
      expect(faults).toEqual([]);
    },
  );

  it("give each body of a town its own id", () => {
    for (const { bodies } of exampleTowns)
      expect(new Set(bodies.map(({ body }) => body.id)).size).toBe(bodies.length);
  });

  it("claim no session of the past but those that the sources report", () => {
    const sessions = exampleTowns.flatMap(({ bodies }) => bodies.flatMap((one) => one.sessions));
    expect(sessions.map(({ start, status }) => `${start} ${status}`).toSorted()).toEqual([
      "2015-09-08 held",
      "2015-11-13 held",
      "2020-07 held",
    ]);
  });
});

/** What has no field yet is told: each fact of the acceptance cases, by the document that has to tell it. */
const told: [string, string][] = [
  ["casamassima", "fasce deboli; bandi; 6 completamente d'accordo; la pagina, non le riunioni"],
  ["casamassima/tavolo-terzo-settore", "servizi socio-sanitari; associazioni; cooperative; parti sociali"],
  [
    "casamassima/tavoli-specifici",
    "servizio sociale; salute mentale; consultorio; Uepe; neuropsichiatria infantile",
  ],
  ["manresa/consell-accio-inclusio-social", "taules de treball; Comitè Estratègic; Grup motor; Plenari"],
  ["manresa/consell-accio-inclusio-social", "Atenció social integrada; Promoció de l'Autonomia"],
  ["manresa/consell-accio-inclusio-social", "Acció comunitària inclusiva; Observatori Social"],
  ["lleida", "Federació Catalana de Municipis; Diputació de Barcelona; subvencions; cessió d'espais"],
  ["lleida/taules-aliments-basics", "26 entitats"],
  ["lleida/comissio-treball-sexual", "Pla integral"],
  ["lleida/xarxa-necessitats-basiques", "tres comissions; Pla Local d'Inclusió"],
  ["lleida/xarxa-lleida-lleure", "Depèn de l'Institut Municipal d'Educació; hi col·labora la Regidoria"],
  ["lleida/xarxes-salut", "danys; promoció de la salut; drogues i societat; Govern territorial de Salut"],
  ["lleida/xarxes-benestar-familia", "Plans Locals d'Inclusió; Exclusió Social; Infància en risc"],
  ["lleida/xarxes-educacio", "hàbits saludables; absentisme escolar"],
  ["lleida/altres-xarxes", "Sida i Món Local; Xarxa Perifèrics; Observatori internacional"],
  ["son-servera", "treballadores socials (2); educadores socials (2); treballadores familiars (2)"],
  [
    "son-servera",
    "administrativa (1); Institut Mallorquí d'Afers Socials; línies estratègiques; convenis; PDF",
  ],
  ["superilles", "Justa; Drets Socials; Acció Comunitària; Participació i Transparència; Línia 1; Línia 6"],
  ["superilles", "34 %; IMPULSEM; VINE; Oficina de Prestacions; Fet; proposada; en curs; lectura nostra"],
];

it.each(told)("%s tells of %s", (document, facts) => {
  const [townId = "", bodyId] = document.split("/");
  const { description } = bodyId === undefined ? town(townId).municipality : entry(townId, bodyId).body;
  expect(facts.split("; ").filter((fact) => !String(description).includes(fact))).toEqual([]);
});

describe("Casamassima", () => {
  it.each([
    ["2015-09-08", "Tue"],
    ["2015-11-13", "Fri"],
    ["2015-12-04", "Fri"],
    ["2015-12-01", "Tue"],
  ])("%s is a %s", (date, name) => expect(weekdayOf(date)).toBe(name));

  it("meets the third sector on first Fridays at 18:30, New Year's Day among them", () => {
    expect(firstDates("casamassima", "tavolo-terzo-settore", 5)).toEqual(
      ["2015-12-04", "2016-01-01", "2016-02-05", "2016-03-04", "2016-04-01"].map(
        (date) => `${date}T18:30:00`,
      ),
    );
  });

  it("meets the schools on first Tuesdays at 11:00, All Saints among them", () => {
    const starts = firstDates("casamassima", "incontro-scuole", 12);
    expect(starts.slice(0, 5)).toEqual(
      ["2015-12-01", "2016-01-05", "2016-02-02", "2016-03-01", "2016-04-05"].map(
        (date) => `${date}T11:00:00`,
      ),
    );
    expect(starts[11]).toBe("2016-11-01T11:00:00");
  });

  it("leaves unknown what the source leaves open", () => {
    expect(seriesOf("casamassima", "tavolo-terzo-settore")).toMatchObject({
      duration: null,
      until: null,
      holidayPolicy: "ask",
      place: "Aula consiliare",
      slots: [],
    });
    expect(seriesOf("casamassima", "incontro-scuole")).toMatchObject({
      place: null,
      until: null,
      holidayPolicy: "ask",
    });
    expect(
      SessionInput.parse(entry("casamassima", "tavolo-soggetti-terzo-settore").sessions[0]),
    ).toMatchObject({ place: null, duration: null });
  });

  it("gives four schools contiguous slots of half an hour, two hours in all", () => {
    const { start, duration, slots } = seriesOf("casamassima", "incontro-scuole");
    expect(slots.map((slot) => slot.for)).toEqual(["Rodari", "Marconi", "Dante Alighieri", "Majorana"]);
    let at = parseCivil(start) ?? NaN;
    for (const slot of slots) {
      expect(parseCivil(`${start.slice(0, 10)}T${slot.at}`)).toBe(at);
      expect(slot.duration).toBe("PT30M");
      at += parseDuration(slot.duration) ?? NaN;
    }
    expect(at - (parseCivil(start) ?? NaN)).toBe(parseDuration(duration ?? ""));
    expect(duration).toBe("PT2H");
  });

  it("tells who came on 13 November, and what about", () => {
    const [session] = entry("casamassima", "tavolo-confederali-caf-patronati").sessions;
    const facts =
      "Caf sicurezza sociale; Caf tutela sociale del contribuente; Cgil; Cisal; Cisas; Cisl; Uil; Uil Uimec|" +
      "Movimento Cinque Stelle|Clorofilla|Cantieri di cittadinanza|Linfa di Vita|servizio civico|Peg|Dup";
    expect(facts.split("|").filter((fact) => !String(session?.description).includes(fact))).toEqual([]);
  });
});

describe("Manresa", () => {
  it.each([
    ["2010-05-17", "Mon", entry("manresa", "consell-serveis-socials").body.founded],
    ["2020-11-19", "Thu", entry("manresa", "consell-serveis-socials").body.dissolved],
    ["2020-11-19", "Thu", entry("manresa", "xarxa-inclusio-social").body.dissolved],
    ["2020-11-19", "Thu", entry("manresa", "consell-accio-inclusio-social").body.founded],
  ])("has an act of %s, a %s", (date, name, event) => {
    expect(event?.date).toBe(date);
    expect(event?.act).toContain("Ple");
    expect(weekdayOf(date)).toBe(name);
  });

  it("has the bodies that are named, and no commission, which are not", () => {
    expect(kindsOf("manresa")).toEqual({
      council: 2,
      "local-network": 1,
      committee: 1,
      "driving-group": 1,
      plenary: 1,
    });
  });

  it("keeps the old council's three names and its legal basis", () => {
    const { name, alternateNames, legalBasis } = entry("manresa", "consell-serveis-socials").body;
    expect([name, ...(alternateNames ?? [])]).toEqual([
      "Consell Municipal de Serveis Socials",
      "Consell de participació de Serveis Socials",
      "Consell de Serveis Socials",
    ]);
    expect(legalBasis).toEqual([expect.stringMatching(/12\/2007.*54/)]);
  });

  it("gives the new council four objectives, a department and an address for mail", () => {
    const { objectives, department, contact } = entry("manresa", "consell-accio-inclusio-social").body;
    expect(objectives).toHaveLength(4);
    expect(department).toBe("Regidoria d'Acció i Inclusió Social");
    expect(contact).toEqual({ email: "serveissocials@ajmanresa.cat" });
  });
});

describe("Lleida", () => {
  it("has fourteen rows: three councils, two families of tables, five local networks, four groups beyond the town", () => {
    expect(kindsOf("lleida")).toEqual({
      council: 3,
      table: 2,
      "local-network": 5,
      "supramunicipal-network": 4,
    });
  });

  it("knows one founding, to the year, and one owner", () => {
    const bodies = town("lleida").bodies.map(({ body }) => body);
    expect(bodies.filter(({ founded }) => founded)).toEqual([
      expect.objectContaining({ id: "xarxa-necessitats-basiques", founded: { date: "2009", act: null } }),
    ]);
    expect(bodies.filter(({ department }) => department)).toEqual([
      expect.objectContaining({ id: "xarxa-lleida-lleure", department: "Institut Municipal d'Educació" }),
    ]);
  });

  it("gives the four groups beyond the town five objectives, and marks their lists as open", () => {
    for (const { body } of town("lleida").bodies.filter(
      (one) => one.body.kind === "supramunicipal-network",
    )) {
      expect(body.objectives).toHaveLength(5);
      expect(body.description).toContain("llista és oberta");
    }
  });

  it("is found at its address", () => {
    expect(town("lleida").municipality.contact).toEqual({
      address: "Carrer Tallada 34, 1r, 25002 Lleida",
      phone: "973 700 306",
      email: "serveispersonals@paeria.cat",
    });
  });
});

describe("Son Servera", () => {
  it("has no body, an address, hours and a telephone", () => {
    expect(town("son-servera").bodies).toEqual([]);
    expect(town("son-servera").municipality.contact).toMatchObject({
      openingHours: "Mo-Th 09:00-14:00",
      phone: "971 584 977",
    });
  });
});

describe("the superilles programme", () => {
  it("names no town and no calendar, and one pattern of a council", () => {
    const { municipality } = town("superilles");
    expect(municipality.name).toContain("municipi no anomenat");
    expect(municipality.areas).toEqual([]);
    expect(kindsOf("superilles")).toEqual({ "governing-council": 1 });
  });
});
