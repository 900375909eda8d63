import { it } from "vitest";
import { aBody, aLayer, aPerson, aSeat, aSession, aTown } from "../support/builders.ts";
import { mustBe, newTownWithBody, newWorld } from "../support/world.ts";

it("smoke", async () => {
  const world = await newWorld("2016-01-11T09:00:00Z");
  const { operator, secretary, at, atBody } = await newTownWithBody(world, aTown(), aBody());
  for (const y of [2015, 2016]) mustBe(201, await operator.put(`/v1/calendars/ES/${y}`, aLayer({})));
  mustBe(201, await secretary.put(`${atBody}/rules`, { from: "2015-01-01", profile: "llei-26-2010", own: { notice: { value: { n: 2, unit: "working-days", clearDays: true } }, secondCall: { value: { foreseen: true, after: { n: 30, unit: "hours" }, automatic: true }, article: "Reglament 7" } } }));
  const people = [];
  for (let i = 0; i < 4; i++) {
    const p = mustBe(201, await operator.post(`${at}/people`, aPerson({ name: `Persona ${i}`, email: i === 3 ? null : `p${i}@example.org` }))).body;
    people.push(p.id);
    mustBe(201, await secretary.post(`${atBody}/seats`, aSeat({ role: ["president", "secretary", "member", "member"][i], titular: p.id })));
  }
  const s = mustBe(201, await secretary.post(`${atBody}/sessions`, aSession())).body;
  const of = `${at}/sessions/${s.id}`;
  console.log((await secretary.get(`${of}/convocations`)).body);
  await world.clockTo("2016-01-11T09:10:00Z");
  console.log(JSON.stringify((await secretary.get(`${of}/convocations`)).body));
  let r = await secretary.post(`${of}/convocations`);
  console.log(r.status, JSON.stringify(r.body));
  r = await secretary.put(`${of}/agenda`, { items: [{ title: "Pressupost", documents: [{ title: "Proposta", url: "https://example.org/a.pdf", digest: "a".repeat(64), access: "public" }] }], order: { by: "president", act: "Decret 3/2016" }, ready: true });
  console.log(r.status, JSON.stringify(r.body));
  r = await secretary.post(`${of}/convocations`);
  console.log(r.status, JSON.stringify(r.body).slice(0, 1500));
  await world.clockTo("2016-01-11T09:20:00Z");
  console.log(world.machine.sink.mails().map((m) => [m.to, m.tags]));
  console.log(JSON.stringify((await secretary.get(`${of}/convocations/1/notices`)).body, null, 1).slice(0, 6000));
  console.log(JSON.stringify((await secretary.get(`${of}/convocations/1/certificate`)).body, null, 1));
  console.log(new TextDecoder().decode(world.machine.sink.mails()[0]?.raw).slice(0, 3000));
  console.log(world.lines.filter((l) => l.level === "error"));
  await world.close();
}, 60000);
