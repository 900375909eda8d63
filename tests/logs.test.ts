import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failureOf } from "../lib/platform/log.ts";
import { aPerson, aSession, aSlot } from "./support/builders.ts";
import { addressOf, answerLinkOf, newConvenableTown, newConvenedSession } from "./support/convened-town.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { World } from "./support/world.ts";

/** A word of each thing that tells of somebody, or opens something for whoever has it. */
const NAME = "Mercè Puigverd";
const TELLING =
  /\w@\w|Puigverd|merce\.|Nom (?:first|second|president|secretary)|971 000|hospital|un-secret|key=/i;

let world: World;
let tokens: string[];
/** A story in which people are named everywhere that they can be, also where they must not, and in which things fail. */
beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  const { citizen, machine } = world;
  const fates = [
    { to: addressOf("first"), fate: "permanent-bounce" },
    { to: addressOf("second"), fate: "complaint" },
  ];
  mustBe(200, await citizen.put("/local/mail-faults", { next: ["MessageRejected", "silent"], fates }));
  const town = await newConvenableTown(world);
  const { at, atBody, operator, secretary, members } = town;
  tokens = [operator, secretary, members.first.client].map(({ token }) => token ?? "");
  const session = await newConvenedSession(world, town);
  const { first } = members;
  await first.client.put(`${session}/answers/${first.seat}`, {
    reply: "excused",
    reason: "Visita a l'hospital",
  });
  const link = await answerLinkOf(town, session, members.second.seat);
  mustBe(200, await citizen.get(link));
  await citizen.get(`${link}x`);

  const slots = [aSlot("10:00")];
  const asked = await secretary.post(`${atBody}/sessions`, aSession({ start: "2016-02-20T10:00:00", slots }));
  const booking = `${at}/sessions/${mustBe(201, asked).body.id}/slots/1/booking`;
  const secret = "un-secret-de-ningu-mes-1";
  const email = "merce.reserva@example.org";
  const { code } = mustBe(
    201,
    await citizen.put(booking, { name: NAME, phone: "971 000 111", email, secret }),
  ).body;
  await citizen.get(`${booking}?code=${code}&secret=${secret}`);

  // Where nobody belongs: in paths, parameters, headers, ids, bodies that are none.
  await operator.get(`${at}/people/merce.puigverd@example.org`);
  await operator.get(`${at}/people?name=Puigverd&email=merce.puigverd@example.org`);
  await operator.post(`${at}/people`, aPerson({ email: "merce.puigverd@", name: "" }));
  await operator.post(`${at}/people`, `{"name":"${NAME}"`);
  await operator.post(`${at}/people`, aPerson(), { "idempotency-key": "merce.puigverd@example.org" });
  await operator.post(`${at}/people`, aPerson({ name: "X" }), {
    "idempotency-key": "merce.puigverd@example.org",
  });
  for (const open of ["people", "sessions/consell-2016-02-10/agenda"])
    // the second is open, and looks at a token, too
    await citizen.get(`${at}/${open}`, { authorization: "Bearer merce.puigverd@example.org" });
  await citizen.get("/merce.puigverd@example.org");

  // What no schema takes: failures of ours over what is somebody's.
  const pk = "PEOPLE#vilanova";
  const broken = { name: [NAME], email: "merce.puigverd@example.org" };
  await machine.table.transact([{ put: { pk, sk: "PERSON#trencada", schema: 1, ...broken } }]);
  mustBe(500, await operator.get(`${at}/people/trencada`));
  await world.clockTo("2016-02-21T10:00:00Z");
  await operator.delete(`${at}/people/${first.person}`);
}, 60_000);
afterAll(() => world.close());

describe("what is logged of a town's life", () => {
  it("is a line for each request, tick and event, failures and refusals among them", () => {
    const has = (name: string) => world.lines.filter((line) => name in line).length;
    expect(has("route")).toBeGreaterThan(30);
    expect(has("listener")).toBeGreaterThan(3);
    expect(world.lines.filter(({ status }) => status === 500)).toHaveLength(1);
    const refused = new Set(world.lines.map(({ refusal }) => refusal));
    for (const code of ["bad-input", "bad-token", "not-found", "forbidden", "key-reused"])
      expect(refused).toContain(code);
  });

  it("names nobody: no name, no address, no reason, no secret, no link, no token", () => {
    expect(world.machine.sink.mails().some(({ to }) => to === "merce.reserva@example.org")).toBe(true);
    const telling = world.lines.map((line) => JSON.stringify(line)).filter((line) => TELLING.test(line));
    expect(telling).toEqual([]);
    for (const token of tokens)
      expect(world.lines.filter((line) => JSON.stringify(line).includes(token))).toEqual([]);
  });

  it("leads to nobody by an id: routes are named, never what was asked for", () => {
    const paths = world.lines
      .map(({ route }) => route)
      .filter((route) => /vilanova|consell/.test(String(route)));
    expect(paths).toEqual([]);
  });
});

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe("what is logged of a failure", () => {
  it.each<[whose: string, error: unknown, name: string]>([
    ["the engine's", thrownBy(() => JSON.parse(NAME)), "SyntaxError"],
    ["the engine's own of a number", new RangeError(`Invalid time value: ${NAME}`), "RangeError"],
    [
      "a client's",
      Object.assign(Object.create(new Error(NAME)), { name: "ValidationException" }),
      "Validation",
    ],
    ["nobody's", NAME, "string"],
  ])("is its name and its place, and not a word of it where it is %s", (_, error, name) => {
    const logged = failureOf(error);
    expect(logged).toContain(name);
    expect(logged).not.toContain("Puigverd");
  });
});
