import { afterAll, beforeAll, expect, it } from "vitest";
import { aReadySession, newConveningTown } from "./support/convening-town.ts";
import type { ConveningTown } from "./support/convening-town.ts";
import { newMailClient } from "./support/mail-client.ts";
import { randomOf } from "./support/random.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { World } from "./support/world.ts";

/**
 * Random lives of sessions told over HTTP: moved, retitled, cancelled, reinstated. (500 of them, without HTTP, are in
 * mail-invitations.test.ts.) A member's calendar that gets all mails shuffled and doubled shows what the service has.
 */
const HISTORIES = Number(process.env["CONVOCA_HISTORIES"] ?? 5);
const STEPS = 6;

let world: World;
let town: ConveningTown;
beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  town = await newConveningTown(world, {
    rules: {
      from: "2015-01-01",
      profile: "own-rules",
      own: { notice: { value: { n: 2, unit: "natural-days" } } },
    },
    members: [{ role: "president", email: "presidencia@example.org" }],
  });
});
afterAll(() => world.close());

it("leaves a member's calendar with what the service has", async () => {
  const random = randomOf(11);
  const { secretary, at } = town;
  const ids: string[] = [];
  for (let i = 0; i < HISTORIES; i++)
    ids.push(await aReadySession(town, { start: `2016-03-${String(i + 1).padStart(2, "0")}T19:00:00` }));
  const steps: Record<string, (id: string, n: number) => Promise<unknown>> = {
    convene: (id) => secretary.post(`${at}/sessions/${id}/convocations`),
    move: (id, n) =>
      secretary.post(`${at}/sessions/${id}/convocations`, { start: `2016-04-${10 + n}T1${n % 10}:30:00` }),
    retitle: (id, n) => secretary.post(`${at}/sessions/${id}/convocations`, { title: `Sessió ${n}` }),
    cancel: (id) => secretary.post(`${at}/sessions/${id}/cancellation`),
    reinstate: (id) => secretary.post(`${at}/sessions/${id}/reinstatement`),
  };
  const names = Object.keys(steps);
  for (const id of ids) await steps["convene"]?.(id, 0);
  for (let n = 1; n <= STEPS; n++) {
    for (const id of ids) await steps[names[random.below(names.length)] ?? ""]?.(id, n);
    await world.clockTo(`2016-01-11T1${n}:00:00Z`);
  }
  const client = newMailClient();
  const mails = world.machine.sink.mails();
  const received = [...mails, ...mails].map((mail) => ({ mail, order: random.next() }));
  for (const { mail } of received.toSorted((one, other) => one.order - other.order))
    client.receiveMail(mail.raw);

  for (const id of ids) {
    const session = mustBe(200, await secretary.get(`${at}/sessions/${id}`)).body;
    const { items } = (await secretary.get(`${at}/sessions/${id}/convocations`)).body;
    const last = items.at(-1);
    const entry = client.entries.get(`${id}@vilanova.convoca`);
    // Reinstated and not convened anew it is nobody's appointment yet.
    expect(entry?.cancelled).toBe(session.status !== "convened");
    expect(entry?.start).toBe(`${last.start} Europe/Madrid`);
  }
});
