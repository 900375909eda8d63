import type { Route } from "../../lib/platform/contract.ts";
import type { AccessGround, Place } from "./fuzz-access.ts";
import { anAgendaInput, RULES } from "./convened-town.ts";
import { NONE, NOW } from "./fuzz-access.ts";
import { aLayer } from "./builders.ts";
import { aDocument } from "./documents.ts";
import { versionAddress } from "./fuzz-convened.ts";
import { valueFor } from "./fuzz-values.ts";
import { parametersOf, send, templateOf } from "./fuzz-world.ts";
import type { Received } from "./fuzz-world.ts";
import { mustBe } from "./world.ts";

/** A route with its name. */
export type Named = readonly [name: string, route: Route];

/** What a session agreed is of one that was held, unless the session itself is missing. */
const asHeld = (route: Route, place: Place): Place => {
  const isOfHeld = /\/agreements\b/.test(route.on) && place["session"] !== NONE["session"];
  return isOfHeld ? { ...place, session: place["held"] ?? "none" } : place;
};

const pathOf = (route: Route, place: Place): string =>
  templateOf(route).replace(/\{(\w+)\}/g, (_, name: string) => asHeld(route, place)[name] ?? "none");

/** Bodies where one that the schema takes is not enough: it must name what is there, or would change who may what. */
const BODIES: Readonly<Record<string, (place: Place) => unknown>> = {
  putLayer: ({ year }) => aLayer({ [`${year}-02-11`]: "Festa" }),
  createTerritory: () => ({ name: "Districte", kind: "district" }),
  updateTerritory: () => ({ name: "Barri vell" }),
  createEntity: () => ({ name: "Una altra entitat" }),
  updateEntity: () => ({ name: "Entitat cultural" }),
  createPerson: ({ body }) => ({ name: "Una persona", keeper: body }),
  updatePerson: () => ({ phone: "973 000 000" }),
  createBody: () => ({ name: "Taula nova", kind: "table" }),
  updateBody: () => ({ description: "Com és ara" }),
  recordEvent: () => ({ kind: "rename", date: "2015-11-20", name: "Consell" }),
  createRelation: () => ({ kind: "hangs-from", to: { type: "challenge", id: "own" } }),
  updateRelation: () => ({ act: "Acord del Ple" }),
  createInstances: () => ({ territories: ["own"] }),
  // Without a vote: whoever asks for a session must stay a quarter of those who have one.
  createSeat: () => ({ label: "Vocalia", vote: false }),
  updateSeat: () => ({ label: "Vocalia de les entitats" }),
  putSubstitutes: () => ({ substitutes: [] }),
  putAgenda: () => anAgendaInput(),
  orderConvocation: () => ({ by: "president", act: "Decret 4/2016" }),
  createConvocation: () => ({ title: `Sessió ${++titles}` }),
  serveNotice: () => ({ servedAt: NOW, servedBy: "notificador municipal" }),
  // Rules at random would ask more of what comes after them than it has.
  putRules: () => RULES,
  requestSession: ({ seat }) => ({
    on: NOW.slice(0, 10),
    seats: [seat],
    title: "Sessió demanada",
    start: "2016-05-10T18:00:00",
  }),
  createDocument: ({ body }) => aDocument({ body }),
  putSurvey: () => ({}),
  putAnswer: () => ({ reply: "attends" }),
  putAttendance: () => ({ presence: "present" }),
  openMeeting: () => ({}),
  closeMeeting: () => ({}),
  createVote: () => ({ item: "1", counts: { yes: 1, no: 0, abstentions: 0 } }),
  putBooking: () => BOOKING,
  swapSlots: () => ({ with: 2 }),
  createUse: () => ({ start: `2016-07-01T${clockOf(++uses)}`, duration: "PT1S", purpose: "Ús" }),
  agreeToMinutes: ({ seat }) => ({ seat, agrees: true }),
  correctMinutes: () => ({ was: "Cap", is: "Cap altra", reason: "Error material" }),
  createAgreement: () => ({ text: "Acord" }),
  updateAgreement: () => ({ note: "Segueix" }),
};
/** With a secret of its own, so that whoever asks again gets the same booking. */
const BOOKING = { name: "Algú", secret: "one-and-the-same-for-all" };
let uses = 0;
const clockOf = (second: number): string => new Date(second * 1000).toISOString().slice(11, 19);
let titles = 0;

const QUERIES: Readonly<Record<string, (place: Place) => string>> = {
  listPeople: ({ body }) => `?body=${body}`,
};

/** What has to be there before these are asked: others may have taken it away. */
const BEFORE: Readonly<Record<string, readonly string[]>> = {
  putBooking: ["1"],
  getBooking: ["1"],
  cancelBooking: ["1"],
};

/** Somebody has booked these slots, by the very request that `putBooking` makes. */
async function booked({ operator }: AccessGround, name: string, place: Place): Promise<void> {
  const at = `/v1/municipalities/${place["municipality"]}/sessions/${place["session"]}/slots`;
  for (const slot of BEFORE[name] ?? []) await operator.put(`${at}/${slot}/booking`, BOOKING);
}

/** What may be said otherwise than usual. */
export interface Saying {
  readonly seed?: number;
  readonly body?: unknown;
  readonly query?: string;
}

/** Asks with a body that the schema takes, and with the version that is there. */
export async function ask(
  ground: AccessGround,
  [name, route]: Named,
  place: Place,
  authorization: string | null,
  { seed = 1, body, query }: Saying = {},
): Promise<Received> {
  const path = pathOf(route, place);
  await booked(ground, name, place);
  const etag = route.ifMatch ? await versionAt(ground, [name, route], path) : null;
  const headers = {
    ...(authorization !== null && { authorization }),
    ...(etag === null ? route.ifMatch === "required" && { "if-match": '"1"' } : { "if-match": etag }),
  };
  const usual = () => BODIES[name]?.(place) ?? (route.body && valueFor(route.body, seed));
  return send(ground.url, {
    route,
    path,
    query: query ?? QUERIES[name]?.(place) ?? "",
    headers,
    body: route.body ? JSON.stringify(body ?? usual()) : null,
  });
}

/** The version that is there, as the operator reads it. A relation stands in a list only. */
async function versionAt(
  { operator }: AccessGround,
  [name, route]: Named,
  path: string,
): Promise<string | null> {
  const of = versionAddress(name, path) ?? path;
  if (parametersOf(route).at(-1) !== "relation") return (await operator.get(of)).headers.get("etag");
  const [list = "", id = ""] = path.split(/\/(?=[^/]+$)/);
  const { items = [] } = (await operator.get(list)).body as { items?: { id: string; version: number }[] };
  const version = items.find((relation) => relation.id === id)?.version;
  return version === undefined ? null : `"${version}"`;
}

/** The place, with someone or something there that nobody misses, where the route is about to erase it. */
export async function expendable(
  { operator }: AccessGround,
  route: Route,
  place: Place,
  isThere: boolean,
): Promise<Place> {
  const last = parametersOf(route).at(-1);
  const at = `/v1/municipalities/${place["municipality"]}`;
  if (last === "use" && isThere) {
    const input = BODIES["createUse"]?.(place);
    const { body } = mustBe(201, await operator.post(`${at}/places/${place["place"]}/uses`, input));
    return { ...place, use: String(body.id) };
  }
  if (!route.on.startsWith("DELETE ") || !isThere) return place;
  if (last === "document") {
    const { body } = mustBe(201, await operator.post(`${at}/documents`, aDocument({ body: place["body"] })));
    return { ...place, document: String(body.id) };
  }
  if (last !== "person") return place;
  const input = { name: "Algú de pas", keeper: place["body"] };
  const { body } = mustBe(201, await operator.post(`${at}/people`, input));
  return { ...place, person: String(body.id) };
}

const SEEDS = 12;

/** What becomes of a request: bodies that turn out to make no sense are tried again with others. */
export async function outcome(
  ground: AccessGround,
  named: Named,
  place: Place,
  token: string,
): Promise<number> {
  let status = 400;
  for (let seed = 1; seed <= SEEDS && status === 400; seed++)
    ({ status } = await ask(ground, named, place, `Bearer ${token}`, { seed }));
  return status;
}
