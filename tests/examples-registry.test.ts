import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadExamples } from "../lib/local/load-examples.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Shown, World } from "./support/world.ts";

/** Its relations as "kind target", from its own side ("of-…": from the other). */
const relationsOf = ({ relations }: Shown): string[] =>
  relations.map(({ kind, to, from }: Shown) =>
    [kind, to.id, to.element, from].filter((part) => (part ?? "") !== "").join(" "),
  );
const textsOf = (list: Shown[], language: string): string[] => list.map((text) => text[language]);

const OLD = "consell-serveis-socials";
const NETWORK = "xarxa-inclusio-social";
const NEW = "consell-accio-inclusio-social";

describe("what the five towns tell", () => {
  let world: World;
  beforeAll(async () => {
    world = await newWorld("2026-11-22T09:00:00Z");
    const { machine, citizen } = world;
    const { body } = await citizen.post("/local/tokens", { role: "operator" });
    await loadExamples({ url: machine.url, token: body.token, now: machine.clock.now() });
  });
  afterAll(() => world.close());
  const see = async (town: string, path = ""): Promise<Shown> =>
    mustBe(200, await world.citizen.get(`/v1/municipalities/${town}${path}`)).body;
  const ids = async (town: string, path: string): Promise<string[]> =>
    (await see(town, path))["items"].map(({ id }: Shown) => id);

  describe("Manresa", () => {
    const days: [string | null, string[]][] = [
      ["2010-05-16", []],
      ["2010-05-17", [OLD]],
      ["2015-01-01", [OLD]],
      ["2020-11-18", [OLD]],
      ["2020-11-19", [NEW]],
      ["2021-01-01", [NEW]],
      [null, [NEW]],
    ];

    it.each(days)("acted for social services on %s through %j, by the list", async (day, acting) => {
      expect(await ids("manresa", `/bodies?kind=council${day === null ? "" : `&at=${day}`}`)).toEqual(acting);
    });

    it.each(days.flatMap(([day, acting]) => [OLD, NEW].map((body) => [day, body, acting] as const)))(
      "acted for social services on %s, says %s's own address, through %j",
      async (day, body, acting) => {
        const page = await see("manresa", `/bodies/${body}${day === null ? "" : `?at=${day}`}`);
        const sure = page["acting"].filter(({ inForce }: Shown) => inForce === "yes");
        expect(sure.map(({ id }: Shown) => id)).toEqual(acting);
        expect(page["inForce"]).toBe(acting.includes(body) ? "yes" : "no");
      },
    );

    it("does not know since when there was the network, and knows who follows it", async () => {
      const before = await see("manresa", `/bodies/${NETWORK}?at=2015-01-01`);
      expect([before["founded"], before["inForce"]]).toEqual([null, "not-known"]);
      const { acting } = await see("manresa", `/bodies/${NETWORK}`);
      expect(acting.map(({ id }: Shown) => id)).toEqual([NEW]);
    });

    it.each([
      [OLD, { date: "2010-05-17", act: "Ple de la Corporació, sessió ordinària" }],
      [NETWORK, null],
    ])("keeps the address of %s, which names its end and its successor", async (id, founded) => {
      const body = await see("manresa", `/bodies/${id}`);
      expect(body).toMatchObject({
        founded,
        dissolved: { date: "2020-11-19", act: "Acord del Ple de la Corporació" },
        successors: [{ id: NEW, name: { ca: "Consell Municipal d'Acció i Inclusió Social" } }],
      });
      expect(body["events"].map(({ kind }: Shown) => kind)).toEqual(["merge"]);
    });

    it("merged both, and the tables that nobody names, into the council of today", async () => {
      const { founded, predecessors, events } = await see("manresa", `/bodies/${NEW}`);
      expect(founded).toEqual({ date: "2020-11-19", act: "Acord del Ple de la Corporació" });
      expect(predecessors.map(({ id }: Shown) => id)).toEqual([OLD, NETWORK]);
      expect(events).toHaveLength(1);
      expect(events[0]).toMatchObject({ kind: "merge", date: "2020-11-19" });
      expect(events[0].unnamed.ca).toContain("taules de treball");
    });

    it("has three organs of the council, undated, and four challenges with no commission", async () => {
      expect(relationsOf(await see("manresa", `/bodies/${NEW}`))).toEqual([
        "of-part-of comite-estrategic",
        "of-part-of grup-motor",
        "of-part-of plenari",
      ]);
      const { items } = await see("manresa", "/challenges");
      expect(items.map(({ name }: Shown) => name.ca).toSorted()).toEqual([
        "Acció comunitària inclusiva",
        "Atenció social integrada",
        "Observatori Social",
        "Promoció de l'Autonomia",
      ]);
      for (const { id } of items) expect(await ids("manresa", `/bodies?at=ever&challenge=${id}`)).toEqual([]);
    });

    it("publishes the page of the council with all that is not stated", async () => {
      expect(await see("manresa", `/bodies/${NEW}`)).toMatchObject({
        seats: [],
        series: [],
        legalNumber: null,
        participants: { known: [], count: null, complete: false },
        contact: { email: "serveissocials@ajmanresa.cat" },
      });
    });
  });

  describe("Lleida", () => {
    it.each([
      ["council", 3],
      ["table", 2],
      ["local-network", 5],
      ["supramunicipal-network", 4],
    ])("lists of the kind %s %i", async (kind, many) =>
      expect(await ids("lleida", `/bodies?kind=${kind}`)).toHaveLength(many),
    );

    it("has a network that an institute owns while the department collaborates", async () => {
      const body = await see("lleida", "/bodies/xarxa-lleida-lleure");
      expect(relationsOf(body)).toEqual([
        "collaborates-with regidoria-benestar-social-ocupacio",
        "owned-by institut-municipal-educacio",
      ]);
      expect(body["department"]).toBeNull();
      const owner = await see("lleida", "/entities/institut-municipal-educacio");
      expect([owner["kind"], ...relationsOf(owner)]).toEqual([
        "public-body",
        "of-owned-by xarxa-lleida-lleure",
      ]);
    });

    it("counts 26 entities that share out food, and does not name them", async () => {
      const { participants, comprises } = await see("lleida", "/bodies/taules-aliments-basics");
      expect(participants).toEqual({ known: [], count: 26, complete: false });
      expect(comprises).toEqual({ known: [], count: null, complete: false });
    });

    it("has the network of 2009 with three commissions, by the local inclusion plan", async () => {
      const path = "/bodies/xarxa-necessitats-basiques";
      const body = await see("lleida", path);
      expect(body["comprises"]).toEqual({ known: [], count: 3, complete: false });
      expect(relationsOf(body)).toEqual(["created-by pla-local-inclusio-social 2009"]);
      const years = await Promise.all(
        ["2008-12-31", "2009-06-01", "2010-01-01"].map((day) => see("lleida", `${path}?at=${day}`)),
      );
      expect(years.map(({ inForce }) => inForce)).toEqual(["no", "not-known", "yes"]);
    });

    it("has a commission that follows a plan of which nothing else is known", async () => {
      expect(relationsOf(await see("lleida", "/bodies/comissio-treball-sexual"))).toEqual([
        "follows pla-integral-treball-sexual",
      ]);
      expect(await see("lleida", "/plans/pla-integral-treball-sexual")).toMatchObject({
        name: { ca: "Pla integral sobre el treball sexual" },
        description: null,
        from: null,
        until: null,
        elements: [],
      });
    });

    it.each([
      ["xarxes-salut", ["collaborates-with departament-salut"], 4, "Govern territorial de Salut"],
      [
        "xarxes-benestar-familia",
        ["collaborates-with departament-benestar-social-familia"],
        3,
        "Infància en risc",
      ],
      ["xarxes-educacio", ["collaborates-with departament-educacio"], 2, "Absentisme escolar"],
      ["altres-xarxes", [], 3, "Xarxa Sida i Món Local"],
    ])("tells of %s with whom, %j, and %i networks of an open list", async (id, with_, many, one) => {
      const body = await see("lleida", `/bodies/${id}`);
      expect(relationsOf(body)).toEqual(with_);
      expect(body["comprises"]).toMatchObject({ count: null, complete: false });
      expect(body["comprises"].known).toHaveLength(many);
      expect(textsOf(body["comprises"].known, "ca")).toContain(one);
      expect(body["objectives"]).toHaveLength(5);
    });

    it.each([
      ["federacio-catalana-municipis", null, "membre"],
      ["diputacio-barcelona", "administration", "materials de treball"],
    ])("knows %s, of kind %s, and what it is to the town", async (id, kind, fact) => {
      const entity = await see("lleida", `/entities/${id}`);
      expect(entity["kind"]).toBe(kind);
      expect(entity["description"].ca).toContain(fact);
    });
  });

  describe("the superilles programme", () => {
    it("is a plan of one axis, three themes and six lines, done, ongoing and proposed", async () => {
      const { elements } = await see("superilles", "/plans/serveis-socials-basics");
      const of = (kind: string): string[] =>
        elements
          .filter((element: Shown) => element["kind"] === kind)
          .map(({ id, parent, status }: Shown) => [id, parent, status].filter(Boolean).join(" "));
      expect(of("axis")).toEqual(["justa"]);
      expect(of("theme")).toEqual([
        "drets-socials justa",
        "accio-comunitaria justa",
        "participacio-transparencia justa",
      ]);
      expect(of("line")).toEqual([
        ...[1, 2, 3, 4, 5].map((number) => `linia-${number} justa proposed`),
        "linia-6 justa ongoing",
      ]);
      expect(of("action")).toEqual([
        "impulsem justa done",
        "vine impulsem done",
        "oficina-prestacions justa done",
      ]);
      const [indicator] = elements.filter(({ kind }: Shown) => kind === "indicator");
      expect(indicator).toMatchObject({ id: "recursos-professionals", value: "+34 %", status: "done" });
    });

    it("has a pattern of councils that its second line creates, and neither territory nor council", async () => {
      const { items } = await see("superilles", "/body-templates");
      expect(items).toHaveLength(1);
      expect(items[0]).toMatchObject({
        kind: "governing-council",
        relations: [
          { kind: "created-by", to: { type: "plan", id: "serveis-socials-basics", element: "linia-2" } },
        ],
      });
      expect(await ids("superilles", "/territories")).toEqual([]);
      expect(await ids("superilles", "/bodies?at=ever")).toEqual([]);
    });
  });

  it("has Son Servera's place and hours, its plan as far as it is known, and its partner", async () => {
    expect((await see("son-servera"))["contact"]).toEqual({
      address: "Cl Molins, n.27, Cala Millor",
      phone: "971 584 977",
      openingHours: "Mo-Th 09:00-14:00",
      note: expect.stringContaining("cita prèvia"),
    });
    const plan = await see("son-servera", "/plans/pla-municipal-serveis-socials");
    expect(plan).toMatchObject({ from: null, until: null, elements: [] });
    expect(plan["description"].ca).toMatch(/línies estratègiques.*convenis.*administracions.*privades/s);
    expect(await see("son-servera", "/entities/institut-mallorqui-afers-socials")).toMatchObject({
      name: { ca: "Institut Mallorquí d'Afers Socials" },
      kind: "public-body",
    });
    expect(await ids("son-servera", "/bodies?at=ever")).toEqual([]);
  });

  it("has Casamassima's schools, organisations and services as entities, of a kind where it is stated", async () => {
    const { items } = await see("casamassima", "/entities");
    const named = new Map<string, string | null>(items.map(({ name, kind }: Shown) => [name.it, kind]));
    const listed: string[] = [];
    for (const body of await ids("casamassima", "/bodies")) {
      const { participants } = await see("casamassima", `/bodies/${body}`);
      if (body !== "tavolo-terzo-settore") listed.push(...textsOf(participants.known, "it"));
    }
    // The guest committee belongs to no table
    expect([...listed, "Comitato del Movimento Cinque Stelle"].toSorted()).toEqual(
      [...named.keys()].toSorted(),
    );
    expect(named.size).toBe(4 + 8 + 5 + 1);
    expect([...named].filter(([, kind]) => kind !== null)).toEqual(
      expect.arrayContaining(
        ["Rodari", "Marconi", "Dante Alighieri", "Majorana"].map((school) => [school, "school"]),
      ),
    );
    expect([...named].filter(([, kind]) => kind !== null)).toHaveLength(4);
  });

  it.each([
    ["tavolo-terzo-settore", { known: expect.any(Array), count: null, complete: false }, 4],
    ["incontro-scuole", { known: expect.any(Array), count: 4, complete: true }, 4],
    ["tavolo-confederali-caf-patronati", { known: expect.any(Array), count: null, complete: false }, 8],
    ["tavolo-soggetti-terzo-settore", { known: [], count: null, complete: false }, 0],
    ["tavoli-specifici", { known: expect.any(Array), count: 5, complete: true }, 5],
  ])("knows who takes part in %s as far as it is stated", async (id, list, many) => {
    const { participants } = await see("casamassima", `/bodies/${id}`);
    expect(participants).toEqual(list);
    expect(participants.known).toHaveLength(many);
  });
});
