import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newConvenableTown, newReadySession } from "./support/convened-town.ts";
import type { ConvenedTown } from "./support/convened-town.ts";
import { aHeldSession, circulated, drafted, idOf, someMinutes } from "./support/held-session.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { Client, Shown, World } from "./support/world.ts";

/** Minutes that wait travel with the next convocation of their body (ROF 80.2, 91.1). */
let world: World;
let town: ConvenedTown;
let secretary: Client;
let held: string;
let waiting: string;
beforeAll(async () => {
  world = await newWorld("2016-02-11T09:00:00Z");
  town = await newConvenableTown(world);
  ({ secretary } = town);
  held = await aHeldSession(world, town, { profile: "lbrl-rof-plenary" });
  waiting = await circulated(town, held);
});
afterAll(() => world.close());

const DRAFT = "agenda?draft=true";
const titles = ({ items }: Shown): string[] =>
  items.map(({ kind, title }: Shown) => `${kind}: ${title["ca"]}`);

let days = 1;
const ready = (session: Shown = {}, agenda: Shown = {}): Promise<string> =>
  newReadySession(town, { start: `2016-03-${String(days++).padStart(2, "0")}T19:00:00`, ...session }, agenda);

const convened = async (session: string): Promise<Shown> =>
  mustBe(201, await secretary.post(`${session}/convocations`)).body;

describe("minutes that wait", () => {
  it("are first on the agenda that members are convened with, with the draft as a document for members", async () => {
    const session = await ready();
    const before = mustBe(200, await secretary.get(`${session}/${DRAFT}`)).body;
    expect([before.items.length, titles({ items: before.proposed })]).toEqual([
      1,
      ["minutes-approval: Aprovació de l’acta de la sessió del 10/02/2016"],
    ]);
    const { agenda } = await convened(session);
    expect(titles(agenda)).toEqual([
      "minutes-approval: Aprovació de l’acta de la sessió del 10/02/2016",
      "matter: Pressupost",
    ]);
    const { digest } = mustBe(200, await secretary.get(waiting)).body;
    const [{ minutes, documents }] = mustBe(200, await secretary.get(`${session}/convocations/1`)).body.agenda
      .items;
    expect(minutes).toEqual({ session: idOf(held), version: 1 });
    expect(documents).toEqual([
      expect.objectContaining({ url: `${waiting}/page`, digest, access: "members" }),
    ]);
    const everyones = mustBe(200, await world.citizen.get(`${session}/agenda`)).body;
    expect([titles(everyones).length, everyones.items[0].documents]).toEqual([2, []]);
    const after = mustBe(200, await secretary.get(`${session}/${DRAFT}`)).body;
    expect([after.items.length, after.changedSinceConvened]).toEqual([1, false]);
  });

  it("are in the letter, where members find the draft", async () => {
    const session = await ready();
    await convened(session);
    await world.machine.advance(world.machine.clock.now());
    const { seat } = town.members.first;
    const letter = mustBe(
      200,
      await secretary.get(`${session}/convocations/1/notices/${seat}.1.mail/letter`),
    );
    expect(String(letter.body)).toContain("Aprovació de l’acta de la sessió del 10/02/2016");
    expect(String(letter.body)).toContain(`${world.machine.publicUrl}${waiting}/page`);
    mustBe(200, await town.members.first.client.get(`${waiting}/page`));
  });

  it("go behind the urgency, which comes before anything else (LBRL 46.2.b, ROF 79)", async () => {
    const items = [{ kind: "urgency", title: "Ratificació de la urgència" }, { title: "Obres" }];
    const session = await ready({}, { items, documentsAt: "https://example.org/sessio" });
    const { agenda } = await convened(session);
    expect(agenda.items.map(({ kind }: Shown) => kind)).toEqual(["urgency", "minutes-approval", "matter"]);
  });

  it("are not put a second time where the secretary's own item names them", async () => {
    const documents = [{ title: "Acta", url: "https://example.org/acta.pdf" }];
    const own = { kind: "minutes-approval", title: "Acta anterior", documents };
    const items = [{ title: "Obres" }, { ...own, minutes: { session: idOf(held), version: 1 } }];
    const session = await ready({}, { items });
    expect(mustBe(200, await secretary.get(`${session}/${DRAFT}`)).body.proposed).toEqual([]);
    const { agenda } = await convened(session);
    expect(titles(agenda)).toEqual(["matter: Obres", "minutes-approval: Acta anterior"]);
    expect(mustBe(200, await secretary.get(`${session}/${DRAFT}`)).body.changedSinceConvened).toBe(false);
  });

  it("go by themselves where a body is convened by itself, too", async () => {
    const path = town.atBody;
    const session = await ready({ start: "2016-02-17T19:00:00" });
    mustBe(200, await secretary.patch(path, { convening: { mode: "automatic" } }));
    await world.clockTo("2016-02-12T23:00:00Z");
    const { body } = mustBe(200, await secretary.get(`${session}/convocations/1`));
    expect(body.agenda.items[0].minutes).toEqual({ session: idOf(held), version: 1 });
    mustBe(200, await secretary.patch(path, { convening: { mode: "review" } }));
  });

  it("leave the stored agenda as the secretary wrote it, also when the order comes with the convocation", async () => {
    const session = await ready({}, { order: null });
    mustBe(201, await secretary.post(`${session}/convocations`, { order: { by: "president", act: "D 9" } }));
    expect(titles(mustBe(200, await secretary.get(`${session}/${DRAFT}`)).body)).toEqual([
      "matter: Pressupost",
    ]);
  });

  it("are of sessions before, and, where the rules say so, go into ordinary ones alone (DL 2/2003, 110.3)", async () => {
    const catalan = await aHeldSession(world, town, {
      profile: "dl-2-2003-plenary",
      session: { start: "2016-03-20T19:00:00" },
    });
    await secretary.post(`${await drafted(town, catalan)}/circulation`, { acceptIncomplete: true });
    const proposed = async (session: Shown): Promise<string[]> =>
      mustBe(200, await secretary.get(`${await ready(session)}/${DRAFT}`)).body.proposed.map(
        ({ minutes }: Shown) => minutes.session,
      );
    const both = [idOf(held), idOf(catalan)];
    expect(await proposed({ kind: "ordinary", start: "2016-03-25T19:00:00" })).toEqual(both);
    expect(await proposed({ kind: "extraordinary", start: "2016-03-26T19:00:00" })).toEqual([idOf(held)]);
    expect(await proposed({ kind: "ordinary", start: "2016-03-18T19:00:00" })).toEqual([idOf(held)]);
  });

  it("tell the secretary that members know an older version, and are gone once they are approved", async () => {
    const session = await ready({ kind: "extraordinary" });
    await convened(session);
    mustBe(201, await secretary.post(`${held}/minutes`, someMinutes({ basedOn: 1, remarks: "Esmena." })));
    const draft = async () => mustBe(200, await secretary.get(`${session}/${DRAFT}`)).body;
    expect((await draft()).proposed).toEqual([]);
    mustBe(200, await secretary.post(`${held}/minutes/2/circulation`));
    const changed = await draft();
    expect([changed.proposed[0].minutes.version, changed.changedSinceConvened]).toEqual([2, true]);
    const later = await aHeldSession(world, town, {
      session: { start: "2016-02-12T08:00:00" },
      meeting: { closedAt: "2016-02-20T20:00:00Z" },
    });
    mustBe(200, await secretary.post(`${held}/minutes/2/approval`, { session: idOf(later) }));
    expect((await draft()).proposed).toEqual([]);
  });
});
