import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aBody, anEntity, aTown } from "./support/builders.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Answer, Client, Shown, World } from "./support/world.ts";

/** Bodies as a graph: with challenges, plans, territories, templates, entities. */
let world: World;
let operator: Client;
const at = "/v1/municipalities/vilanova";
beforeAll(async () => {
  world = await newWorld("2026-11-22T09:00:00Z");
  operator = await world.as({ role: "operator" });
  mustBe(201, await operator.post("/v1/municipalities", aTown()));
  for (const id of ["consell", "plenari", "comissio"])
    mustBe(201, await operator.post(`${at}/bodies`, aBody({ id, name: id })));
  mustBe(201, await operator.post(`${at}/challenges`, { id: "autonomia", name: "Promoció de l'autonomia" }));
  mustBe(201, await operator.post(`${at}/challenges`, { id: "atencio", name: "Atenció integrada" }));
  mustBe(201, await operator.post(`${at}/entities`, anEntity({ id: "institut", kind: "public-body" })));
  mustBe(201, await operator.post(`${at}/plans`, aPlan()));
});
afterAll(() => world.close());

const aPlan = (overrides: Record<string, unknown> = {}) => ({
  id: "pla",
  name: "Pla d'inclusió",
  elements: [
    { id: "justa", kind: "axis", title: "Justa" },
    { id: "drets", kind: "theme", parent: "justa", title: "Drets socials" },
    {
      id: "linia-2",
      kind: "line",
      parent: "drets",
      title: "Un consell a cada superilla",
      status: "proposed",
    },
    { id: "recursos", kind: "indicator", title: "Recursos professionals", value: "+34 %", status: "done" },
  ],
  ...overrides,
});
const relate = (body: string, kind: string, type: string, id: string, more: Record<string, unknown> = {}) =>
  operator.post(`${at}/bodies/${body}/relations`, { kind, to: { type, id }, ...more });
const relationsOf = async (body: string, on = ""): Promise<string[]> =>
  (await world.citizen.get(`${at}/bodies/${body}/relations${on && `?at=${on}`}`)).body.items
    .map(({ kind, to, inForce }: Shown) => `${kind} ${to.type} ${to.id} ${inForce}`)
    .toSorted();
const faultsOf = ({ status, body }: Answer) => [status, body.faults?.map(({ path }: Shown) => path)];

describe("a commission", () => {
  it("has two parents, a council and a challenge, and both show it", async () => {
    mustBe(201, await relate("comissio", "part-of", "body", "consell"));
    mustBe(201, await relate("comissio", "hangs-from", "challenge", "autonomia"));
    expect(await relationsOf("comissio")).toEqual([
      "hangs-from challenge autonomia yes",
      "part-of body consell yes",
    ]);
    expect(await relationsOf("consell")).toEqual(["of-part-of body comissio yes"]);
    const hanging = async (query: string) =>
      (await world.citizen.get(`${at}/bodies?${query}`)).body.items.map(({ id }: Shown) => id);
    expect(await hanging("challenge=autonomia")).toEqual(["comissio"]);
    expect(await hanging("challenge=atencio")).toEqual([]);
    expect((await world.citizen.get(`${at}/bodies?challenge=cap`)).status).toBe(404);
  });

  it("cannot be part of itself, however far around", async () => {
    mustBe(201, await relate("consell", "part-of", "body", "plenari"));
    expect(faultsOf(await relate("plenari", "part-of", "body", "comissio"))).toEqual([400, ["$.to.id"]]);
    expect(faultsOf(await relate("plenari", "part-of", "body", "plenari"))).toEqual([400, ["$.to.id"]]);
    expect((await relate("plenari", "collaborates-with", "body", "comissio")).status).toBe(201);
  });

  it("is part of it in an interval, leaves, and comes back: each is found on its days", async () => {
    const made = mustBe(
      201,
      await relate("comissio", "owned-by", "entity", "institut", { from: "2009", until: "2012-06-30" }),
    );
    expect(made.headers.get("location")).toBe(`${at}/bodies/comissio/relations/owned-by-entity-institut`);
    expect(await relationsOf("comissio", "2009-06-01")).toContain("owned-by entity institut not-known");
    expect(await relationsOf("comissio", "2011-01-01")).toContain("owned-by entity institut yes");
    expect((await relationsOf("comissio", "2012-06-30")).join()).not.toContain("owned-by");
    const again = { from: "2020-01-01", act: "Conveni" };
    mustBe(201, await relate("comissio", "owned-by", "entity", "institut", again));
    expect(await relationsOf("comissio", "2011-01-01")).toContain("owned-by entity institut yes");
    expect((await relationsOf("comissio", "2015-01-01")).join()).not.toContain("owned-by");
    expect(await relationsOf("comissio")).toContain("owned-by entity institut yes");
    expect((await relate("comissio", "owned-by", "entity", "institut")).status).toBe(409);
    const { body } = await world.citizen.get(`${at}/entities/institut`);
    expect(body.relations).toMatchObject([{ kind: "of-owned-by", to: { type: "body", id: "comissio" } }]);
  });

  it("ends a relation by a patch, with the version that was read", async () => {
    const path = `${at}/bodies/comissio/relations/part-of-body-consell`;
    const stale = await operator.patch(path, { until: "2026-11-01" }, { "if-match": '"7"' });
    expect(stale.status).toBe(412);
    mustBe(200, await operator.patch(path, { until: "2026-11-01", act: "Ple" }, { "if-match": '"1"' }));
    expect((await relationsOf("comissio")).join()).not.toContain("part-of");
    expect(await relationsOf("comissio", "2026-10-31")).toContain("part-of body consell not-known");
    const missing = `${at}/bodies/comissio/relations/part-of-body-plenari`;
    expect((await operator.patch(missing, {}, { "if-match": '"1"' })).status).toBe(404);
  });
});

describe("a relation", () => {
  it.each([
    ["part-of", "challenge", "autonomia", 400],
    ["hangs-from", "body", "consell", 400],
    ["part-of", "body", "cap", 404],
    ["follows", "plan", "cap", 404],
    ["owned-by", "entity", "cap", 404],
  ])("%s %s %s is refused with %i", async (kind, type, id, status) => {
    expect((await relate("plenari", kind, type, id)).status).toBe(status);
  });

  it("leads to an element of a plan that is there", async () => {
    const to = { type: "plan", id: "pla", element: "linia-2" };
    const by = (element: string) =>
      operator.post(`${at}/bodies/plenari/relations`, { kind: "created-by", to: { ...to, element } });
    expect(faultsOf(await by("linia-9"))).toEqual([400, ["$.to.element"]]);
    expect((await by("linia-2")).body.to).toEqual(to);
  });
});

describe("a plan", () => {
  it("is a tree: what belongs to something stands behind it, and no id is there twice", async () => {
    const [axis, theme] = aPlan().elements;
    const broken = aPlan({ id: "trencat", elements: [theme, axis, axis, { ...axis, id: "x", parent: "y" }] });
    expect(faultsOf(await operator.post(`${at}/plans`, broken))).toEqual([
      400,
      ["$.elements[0].parent", "$.elements[2].id", "$.elements[3].parent"],
    ]);
    const { elements } = (await world.citizen.get(`${at}/plans/pla`)).body;
    expect(elements[2]).toMatchObject({ title: { ca: "Un consell a cada superilla" }, status: "proposed" });
    expect((await world.citizen.get(`${at}/plans`)).body.items[0]).not.toHaveProperty("elements");
  });
});

describe("a challenge", () => {
  it("is open for a time, and what is partly known is said so", async () => {
    mustBe(
      201,
      await operator.post(`${at}/challenges`, { id: "vell", name: "Vell", from: "2010", until: "2015" }),
    );
    const on = async (day: string) =>
      (await world.citizen.get(`${at}/challenges/vell?at=${day}`)).body.inForce as string;
    expect([
      await on("2009-12-31"),
      await on("2012-01-01"),
      await on("2015-06-01"),
      await on("2016-01-01"),
    ]).toEqual(["no", "yes", "not-known", "no"]);
    const listed = async (query: string) =>
      (await world.citizen.get(`${at}/challenges${query}`)).body.items.map(({ id }: Shown) => id);
    expect(await listed("")).toEqual(["atencio", "autonomia"]);
    expect(await listed("?at=2012-01-01")).toEqual(["atencio", "autonomia", "vell"]);
    const backwards = await operator.patch(`${at}/challenges/vell`, { until: "2009" });
    expect(faultsOf(backwards)).toEqual([400, ["$.until"]]);
  });
});

describe("a territory", () => {
  it("lies within another, never within itself", async () => {
    mustBe(201, await operator.post(`${at}/territories`, { id: "ciutat", name: "Ciutat", kind: "city" }));
    const inner = { id: "nord", name: "Nord", kind: "district", within: "ciutat" };
    mustBe(201, await operator.post(`${at}/territories`, inner));
    expect(faultsOf(await operator.post(`${at}/territories`, { ...inner, id: "x", within: "cap" }))).toEqual([
      400,
      ["$.within"],
    ]);
    expect(faultsOf(await operator.patch(`${at}/territories/ciutat`, { within: "nord" }))).toEqual([
      400,
      ["$.within"],
    ]);
  });
});

const instances = (territories: string[], more: Record<string, unknown> = {}) =>
  operator.post(`${at}/body-templates/consell-govern/instances`, { territories, ...more });

describe("a template", () => {
  const template = {
    id: "consell-govern",
    name: "Consell de govern de {territory}",
    kind: "governing-council",
    relations: [{ kind: "created-by", to: { type: "plan", id: "pla", element: "linia-2" } }],
  };
  it("makes one body for each of three territories, linked to the line of the plan", async () => {
    mustBe(201, await operator.post(`${at}/body-templates`, template));
    for (const id of ["sants", "gracia", "clot"])
      mustBe(
        201,
        await operator.post(`${at}/territories`, { id, name: id.toUpperCase(), kind: "superilla" }),
      );
    const made = mustBe(
      201,
      await instances(["sants", "gracia", "clot"], { founded: { date: "2026-05" } }),
    ).body;
    expect(made.items.map(({ id, name }: Shown) => [id, name.ca])).toEqual([
      ["consell-govern-sants", "Consell de govern de SANTS"],
      ["consell-govern-gracia", "Consell de govern de GRACIA"],
      ["consell-govern-clot", "Consell de govern de CLOT"],
    ]);
    const found = (await world.citizen.get(`${at}/bodies?territory=gracia`)).body.items;
    expect(found.map(({ id }: Shown) => id)).toEqual(["consell-govern-gracia"]);
    expect(await relationsOf("consell-govern-clot")).toEqual(["created-by plan pla yes"]);
    const plan = (await world.citizen.get(`${at}/plans/pla`)).body;
    expect(plan.bodies.map(({ body, kind, element }: Shown) => [body, kind, element])).toContainEqual([
      "consell-govern-gracia",
      "created-by",
      "linia-2",
    ]);
    const page = (await world.citizen.get(`${at}/bodies/consell-govern-sants`)).body;
    expect(page).toMatchObject({
      template: "consell-govern",
      territory: "sants",
      founded: { date: "2026-05" },
    });
  });

  it("makes nothing that could not be stored, and says which territory or relation it is", async () => {
    const long = "n".repeat(50);
    mustBe(
      201,
      await operator.post(`${at}/territories`, { id: long, name: "Ample".repeat(40), kind: "district" }),
    );
    expect(faultsOf(await instances([long]))).toEqual([400, [`$.territories[0]`, `$.territories[0]`]]);
    const own = { id: "jo", relations: [{ kind: "part-of", to: { type: "body", id: "jo-sants" } }] };
    mustBe(201, await operator.post(`${at}/body-templates`, { ...template, ...own }));
    const itself = await operator.post(`${at}/body-templates/jo/instances`, { territories: ["sants"] });
    expect([itself.status, itself.body.code]).toEqual([409, "wrong-state"]);
    const lost = {
      id: "perdut",
      relations: [{ kind: "follows", to: { type: "plan", id: "pla", element: "z" } }],
    };
    mustBe(201, await operator.post(`${at}/body-templates`, { ...template, ...lost }));
    const nowhere = await operator.post(`${at}/body-templates/perdut/instances`, { territories: ["sants"] });
    expect([nowhere.status, nowhere.body.code]).toEqual([409, "wrong-state"]);
  });

  it("makes all or none", async () => {
    mustBe(201, await operator.post(`${at}/territories`, { id: "nou", name: "Nou", kind: "superilla" }));
    expect((await instances(["nou", "sants"])).status).toBe(409);
    expect((await world.citizen.get(`${at}/bodies/consell-govern-nou`)).status).toBe(404);
    expect(faultsOf(await instances(["nou", "lluna", "mart"]))).toEqual([
      400,
      ["$.territories[1]", "$.territories[2]"],
    ]);
  });
});

describe("an entity", () => {
  it("keeps its former names with their days", async () => {
    const path = `${at}/entities/institut`;
    mustBe(200, await operator.patch(path, { name: "Agència d'Educació", since: "2018-01-01" }));
    const nameOn = async (day: string) =>
      (await world.citizen.get(`${path}?at=${day}`)).body.name.ca as string;
    expect([await nameOn("2017-12-31"), await nameOn("2018-01-01")]).toEqual([
      "Amics de la Vila",
      "Agència d'Educació",
    ]);
    const listed = async (query: string) =>
      (await world.citizen.get(`${at}/entities${query}`)).body.items.map(({ name }: Shown) => name.ca);
    expect([await listed("?at=2017-01-01"), await listed("")]).toEqual([
      ["Amics de la Vila"],
      ["Agència d'Educació"],
    ]);
    expect(faultsOf(await operator.patch(path, { since: "2020-01-01" }))).toEqual([400, ["$.since"]]);
    const before = { name: "Abans", since: "2017-06-01" };
    expect(faultsOf(await operator.patch(path, before))).toEqual([400, ["$.since"]]);
  });
});
