import { afterAll, beforeAll, expect, it } from "vitest";
import { sonServera } from "../lib/local/examples/son-servera.ts";
import { loadExamples } from "../lib/local/load-examples.ts";
import { refusal } from "./support/convening-town.ts";
import { aStoredDocument } from "./support/documents.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Client, Shown, World } from "./support/world.ts";

/** The rows of Son Servera's document: the town stays without a body until its clerk takes the team in as one. */
let world: World;
let operator: Client;
beforeAll(async () => {
  world = await newWorld("2026-11-22T09:00:00Z");
  operator = await world.as({ role: "operator" });
  const { machine } = world;
  await loadExamples({ url: machine.url, token: operator.token ?? "", now: machine.clock.now() }, [
    sonServera,
  ]);
});
afterAll(() => world.close());

const AT = "/v1/municipalities/son-servera";
const TEAM = "/bodies/equip";
const see = async (path = ""): Promise<Shown> => mustBe(200, await world.citizen.get(AT + path)).body;
const add = async (path: string, what: object): Promise<Shown> =>
  mustBe(201, await operator.post(AT + path, what)).body;
const relationsOf = ({ relations }: Shown): string[] =>
  relations.map(({ kind, to }: Shown) => `${kind} ${to.id}`);

const POSTS = [
  ["Treballadora social", 2],
  ["Educadora social", 2],
  ["Treballadora familiar", 2],
  ["Auxiliar administrativa", 1],
] as const;

it("has no council, nor any other body, and is a town all the same", async () => {
  for (const list of ["/bodies?at=ever", "/sessions"]) expect((await see(list))["items"]).toEqual([]);
  expect((await world.citizen.get(`${AT}/calendar.ics`)).status).toBe(200);
});

it("is found in Cala Millor, Monday to Thursday from nine to two, by appointment", async () => {
  expect((await see())["contact"]).toEqual({
    address: "Cl Molins, n.27, Cala Millor",
    phone: "971 584 977",
    openingHours: "Mo-Th 09:00-14:00",
    note: expect.stringContaining("cita prèvia"),
  });
});

it("has a team of seven posts, two, two, two and one, and not one name", async () => {
  await add("/bodies", { id: "equip", name: "Equip multidisciplinari", kind: "team" });
  for (const [label, many] of POSTS) for (let n = 0; n < many; n++) await add(`${TEAM}/seats`, { label });
  const { items } = mustBe(200, await operator.get(`${AT}${TEAM}/seats`)).body;
  expect(POSTS.map(([label]) => items.filter((seat: Shown) => seat["label"].ca === label).length)).toEqual([
    2, 2, 2, 1,
  ]);
  expect(new Set(items.map(({ occupancy }: Shown) => occupancy))).toEqual(new Set(["not-known"]));
});

it("is open on these four days: 13:59 is in and 14:00 is out, of appointments and of the room", async () => {
  const house = {
    id: "centre",
    name: "Centre de serveis socials",
    address: "Cl Molins, n.27, Cala Millor",
  };
  await add("/places", house);
  const hours = {
    id: "atencio",
    title: "Atenció",
    start: "2026-11-23T09:00:00",
    recurrence: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH;COUNT=8",
    duration: "PT5H",
    place: { place: "centre" },
    slots: [
      { at: "09:00", duration: "PT30M" },
      { at: "13:59", duration: "PT1M" },
    ],
  };
  const late = { ...hours, slots: [{ at: "14:00", duration: "PT1M" }] };
  const no = await operator.post(`${AT}${TEAM}/series`, late);
  expect(refusal(no)).toBe("400 bad-input");
  await add(`${TEAM}/series`, hours);
  expect((await see("/sessions"))["items"].map(({ start }: Shown) => start.slice(8, 13))).toEqual(
    [23, 24, 25, 26, 30].map((day) => `${day}T09`).concat(["01T09", "02T09", "03T09"]),
  );

  await world.clockTo("2026-11-22T09:01:00Z"); // its room is held within a minute
  const use = (start: string) =>
    operator.post(`${AT}/places/centre/uses`, { start, duration: "PT1M", purpose: "Neteja" });
  expect(refusal(await use("2026-11-24T13:59:00"))).toBe("409 taken");
  mustBe(201, await use("2026-11-24T14:00:00"));
});

it("gives interviews by appointment: whoever asks first has it", async () => {
  const slots = "/sessions/equip-atencio-2026-11-24/slots";
  const book = (name: string) => world.citizen.put(`${AT}${slots}/1/booking`, { name, phone: "971 000 111" });
  mustBe(201, await book("Aina Serra"));
  expect(refusal(await book("Biel Mas"))).toBe("409 taken");
  const { items } = await see(slots);
  expect(items.map(({ state }: Shown) => state)).toEqual(["taken", "free"]);
  expect(JSON.stringify(items)).not.toContain("Aina");
});

it("has a plan of which no line is stated, that takes in lines, their actions, and what is agreed with its partner", async () => {
  const [PLAN, PARTNER] = ["pla-municipal-serveis-socials", "institut-mallorqui-afers-socials"];
  const plan = await see(`/plans/${PLAN}`);
  expect(plan["elements"]).toEqual([]);
  expect(plan["description"].ca).toMatch(/convenis.*administracions.*privades/s);
  const elements = [
    { id: "linia", kind: "line", title: "Línia" },
    { id: "actuacio", kind: "action", parent: "linia", title: "Actuació" },
  ];
  mustBe(200, await operator.patch(`${AT}/plans/${PLAN}`, { elements }));
  const to = { type: "entity", id: PARTNER };
  await add(`${TEAM}/relations`, { kind: "collaborates-with", to });
  const meeting = { title: "Reunió", start: "2026-11-20", status: "held" };
  const { id } = await add(`${TEAM}/sessions`, meeting);
  await add(`/sessions/${id}/agreements`, {
    text: "Signar el conveni",
    responsible: { entity: PARTNER },
    follows: { plan: PLAN, element: "actuacio" },
  });
  const { trail, responsible } = await see(`/sessions/${id}/agreements/1`);
  expect([responsible.entity, ...trail.elements.map(({ kind }: Shown) => kind)]).toEqual([
    PARTNER,
    "action",
    "line",
  ]);
  expect(relationsOf(await see(`/entities/${PARTNER}`))).toEqual(["of-collaborates-with equip"]);
});

it("has one leaflet, a PDF, for everyone to fetch", async () => {
  const leaflet = {
    title: "Tríptic dels serveis socials",
    fileName: "triptic.pdf",
    type: "application/pdf",
    body: "equip",
  };
  const id = await aStoredDocument(operator, AT, leaflet, "%PDF-1.7\n");
  const { download, access } = await see(`/documents/${id}`);
  expect(access).toBe("public");
  const response = await fetch(download.url);
  expect([response.headers.get("content-type"), await response.text()]).toEqual([
    "application/pdf",
    "%PDF-1.7\n",
  ]);
});
