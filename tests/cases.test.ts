import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lleida } from "../lib/local/examples/lleida.ts";
import { manresa } from "../lib/local/examples/manresa.ts";
import { superilles } from "../lib/local/examples/superilles.ts";
import { loadExamples } from "../lib/local/load-examples.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Client, Shown, World } from "./support/world.ts";

/** The rows of the towns' documents: what they say, and nothing that they do not. Casamassima and Son Servera have files of their own. */
let world: World;
let operator: Client;
beforeAll(async () => {
  world = await newWorld("2026-11-22T09:00:00Z");
  operator = await world.as({ role: "operator" });
  const { machine } = world;
  await loadExamples({ url: machine.url, token: operator.token ?? "", now: machine.clock.now() }, [
    manresa,
    superilles,
    lleida,
  ]);
});
afterAll(() => world.close());

const at = (town: string, path: string): string => `/v1/municipalities/${town}${path}`;
const see = async (town: string, path = ""): Promise<Shown> =>
  mustBe(200, await world.citizen.get(at(town, path))).body;
const idsIn = async (town: string, path: string): Promise<string[]> =>
  (await see(town, path))["items"].map(({ id }: Shown) => id);
const add = async (town: string, path: string, what: object): Promise<Shown> =>
  mustBe(201, await operator.post(at(town, path), what)).body;
const relationsOf = ({ relations }: Shown): string[] =>
  relations.map(({ kind, to }: Shown) => [kind, to.id, to.element].filter(Boolean).join(" "));

describe("Manresa", () => {
  const OLD = "consell-serveis-socials";
  const NEW = "consell-accio-inclusio-social";

  it("rests its council on Llei 12/2007 of 11 October, art. 54", async () => {
    expect((await see("manresa", `/bodies/${OLD}`))["legalBasis"]).toEqual([
      expect.stringMatching(/12\/2007.*11 d'octubre.*art\. 54/),
    ]);
  });

  it("has a council of three names, created by the plenary on 17 May 2010", async () => {
    const { name, alternateNames, founded } = await see("manresa", `/bodies/${OLD}`);
    expect([name, ...alternateNames].map(({ ca }: Shown) => ca)).toEqual([
      "Consell Municipal de Serveis Socials",
      "Consell de participació de Serveis Socials",
      "Consell de Serveis Socials",
    ]);
    expect(founded).toEqual({ date: "2010-05-17", act: "Ple de la Corporació, sessió ordinària" });
  });

  it("prepared the new one in July 2020, on a day that is not stated", async () => {
    expect(await see("manresa", `/sessions/${NEW}-2020-07`)).toMatchObject({
      start: "2020-07",
      startUtc: null,
      place: null,
      status: "held",
    });
    for (const day of ["2020-07-01", "2020-07-31"])
      expect(await idsIn("manresa", `/sessions?from=${day.slice(0, 8)}01&to=${day}`)).toEqual([
        `${NEW}-2020-07`,
      ]);
  });

  it("merged it on 19 November 2020 with a network and an unnamed set of tables; each names what followed", async () => {
    const { predecessors, events } = await see("manresa", `/bodies/${NEW}`);
    expect(predecessors.map(({ id }: Shown) => id)).toEqual([OLD, "xarxa-inclusio-social"]);
    expect(events).toMatchObject([{ kind: "merge", date: "2020-11-19" }]);
    expect(events[0].unnamed.ca).toContain("taules de treball");
    for (const id of [OLD, "xarxa-inclusio-social"])
      expect((await see("manresa", `/bodies/${id}`))["successors"]).toMatchObject([{ id: NEW }]);
  });

  it.each([
    ["2015-01-01", OLD],
    ["2021-01-01", NEW],
  ])("acted on %s through %s", async (day, body) => {
    expect(await idsIn("manresa", `/bodies?kind=council&at=${day}`)).toEqual([body]);
  });

  it("has a committee, a driving group and a plenary as organs, and working commissions that nobody counts", async () => {
    const { relations, description } = await see("manresa", `/bodies/${NEW}`);
    expect(relationsOf({ relations })).toEqual(
      ["comite-estrategic", "grup-motor", "plenari"].map((id) => `of-part-of ${id}`),
    );
    expect(description.ca).toContain("no consta quines són ni quantes");
  });

  it("has four challenges, from which commissions hang as well as from the council: a graph", async () => {
    expect((await idsIn("manresa", "/challenges")).toSorted()).toEqual([
      "accio-comunitaria-inclusiva",
      "atencio-social-integrada",
      "observatori-social",
      "promocio-autonomia",
    ]);
    await add("manresa", "/bodies", { id: "comissio", name: "Comissió", kind: "working-commission" });
    for (const to of [
      { type: "challenge", id: "observatori-social" },
      { type: "challenge", id: "promocio-autonomia" },
    ])
      await add("manresa", "/bodies/comissio/relations", { kind: "hangs-from", to });
    const to = { type: "body", id: NEW };
    await add("manresa", "/bodies/comissio/relations", { kind: "part-of", to });
    expect(relationsOf(await see("manresa", "/bodies/comissio"))).toEqual([
      "hangs-from observatori-social",
      "hangs-from promocio-autonomia",
      `part-of ${NEW}`,
    ]);
  });

  it("gives it four objectives, a department and an address for mail", async () => {
    const { objectives, department, contact } = await see("manresa", `/bodies/${NEW}`);
    expect([objectives.length, department, contact]).toEqual([
      4,
      { ca: "Regidoria d'Acció i Inclusió Social" },
      { email: "serveissocials@ajmanresa.cat" },
    ]);
  });

  it("publishes a council of which neither members, president, periodicity, quorum nor place are stated", async () => {
    expect(await see("manresa", `/bodies/${NEW}`)).toMatchObject({
      seats: [],
      series: [],
      legalNumber: null,
      participants: { known: [], count: null, complete: false },
    });
    expect(await see("manresa", `/bodies/${NEW}/rules`)).toMatchObject({ profile: null, rules: {} });
    const { status, body } = await world.citizen.get(at("manresa", `/bodies/${NEW}/calendar.ics`));
    expect([status, body.includes("BEGIN:VCALENDAR")]).toEqual([200, true]);
  });
});

describe("the superilles programme", () => {
  const PLAN = "serveis-socials-basics";
  const PATTERN = "consell-govern-superilla";

  it("has one pattern of governing councils, and as many as there are superilles", async () => {
    for (const id of ["nord", "sud"])
      await add("superilles", "/territories", { id, name: id, kind: "superilla" });
    await add("superilles", `/body-templates/${PATTERN}/instances`, { territories: ["nord", "sud"] });
    expect(await idsIn("superilles", "/bodies?kind=governing-council")).toEqual([
      `${PATTERN}-nord`,
      `${PATTERN}-sud`,
    ]);
    expect(await idsIn("superilles", "/bodies?territory=sud")).toEqual([`${PATTERN}-sud`]);
  });

  it("is a plan of axis, themes and six lines, the second of which creates the councils", async () => {
    const { elements, bodies } = await see("superilles", `/plans/${PLAN}`);
    const of = (kind: string) => elements.filter((element: Shown) => element["kind"] === kind);
    expect(of("axis").map(({ title }: Shown) => title.ca)).toEqual(["Justa"]);
    expect(of("theme").map(({ title }: Shown) => title.ca)).toEqual([
      "Drets Socials",
      "Acció Comunitària",
      "Participació i Transparència",
    ]);
    expect(of("line").map(({ id }: Shown) => id)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `linia-${n}`));
    expect(bodies.map(({ body, kind, element }: Shown) => [body, kind, element])).toEqual(
      ["nord", "sud"].map((id) => [`${PATTERN}-${id}`, "created-by", "linia-2"]),
    );
  });

  it("says what is done, ongoing and proposed, of indicators and actions, too", async () => {
    const { elements } = await see("superilles", `/plans/${PLAN}`);
    const status = (id: string) => elements.find((element: Shown) => element["id"] === id)["status"];
    expect(elements.find(({ kind }: Shown) => kind === "indicator")).toMatchObject({ value: "+34 %" });
    expect(
      ["recursos-professionals", "impulsem", "vine", "oficina-prestacions", "linia-6", "linia-2"].map(status),
    ).toEqual(["done", "done", "done", "done", "ongoing", "proposed"]);
    expect(elements.find(({ id }: Shown) => id === "vine")).toMatchObject({ parent: "impulsem" });
  });
});

describe("Lleida", () => {
  it.each([
    ["consell-benestar-accio-social", "council"],
    ["consell-persones-discapacitats", "council"],
    ["consell-gent-gran", "council"],
    ["taules-infancia-adolescencia", "table"],
    ["taules-aliments-basics", "table"],
    ["comissio-treball-sexual", "local-network"],
    ["xarxa-necessitats-basiques", "local-network"],
    ["equip-tercer-sector-risc-social", "local-network"],
    ["xarxa-centres-oberts-ciberaules", "local-network"],
    ["xarxa-lleida-lleure", "local-network"],
    ["xarxes-salut", "supramunicipal-network"],
    ["xarxes-benestar-familia", "supramunicipal-network"],
    ["xarxes-educacio", "supramunicipal-network"],
    ["altres-xarxes", "supramunicipal-network"],
  ])("has %s, a %s, and tells what it is for", async (id, kind) => {
    const body = await see("lleida", `/bodies/${id}`);
    expect(body).toMatchObject({ kind, department: null, seats: [], series: [] });
    expect(body["description"].ca).not.toBe("");
  });

  it("has these fourteen and no other", async () => {
    expect(await idsIn("lleida", "/bodies?at=ever")).toHaveLength(14);
  });

  it("tells how many are in a family, what a network consists of, whose it is and what it follows, as far as it is stated", async () => {
    expect((await see("lleida", "/bodies/taules-aliments-basics"))["participants"]).toEqual({
      known: [],
      count: 26,
      complete: false,
    });
    expect(await see("lleida", "/bodies/xarxa-necessitats-basiques")).toMatchObject({
      founded: { date: "2009" },
      comprises: { count: 3, known: [] },
    });
    expect(relationsOf(await see("lleida", "/bodies/xarxa-lleida-lleure"))).toEqual([
      "collaborates-with regidoria-benestar-social-ocupacio",
      "owned-by institut-municipal-educacio",
    ]);
    expect(relationsOf(await see("lleida", "/bodies/comissio-treball-sexual"))).toEqual([
      "follows pla-integral-treball-sexual",
    ]);
    const { objectives, comprises } = await see("lleida", "/bodies/xarxes-salut");
    expect([objectives.length, comprises.count, comprises.complete]).toEqual([5, null, false]);
  });

  it("is found at its address", async () => {
    expect((await see("lleida"))["contact"]).toEqual({
      address: "Carrer Tallada 34, 1r, 25002 Lleida",
      phone: "973 700 306",
      email: "serveispersonals@paeria.cat",
    });
  });

  it.each([
    ["federacio-catalana-municipis", "n'és membre"],
    ["diputacio-barcelona", "col·labora"],
  ])("stands to %s as its entry says: %s", async (id, words) => {
    expect((await see("lleida", `/entities/${id}`))["description"].ca).toContain(words);
  });

  it("grants and cedes spaces: no amount and no room is made up, and a room that is taken in can be ceded to an entity", async () => {
    expect((await see("lleida"))["description"].ca).toContain("No consten ni els imports ni els espais");
    expect(await idsIn("lleida", "/places")).toEqual([]);
    await add("lleida", "/places", { id: "sala", name: "Sala" });
    await add("lleida", "/entities", { id: "entitat", name: "Entitat", kind: "association" });
    const use = { start: "2026-11-24T18:00:00", duration: "PT2H", entity: "entitat", purpose: "Activitats" };
    await add("lleida", "/places/sala/uses", use);
    expect((await see("lleida", "/places/sala/uses"))["items"]).toMatchObject([
      { from: "2026-11-24T18:00:00", to: "2026-11-24T20:00:00", what: "use", entity: { id: "entitat" } },
    ]);
  });
});
