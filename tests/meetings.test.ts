import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusal } from "./support/convening-town.ts";
import type { ConveningTown } from "./support/convening-town.ts";
import {
  come,
  FIRST,
  newConvened,
  newMeetingTown,
  PRESIDENT,
  SECRETARY,
  VICE,
} from "./support/meeting-town.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { World } from "./support/world.ts";

let world: World;
let town: ConveningTown;
let [first, second, unrecorded] = ["", "", ""];
beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  town = await newMeetingTown(world);
  first = await newConvened(town, { start: "2016-02-10T18:00:00" });
  second = await newConvened(town, { start: "2016-02-11T18:00:00" });
  unrecorded = await newConvened(town, { start: "2016-02-12T18:00:00" });
});
afterAll(() => world.close());

const comes = (place: number) =>
  town.secretary.put(`${first}/attendance/${town.seats[place]}`, { presence: "present" });

describe("a session in first call", () => {
  it("takes attendance from two hours before, and opens at its hour, with the quorum of the rules", async () => {
    const { secretary } = town;
    expect(refusal(await comes(PRESIDENT))).toBe("409 wrong-state");
    await world.clockTo("2016-02-10T16:30:00Z");
    await come(town, first, [PRESIDENT, SECRETARY, FIRST, FIRST + 1]);
    expect(refusal(await secretary.post(`${first}/opening`, {}))).toBe("409 wrong-state");
    await world.clockTo("2016-02-10T17:05:00Z");
    const refused = await secretary.post(`${first}/opening`, {});
    expect(refusal(refused)).toBe("409 no-quorum");
    expect(refused.body.detail).toContain("3 of 10; needs 5 + president + secretary");
    expect(refused.body.detail).toContain("2016-02-10T19:00:00");
    await come(town, first, [FIRST + 2], { how: "remote" });
    const [fifth] = await come(town, first, [FIRST + 3]);
    expect(fifth?.body.quorum).toMatchObject({
      present: 5,
      remote: 1,
      legalNumber: 10,
      needed: 5,
      reached: true,
      mayVote: false,
      formula: { ca: "5 de 10; en calen 5 + presidència + secretaria" },
      article: "Llei 26/2010, 17.4",
    });
    const { body } = mustBe(200, await secretary.post(`${first}/opening`, {}));
    expect(body.session.status).toBe("open");
    expect(body.meeting).toMatchObject({
      call: 1,
      constituted: "quorum",
      calls: [{ n: 1, outcome: "constituted", present: 5 }],
    });
    expect(refusal(await secretary.post(`${first}/opening`, {}))).toBe("409 wrong-state");
  });

  it("loses its quorum the moment a member leaves during an item, and nothing is voted any more", async () => {
    const { secretary } = town;
    const vote = { item: "1", counts: { yes: 3, no: 1, abstentions: 0 } };
    expect(mustBe(201, await secretary.post(`${first}/votes`, vote)).body).toMatchObject({
      n: 1,
      outcome: "carried",
      present: 5,
    });
    const [left] = await come(town, first, [FIRST + 3], { presence: "left", item: "1" });
    expect(left?.body.quorum).toMatchObject({ present: 4, reached: false, mayVote: false });
    expect(refusal(await secretary.post(`${first}/votes`, vote))).toBe("409 no-quorum");
    const [back] = await come(town, first, [FIRST + 3], { item: "1" });
    expect(back?.body.movements.map(({ what }: { what: string }) => what)).toEqual(["in", "out", "in"]);
    expect(mustBe(201, await secretary.post(`${first}/votes`, vote)).body.n).toBe(2);
  });

  it("asks how the president casts a tie", async () => {
    const { secretary } = town;
    const tie = { item: "1", counts: { yes: 2, no: 2, abstentions: 1 } };
    const refused = await secretary.post(`${first}/votes`, tie);
    expect(refused.body.faults.map(({ path }: { path: string }) => path)).toEqual(["$.castingVote"]);
    const { body } = mustBe(201, await secretary.post(`${first}/votes`, { ...tie, castingVote: "yes" }));
    expect(body).toMatchObject({
      outcome: "carried",
      articles: ["Llei 26/2010, 19.1", "Llei 26/2010, 15.1.f and 19.1"],
    });
  });

  it("ends, and nothing is recorded of it any more", async () => {
    const { secretary } = town;
    const { body } = mustBe(200, await secretary.post(`${first}/closing`, {}));
    expect([body.session.status, body.meeting.closedAt]).toEqual(["held", "2016-02-10T17:05:00Z"]);
    expect(refusal(await comes(FIRST))).toBe("409 wrong-state");
    expect((await secretary.get(`${first}/votes`)).body.items).toHaveLength(3);
  });
});

describe("a session without quorum", () => {
  it("is called again by itself, by the number of the second call, and the vice-president presides", async () => {
    const { secretary } = town;
    await world.clockTo("2016-02-11T17:00:00Z");
    await come(town, second, [SECRETARY, VICE, FIRST]);
    expect(refusal(await secretary.post(`${second}/opening`, {}))).toBe("409 no-quorum");
    await world.clockTo("2016-02-11T18:15:00Z");
    const again = mustBe(200, await secretary.get(`${second}/quorum`)).body;
    expect(again.calls).toEqual([
      { n: 1, outcome: "no-quorum", at: "2016-02-11T18:00:00Z", present: 2, needed: 5 },
    ]);
    expect(again).toMatchObject({ call: 2, needed: 4, reached: false, article: "Llei 26/2010, 17.6" });
    // Who came to the first call may have gone home: the second has a roll of its own.
    expect(again.present).toBe(0);
    await come(town, second, [SECRETARY, VICE, FIRST, FIRST + 1, FIRST + 2]);
    const { body } = mustBe(200, await secretary.post(`${second}/opening`, {}));
    expect(body.meeting).toMatchObject({
      call: 2,
      presiding: { seat: town.seats[VICE], ground: "vice-president" },
      calls: [
        { n: 1, outcome: "no-quorum" },
        { n: 2, outcome: "constituted", present: 4, needed: 4 },
      ],
    });
    mustBe(200, await secretary.post(`${second}/closing`, {}));
  });

  it("was not held, where who came is on record; unrecorded, where nobody said anything", async () => {
    await world.clockTo("2016-02-12T17:00:00Z");
    const third = await newConvened(town, { start: "2016-02-17T18:00:00" });
    await world.clockTo("2016-02-13T09:00:00Z");
    expect((await world.citizen.get(unrecorded)).body.status).toBe("unrecorded");
    await world.clockTo("2016-02-17T17:00:00Z");
    await come(town, third, [PRESIDENT, FIRST]);
    await world.clockTo("2016-02-18T09:00:00Z");
    expect((await world.citizen.get(third)).body.status).toBe("not-held");
    const { meeting } = mustBe(200, await town.secretary.get(`${third}/attendance`)).body;
    expect(meeting).toMatchObject({
      cause: "no-quorum",
      calls: [
        { n: 1, present: 2 },
        { n: 2, present: 0 },
      ],
    });
    mustBe(200, await town.secretary.post(`${unrecorded}/closing`, {}));
    expect((await world.citizen.get(unrecorded)).body.status).toBe("held");
    expect(refusal(await town.secretary.get(`${unrecorded}/check-in-code`))).toBe("404 not-found");
  });
});

describe("a member with the code of the session", () => {
  it("checks in and out by themselves, and nobody else", async () => {
    const session = await newConvened(town, { start: "2016-02-24T18:00:00" });
    await world.clockTo("2016-02-24T16:30:00Z");
    const seat = town.seats[FIRST];
    const member = await world.as({
      role: "member",
      municipality: "vilanova",
      person: town.people[FIRST] ?? "",
    });
    const { code } = mustBe(200, await town.secretary.get(`${session}/check-in-code`)).body;
    const put = (body: object, of = seat) => member.put(`${session}/attendance/${of}`, body);
    expect(refusal(await put({ presence: "present" }))).toBe("403 forbidden");
    expect(refusal(await put({ presence: "present", code: "AAAAAA" }))).toBe("403 forbidden");
    expect(refusal(await put({ presence: "excused", code }))).toBe("403 forbidden");
    expect(refusal(await put({ presence: "present", code }, town.seats[VICE]))).toBe("403 forbidden");
    const { body } = mustBe(200, await put({ presence: "present", how: "remote", code: code.toLowerCase() }));
    expect(body).toMatchObject({ presence: "present", how: "remote", movements: [{ by: "code" }] });
    expect(mustBe(200, await put({ presence: "present", how: "remote", code })).body.version).toBe(1);
    expect(refusal(await member.get(`${session}/check-in-code`))).toBe("403 forbidden");
    expect((await member.get(`${session}/quorum`)).status).toBe(200);
    expect((await world.citizen.get(`${session}/quorum`)).status).toBe(401);
  });
});
