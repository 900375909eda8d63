import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { casamassima } from "../lib/local/examples/casamassima.ts";
import { loadExamples } from "../lib/local/load-examples.ts";
import { mailsOf, refusal } from "./support/convening-town.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Client, Shown, World } from "./support/world.ts";

/** The rows of Casamassima's document, town's news of November 2015: what it says, and nothing that it does not. */
const AT = "/v1/municipalities/casamassima";
const FRIDAYS = "tavolo-terzo-settore-primo-venerdi";
const TUESDAYS = "incontro-scuole-primo-martedi";
const NOVEMBER = `${AT}/sessions/tavolo-confederali-caf-patronati-2015-11-13`;
const ORGANISATIONS = [
  "caf-sicurezza-sociale",
  "caf-tutela-sociale-del-contribuente",
  "cgil",
  "cisal",
  "cisas",
  "cisl",
  "uil",
  "uil-uimec",
];
const GUEST = "comitato-del-movimento-cinque-stelle";

/** Day and hour in UTC, and the holiday that it is. */
const told = ({ startUtc, holiday }: Shown): string =>
  [`${startUtc.slice(8, 16)}Z`, ...(holiday ? [holiday.name.it] : [])].join(" ");

const worlds: World[] = [];
async function townIn(now: string): Promise<{ world: World; operator: Client }> {
  const world = await newWorld(now);
  worlds.push(world);
  const operator = await world.as({ role: "operator" });
  const { machine } = world;
  await loadExamples({ url: machine.url, token: operator.token ?? "", now: machine.clock.now() }, [
    casamassima,
  ]);
  return { world, operator };
}
afterAll(() => Promise.all(worlds.map((world) => world.close())));

describe("Casamassima, a week after its news", () => {
  let world: World;
  let operator: Client;
  beforeAll(async () => {
    ({ world, operator } = await townIn("2015-11-20T09:00:00Z"));
  });
  const see = async (path: string): Promise<Shown> => mustBe(200, await world.citizen.get(path)).body;
  const session = (id: string) => see(`${AT}/sessions/${id}`);
  const change = (id: string, what: object) => operator.patch(`${AT}/sessions/${id}`, what);

  /** A seat of whoever came, and that they did. */
  async function came(entity: string, seatOf: object): Promise<void> {
    const body = `${AT}/bodies/tavolo-confederali-caf-patronati`;
    const seat = mustBe(201, await operator.post(`${body}/seats`, { entity, ...seatOf })).body;
    mustBe(200, await operator.put(`${NOVEMBER}/attendance/${seat.id}`, { presence: "present" }));
  }

  it("met on Tue 8 September, hour and place not stated", async () => {
    expect(await session("tavolo-soggetti-terzo-settore-2015-09-08")).toMatchObject({
      start: "2015-09-08",
      startUtc: null,
      duration: null,
      place: null,
      status: "held",
    });
  });

  it("met on Fri 13 November in the aula consiliare, about what its agenda says, convened by nobody here", async () => {
    expect(await see(NOVEMBER)).toMatchObject({
      start: "2015-11-13",
      startUtc: null,
      place: { name: { it: "Aula consiliare" } },
      status: "held",
      convocations: 0,
    });
    const agenda = await see(`${NOVEMBER}/agenda`);
    expect([agenda["state"], agenda["convocation"]]).toEqual(["recorded", null]);
    expect(agenda["items"].map(({ title }: Shown) => title.it)).toEqual([
      "Piano economico di gestione del servizio sociale (Peg)",
      "Documento unico programmatico (Dup)",
      "Programmazione coordinata",
      "Azioni d'inclusione sociale",
      "Quanto attuato con il bilancio di previsione 2015",
      "Servizio civico comunale",
    ]);
  });

  it("had eight organisations and a guest committee there that day: minutes name them, and no hour", async () => {
    for (const entity of ORGANISATIONS) await came(entity, { role: "member" });
    // A guest of that one day: its seat is over as it is taken in.
    await came(GUEST, { role: "guest", from: "2015-11-13", until: "2015-11-14" });
    mustBe(200, await operator.post(`${NOVEMBER}/closing`, {}));
    const { content } = mustBe(201, await operator.post(`${NOVEMBER}/minutes`, { basedOn: 0 })).body;
    const there = (role: string) =>
      content.members
        .filter((member: Shown) => member["role"] === role && member["presence"] === "present")
        .map(({ entity }: Shown) => entity.id)
        .toSorted();
    expect([there("member"), there("guest")]).toEqual([ORGANISATIONS, [GUEST]]);
    expect(content).toMatchObject({ day: "2015-11-13", openedAt: null, closedAt: null, presiding: null });
    expect(content.members.flatMap(({ movements }: Shown) => movements)).toEqual([]);
    expect(content.items).toHaveLength(6);
    // What is closed stays: its agenda, who came, and that it was held.
    const etag = (await operator.get(`${NOVEMBER}/agenda?draft=true`)).body.version;
    const later = await operator.put(`${NOVEMBER}/agenda`, { items: [] }, { "if-match": `"${etag}"` });
    expect(refusal(later)).toBe("409 wrong-state");
    expect(refusal(await operator.post(`${NOVEMBER}/closing`, {}))).toBe("409 wrong-state");
  });

  it("meets on first Fridays at 18:30 in the aula consiliare from 4 December, with neither an end time nor a last day", async () => {
    expect(await session(`${FRIDAYS}-2015-12-04`)).toMatchObject({
      start: "2015-12-04T18:30:00",
      duration: null,
      place: { name: { it: "Aula consiliare" } },
      status: "planned",
    });
    expect(await see(`${AT}/bodies/tavolo-terzo-settore/series/primo-venerdi`)).toMatchObject({
      until: null,
      holidayPolicy: "ask",
    });
  });

  it("receives four schools on first Tuesdays, one after the other, in a place that is not stated", async () => {
    const { items } = await see(`${AT}/sessions/${TUESDAYS}-2015-12-01/slots`);
    expect(
      items.map(({ start, duration, for: whom }: Shown) => `${start.slice(11, 16)} ${duration} ${whom}`),
    ).toEqual([
      "11:00 PT30M Rodari",
      "11:30 PT30M Marconi",
      "12:00 PT30M Dante Alighieri",
      "12:30 PT30M Majorana",
    ]);
    expect(await session(`${TUESDAYS}-2015-12-01`)).toMatchObject({ place: null, duration: "PT2H" });
  });

  it("has slots that are half-open: one may not begin before the other ends, nor end after the two hours", async () => {
    const { slots } = await session(`${TUESDAYS}-2016-02-02`);
    const [first, second, third, last] = slots;
    for (const wrong of [
      [first, { ...second, at: "11:29" }, third, last],
      [first, second, third, { ...last, at: "12:31" }],
      [{ ...first, at: "10:59" }, second, third, last],
    ])
      expect(refusal(await change(`${TUESDAYS}-2016-02-02`, { slots: wrong }))).toBe("400 bad-input");
  });

  it("has other tables with five named services; how many tables, and when they meet, is not known", async () => {
    const { comprises, participants, series } = await see(`${AT}/bodies/tavoli-specifici`);
    expect([comprises, series]).toEqual([{ known: [], count: null, complete: false }, []]);
    expect(participants.known.map(({ it: name }: Shown) => name)).toEqual([
      "Servizio sociale",
      "Centro di salute mentale",
      "Consultorio",
      "Uepe",
      "Neuropsichiatria infantile",
    ]);
    expect((await see(`${AT}/sessions?body=tavoli-specifici`))["items"]).toEqual([]);
  });

  it("asks with six points of agreement about the page, and about no meeting", async () => {
    const page = `${AT}/surveys/page-tavoli-di-concertazione`;
    const survey = await see(page);
    expect(survey["scale"].map(({ it: words }: Shown) => words)).toEqual([
      "Completamente in disaccordo",
      "In disaccordo",
      "Poco d'accordo",
      "Abbastanza d'accordo",
      "D'accordo",
      "Completamente d'accordo",
    ]);
    expect(survey["statements"].map(({ text }: Shown) => text.it)).toEqual([
      "Le informazioni di questa pagina sono utili, complete e corrette.",
    ]);
    for (const points of [6, 5, 6, 4, 1])
      mustBe(200, await world.citizen.post(`${page}/answers`, { points: { information: points } }));
    const seventh = await world.citizen.post(`${page}/answers`, { points: { information: 7 } });
    expect(refusal(seventh)).toBe("400 bad-input");
    expect((await see(page))["results"].statements[0].distribution).toEqual([1, 0, 0, 1, 1, 2]);
    const ofMeeting = await see(`${AT}/surveys/session-tavolo-confederali-caf-patronati-2015-11-13`);
    expect(ofMeeting["results"]).toBeNull();
  });

  // All 26 dates are in examples.test.ts: here are the rows of the table.
  it.each([
    ["2015-12", "04T17:30Z", "01T10:00Z"],
    ["2016-01", "01T17:30Z Capodanno", "05T10:00Z"],
    ["2016-02", "05T17:30Z", "02T10:00Z"],
    ["2016-03", "04T17:30Z", "01T10:00Z"],
    ["2016-04", "01T16:30Z", "05T09:00Z"],
    ["2016-11", "04T17:30Z", "01T10:00Z Ognissanti"],
  ])("in %s: Friday %s, Tuesday %s, a holiday left to the secretary", async (month, friday, tuesday) => {
    const { items } = await see(`${AT}/sessions?from=${month}-01&to=${month}-07`);
    const of = (series: string): Shown => items.find((each: Shown) => each["series"] === series);
    expect([told(of("primo-venerdi")), told(of("primo-martedi"))]).toEqual([friday, tuesday]);
    for (const { start, status, holiday, series } of items) {
      expect(start.slice(11)).toBe(series === "primo-venerdi" ? "18:30:00" : "11:00:00");
      expect(status).toBe(holiday === null ? "planned" : "proposed");
    }
  });

  it("moves December's Friday to 8 January without taking January's own away, nor moving February's", async () => {
    mustBe(200, await change(`${FRIDAYS}-2015-12-04`, { start: "2016-01-08T18:30:00" }));
    const { items } = await see(`${AT}/sessions?body=tavolo-terzo-settore&to=2016-02-29`);
    expect(items.map(({ start, recurrenceDate }: Shown) => [start.slice(0, 10), recurrenceDate])).toEqual([
      ["2016-01-01", "2016-01-01"],
      ["2016-01-08", "2015-12-04"],
      ["2016-02-05", "2016-02-05"],
    ]);
  });
});

it("taken in today, the calendar of 2015 convokes nobody, even of a table that the clock convenes", async () => {
  const { world, operator } = await townIn("2026-11-22T09:00:00Z");
  const body = `${AT}/bodies/tavolo-terzo-settore`;
  mustBe(
    201,
    await operator.put(`${body}/rules`, {
      from: "2015-01-01",
      profile: "own-rules",
      own: { notice: { value: { n: 5, unit: "natural-days", clearDays: true }, article: "art. 1" } },
    }),
  );
  const anna = { name: "Anna Bianchi", email: "anna@example.org", keeper: "tavolo-terzo-settore" };
  const { id: titular } = mustBe(201, await operator.post(`${AT}/people`, anna)).body;
  mustBe(201, await operator.post(`${body}/seats`, { titular, from: "2015-01-01" }));
  mustBe(200, await operator.patch(body, { convening: { mode: "automatic" } }));
  const first = `${AT}/sessions/${FRIDAYS}-2015-12-04`;
  mustBe(201, await operator.put(`${first}/agenda`, { items: [{ title: "Bandi" }], ready: true }));

  const { items } = mustBe(200, await operator.get(`${AT}/sessions?from=2015-12-01&to=2016-12-31`)).body;
  expect(items).toHaveLength(26);
  expect(new Set(items.map(({ status }: Shown) => status))).toEqual(new Set(["unrecorded", "lapsed"]));
  expect(refusal(await operator.post(`${first}/convocations`))).toBe("409 wrong-state");

  await world.clockTo("2026-11-22T11:00:00Z");
  expect(mailsOf(world)).toEqual([]);
  // The rule has no end: it is the table's next Friday, and none of the past, that somebody is asked to look at.
  const alerts = mustBe(200, await operator.get(`${AT}/alerts`)).body.items;
  expect(alerts.map(({ session }: Shown) => session)).toEqual([`${FRIDAYS}-2026-12-04`]);
});
