import { aPerson, aSeat, aSeries, aSession, aSlot, anEntity } from "./builders.ts";
import { aReadySession, newConveningTown } from "./convening-town.ts";
import type { ConveningTown } from "./convening-town.ts";
import { aDocument, aStoredDocument } from "./documents.ts";
import { come, secondCallAfterAnHour } from "./meeting-town.ts";
import { mustBe } from "./world.ts";
import type { Answer, World } from "./world.ts";

/** Members may approve minutes between sessions, and whoever dissents may write an opinion. */
const RULES = {
  from: "2015-01-01",
  profile: "ley-40-2015",
  act: "Reglament del Consell",
  own: {
    ...secondCallAfterAnHour,
    contents: { value: ["agenda"], article: "Reglament 8" },
    notice: { value: { n: 2, unit: "working-days", clearDays: true }, article: "Reglament 8" },
  },
};
const [PRESIDENT, SECRETARY, FIRST, SECOND, OF_FRIENDS] = [0, 1, 2, 3, 4];

interface HeldTown extends ConveningTown {
  readonly world: World;
  readonly act: (status: number, path: string, body?: unknown) => Promise<Answer["body"]>;
}

/**
 * A town that meets, made over HTTP in February 2016: sessions held with all that is on record of them, one that
 * was not, one that members come to just now; rooms, slots that are booked, documents and surveys.
 */
export async function heldTown(world: World): Promise<void> {
  const made = await newConveningTown(world, {
    body: { legalNumbers: [{ members: 4 }] },
    rules: RULES,
    members: [{ role: "president" }, { role: "secretary" }, { role: "member" }, { role: "member" }],
    years: [2016],
  });
  const { operator, secretary, at, atBody } = made;
  const act: HeldTown["act"] = async (status, path, body) =>
    mustBe(status, await secretary.post(at + path, body)).body;
  const make = async (path: string, body: unknown): Promise<string> =>
    mustBe(201, await operator.post(at + path, body)).body.id;
  await make("/entities", anEntity());
  await make("/challenges", { id: "habitatge", name: "Habitatge" });
  await make("/plans", { id: "pla", name: "Pla", elements: [{ id: "eix", kind: "axis", title: "Eix" }] });
  await make("/places", { id: "sala", name: "Sala de plens", capacity: 40 });
  await make("/places", { id: "aula", name: "Aula" });
  const [titular, substitute] = [
    await make("/people", aPerson({ name: "Titular" })),
    await make("/people", aPerson({ name: "Suplent", email: "suplent@example.org" })),
  ];
  const seat = aSeat({ entity: "amics", titular, substitutes: [{ person: substitute }] });
  const seats = [...made.seats, mustBe(201, await operator.post(`${atBody}/seats`, seat)).body.id];
  const town: HeldTown = { ...made, seats, world, act };
  await takeRooms(town);
  await missASlot(town);
  const [first, second, next, failed] = await convene(town);
  await failToHold(town, failed);
  await hold(town, first, substitute);
  await holdAnother(town, second);
  await world.clockTo("2016-02-12T16:30:00Z");
  // Members come, and it is not open yet: there is no other record of it.
  await come(town, `${at}/sessions/${next}`, [PRESIDENT, FIRST]);
  await keep(town, first);
  await bookSlots(town);
  await circulate(town, failed, second);
}

/** Four sessions that members are convened to, in time. */
async function convene(town: HeldTown): Promise<[string, string, string, string]> {
  const { world, secretary, at, seats, act } = town;
  const place = { place: "sala" };
  const document = await aStoredDocument(secretary, at);
  const agenda = {
    items: [{ title: "Pressupost", documents: [{ title: "Proposta", document }] }, { title: "Precs" }],
  };
  const ready = (day: string, overrides = {}) =>
    aReadySession(town, { start: `2016-02-${day}T18:00:00`, duration: "PT2H", ...overrides }, agenda);
  const first = await ready("10", { place });
  // What one session names is that one's alone.
  agenda.items = [{ title: "Pressupost", documents: [] }];
  const others = [await ready("11"), await ready("12", { place }), await ready("09")] as const;
  for (const id of [first, ...others]) await act(201, `/sessions/${id}/convocations`);
  const excused = { reply: "excused", reason: "Visita mèdica" };
  mustBe(200, await secretary.put(`${at}/sessions/${others[0]}/answers/${seats[SECOND]}`, excused));
  await world.clockTo("2016-02-01T10:45:00Z");
  return [first, ...others];
}

/** Held, voted, agreed, minuted, approved by all who came, and put right since. */
async function hold(town: HeldTown, session: string, substitute: string): Promise<void> {
  const { world, secretary, at, seats, act } = town;
  const of = `/sessions/${session}`;
  await world.clockTo("2016-02-10T17:05:00Z");
  await come(town, at + of, [PRESIDENT, SECRETARY, FIRST, SECOND]);
  await come(town, at + of, [OF_FRIENDS], { substitute, how: "remote" });
  await act(200, `${of}/opening`, {});
  const ballots = [PRESIDENT, FIRST, OF_FRIENDS].map((place) => ({ seat: seats[place], ballot: "yes" }));
  const named = { method: "named", ballots: [...ballots, { seat: seats[SECOND], ballot: "no" }] };
  await act(201, `${of}/votes`, { item: "1", ...named, dissent: [seats[SECOND]] });
  await come(town, at + of, [OF_FRIENDS], { presence: "left", item: "1", substitute });
  await act(201, `${of}/votes`, { item: "2", counts: { yes: 2, no: 1, abstentions: 0 } });
  await act(200, `${of}/closing`, { notes: "Sense incidents" });
  const follows = { plan: "pla", element: "eix" };
  const said = { text: "Aprovar el pressupost", vote: 1, due: "2016-03-01", follows };
  await act(201, `${of}/agreements`, { ...said, responsible: { seat: seats[FIRST] } });
  const inside = { text: "Parlar-ne", item: "2", challenge: "habitatge", access: "members" };
  await act(201, `${of}/agreements`, { ...inside, responsible: { entity: "amics" } });
  mustBe(200, await secretary.patch(`${at}${of}/agreements/2`, { state: "done" }));
  const opinion = { text: "No hi ha diners.", access: "public" };
  mustBe(200, await secretary.put(`${at}${of}/opinions/${seats[SECOND]}`, opinion));
  const items = [{ item: "1", debate: ["Es debat el presupost."] }];
  await act(201, `${of}/minutes`, { basedOn: 0 });
  await act(201, `${of}/minutes`, { basedOn: 1, items });
  await act(200, `${of}/minutes/2/circulation`, { acceptIncomplete: true });
  for (const place of [PRESIDENT, FIRST, SECOND, OF_FRIENDS])
    await act(200, `${of}/minutes/2/conformity`, { seat: seats[place], agrees: true });
  const correction = { was: "presupost", is: "pressupost", reason: "Errada" };
  await act(201, `${of}/minutes/2/corrections`, correction);
}

/** Held, and its minutes wait: one member agrees, another does not. */
async function holdAnother(town: HeldTown, session: string): Promise<void> {
  const { world, at, seats, act } = town;
  const of = `/sessions/${session}`;
  await world.clockTo("2016-02-11T17:05:00Z");
  await come(town, at + of, [PRESIDENT, SECRETARY, FIRST]);
  await come(town, at + of, [SECOND], { presence: "excused" });
  await act(200, `${of}/opening`, {});
  await act(200, `${of}/closing`, {});
  // On no item of the agenda.
  await act(201, `${of}/agreements`, { text: "Publicar-ho", responsible: { office: "Secretaria" } });
  await act(201, `${of}/minutes`, { basedOn: 0 });
  await act(200, `${of}/minutes/1/circulation`, { acceptIncomplete: true });
  await act(200, `${of}/minutes/1/conformity`, { seat: seats[FIRST], agrees: true });
  const remarks = { seat: seats[PRESIDENT], agrees: false, remarks: "Hi falta el meu torn." };
  await act(200, `${of}/minutes/1/conformity`, remarks);
}

/** Not held for want of a quorum, though one came; a record of that is to stand in place of minutes. */
async function failToHold(town: HeldTown, session: string): Promise<void> {
  const { world, act, at } = town;
  await world.clockTo("2016-02-09T16:30:00Z");
  await come(town, `${at}/sessions/${session}`, [PRESIDENT]);
  await world.clockTo("2016-02-10T09:00:00Z");
  await act(201, `/sessions/${session}/minutes`, { basedOn: 0 });
}

/** A room that is ceded for two days, and a series that finds it taken on one of them. */
async function takeRooms({ operator, secretary, world, at, atBody }: HeldTown): Promise<void> {
  const use = { start: "2016-02-19T20:00:00", duration: "PT26H", purpose: "Assaig", entity: "amics" };
  mustBe(201, await operator.post(`${at}/places/aula/uses`, use));
  const own = { start: "2016-02-22T20:00:00", purpose: "Neteja", body: "consell" };
  mustBe(201, await operator.post(`${at}/places/aula/uses`, own));
  const start = "2016-02-12T22:00:00";
  const recurrence = "FREQ=WEEKLY;UNTIL=20160226";
  const place = { place: "aula" };
  mustBe(201, await secretary.post(`${atBody}/series`, aSeries({ start, recurrence, place })));
  await world.clockTo("2016-02-01T09:20:00Z");
}

const withSlots = (start: string) =>
  aSession({ start, duration: "PT2H", slots: ["10:00", "10:30", "11:00"].map((each) => aSlot(each)) });
const somebody = { name: "Aina Serra", email: "aina.serra@example.org", phone: "971 000 111" };

async function missASlot({ world, secretary, at, atBody, act }: HeldTown): Promise<void> {
  const input = withSlots("2016-02-01T10:00:00");
  const { id } = mustBe(201, await secretary.post(`${atBody}/sessions`, input)).body;
  mustBe(201, await world.citizen.put(`${at}/sessions/${id}/slots/3/booking`, somebody));
  await world.clockTo("2016-02-01T09:40:00Z");
  await world.clockTo("2016-02-01T10:30:00Z");
  await act(200, `/sessions/${id}/slots/3/no-show`);
}

/** One is told of it; another let go of theirs, and the mail that says so waits. */
async function bookSlots({ world, secretary, at, atBody }: HeldTown): Promise<void> {
  const input = { ...withSlots("2016-03-01T10:00:00"), place: { place: "sala" } };
  const { id } = mustBe(201, await secretary.post(`${atBody}/sessions`, input)).body;
  const slot = (n: number) => `${at}/sessions/${id}/slots/${n}/booking`;
  mustBe(201, await world.citizen.put(slot(1), somebody));
  const { code, secret } = mustBe(201, await world.citizen.put(slot(2), somebody)).body;
  await world.clockTo("2016-02-12T16:35:00Z");
  mustBe(200, await world.citizen.put("/local/mail-faults", { odds: { TooManyRequestsException: 1 } }));
  mustBe(200, await world.citizen.delete(`${slot(2)}?code=${code}&secret=${secret}`));
  await world.clockTo("2016-02-12T16:40:00Z");
  mustBe(201, await world.citizen.put(slot(3), { ...somebody, email: null }));
}

/** Mail about one waits; of another, circulated anew, nobody is told yet. */
async function circulate({ world, act }: HeldTown, one: string, other: string): Promise<void> {
  const incomplete = { acceptIncomplete: true };
  await act(200, `/sessions/${one}/minutes/1/circulation`, incomplete);
  await world.clockTo("2016-02-12T16:43:00Z");
  await act(201, `/sessions/${other}/minutes`, { basedOn: 1, remarks: "Amb el torn que hi faltava" });
  await act(200, `/sessions/${other}/minutes/2/circulation`, incomplete);
}

async function keep({ world, secretary, operator, at, act }: HeldTown, session: string): Promise<void> {
  await act(201, "/documents", aDocument());
  const document = await aStoredDocument(secretary, at);
  mustBe(200, await secretary.delete(`${at}/documents/${document}`));
  const statements = [{ id: "useful", text: "És útil." }];
  mustBe(201, await operator.put(`${at}/surveys/page-inici`, { statements }));
  for (const useful of [6, 5, 1, 1, 2, 6])
    mustBe(200, await world.citizen.post(`${at}/surveys/page-inici/answers`, { points: { useful } }));
  const asked = mustBe(200, await world.citizen.get(`${at}/surveys/session-${session}`)).body;
  const points = Object.fromEntries(asked.statements.map(({ id }: { id: string }) => [id, 4]));
  mustBe(200, await world.citizen.post(`${at}/surveys/session-${session}/answers`, { points }));
}
