import { describe, expect, it } from "vitest";
import { AgendaInput } from "../lib/agendas/input-model.ts";
import { BodyInput } from "../lib/bodies/input-model.ts";
import { LineageInput } from "../lib/bodies/lineage-model.ts";
import { RelationInput } from "../lib/bodies/relation-model.ts";
import { ChallengeInput } from "../lib/challenges/model.ts";
import { EntityInput } from "../lib/entities/input-model.ts";
import { exampleTowns } from "../lib/local/examples/towns.ts";
import { MunicipalityInput } from "../lib/municipalities/input-model.ts";
import { PlanInput } from "../lib/plans/model.ts";
import { formatCivil, parseCivil, parseDate, parseDuration, weekday } from "../lib/platform/civil.ts";
import { SeriesInput } from "../lib/series/model.ts";
import { occurrences, parseRecurrence } from "../lib/series/recurrence.ts";
import { SessionInput } from "../lib/sessions/input-model.ts";
import { SurveyInput } from "../lib/surveys/model.ts";
import { TemplateInput } from "../lib/templates/model.ts";

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
        ...example.entities.map((one) => EntityInput.safeParse(one)),
        ...example.challenges.map((one) => ChallengeInput.safeParse(one)),
        ...example.plans.map((one) => PlanInput.safeParse(one)),
        ...example.templates.map((one) => TemplateInput.safeParse(one)),
        ...Object.values(example.surveys ?? {}).map((one) => SurveyInput.safeParse(one)),
        ...example.bodies.flatMap(({ body, relations, merger, series, sessions }) => [
          BodyInput.safeParse(body),
          ...relations.map((one) => RelationInput.safeParse(one)),
          ...(merger === null ? [] : [LineageInput.safeParse(merger)]),
          ...series.map((one) => SeriesInput.safeParse(one)),
          ...sessions.flatMap(({ agenda: items = [], ...one }) => [
            SessionInput.safeParse(one),
            AgendaInput.safeParse({ items }),
          ]),
        ]),
      ].flatMap(({ error }) => error?.issues ?? []);
      expect(faults).toEqual([]);
    },
  );

  it("give each noun of a town ids of its own", () => {
    for (const { bodies, entities, challenges, plans, templates } of exampleTowns)
      for (const those of [bodies.map(({ body }) => body), entities, challenges, plans, templates])
        expect(new Set(those.map(({ id }) => id)).size).toBe(those.length);
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

/** What no field holds is told: the document, and the words that its description has to have. */
const told: [string, string][] = [
  ["casamassima", "fasce deboli; bandi; 6 completamente d'accordo; la pagina, non le riunioni"],
  ["casamassima/tavoli-specifici", "Quando si riuniscano non è indicato"],
  ["manresa/consell-serveis-socials", "obliga"],
  [
    "manresa/consell-accio-inclusio-social",
    "paraigua; comissions de treball; no consta quines són ni quantes",
  ],
  ["manresa/consell-accio-inclusio-social", "No consten; presidència; periodicitat; quòrum; lloc"],
  ["lleida", "subvencions; cessió d'espais; No consten ni els imports ni els espais"],
  ["lleida/xarxa-necessitats-basiques", "crisi econòmica; comissions operatives"],
  [
    "son-servera",
    "set llocs; treballadores socials (2); educadores socials (2); treballadores familiars (2)",
  ],
  ["son-servera", "administrativa (1); PDF"],
  ["superilles", "lectura nostra; quantes superilles"],
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
    ["2020-11-19", "Thu", entry("manresa", "consell-accio-inclusio-social").merger],
  ])("has an act of %s, a %s, by the plenary", (date, name, event) => {
    expect(event?.date).toBe(date);
    expect(event?.act).toContain("Ple");
    expect(weekdayOf(date)).toBe(name);
  });

  it("leaves to the merger when both that went into it ended and the new council began", () => {
    expect(entry("manresa", "consell-accio-inclusio-social").merger?.of).toEqual([
      "consell-serveis-socials",
      "xarxa-inclusio-social",
    ]);
    const dated = town("manresa").bodies.filter(({ body }) => body.founded ?? body.dissolved);
    expect(dated.map(({ body }) => [body.id, body.dissolved])).toEqual([
      ["consell-serveis-socials", undefined],
    ]);
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
    expect(legalBasis).toEqual([expect.stringMatching(/12\/2007.*11 d'octubre.*art\. 54/)]);
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

  it("knows one founding, to the year, and no department", () => {
    const bodies = town("lleida").bodies.map(({ body }) => body);
    expect(bodies.filter(({ founded }) => founded)).toEqual([
      expect.objectContaining({ id: "xarxa-necessitats-basiques", founded: { date: "2009", act: null } }),
    ]);
    expect(bodies.filter(({ department }) => department)).toEqual([]);
  });

  it("is found at its address", () => {
    expect(town("lleida").municipality.contact).toEqual({
      address: "Carrer Tallada 34, 1r, 25002 Lleida",
      phone: "973 700 306",
      email: "serveispersonals@paeria.cat",
    });
  });
});

describe("the superilles programme", () => {
  it("names no town and no calendar", () => {
    const { municipality } = town("superilles");
    expect(municipality.name).toContain("municipi no anomenat");
    expect(municipality.areas).toEqual([]);
  });

  it.each([
    ["justa", "Justa"],
    ["drets-socials", "Drets Socials"],
    ["accio-comunitaria", "Acció Comunitària"],
    ["participacio-transparencia", "Participació i Transparència"],
    ["linia-1", "inversió"],
    ["linia-2", "consell de govern a cada superilla social"],
    ["linia-3", "accessibles"],
    ["linia-4", "salut, educació, ocupació i habitatge"],
    ["linia-5", "pla de treball"],
    ["linia-6", "administracions"],
    ["impulsem", "IMPULSEM"],
    ["vine", "VINE"],
    ["oficina-prestacions", "Oficina de Prestacions"],
    ["recursos-professionals", "darrer mandat"],
  ])("calls the element %s by its name", (id, words) => {
    const element = town("superilles").plans[0]?.elements?.find((one) => one.id === id);
    expect(element?.title).toContain(words);
  });
});
