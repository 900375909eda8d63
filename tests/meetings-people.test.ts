import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aSeat } from "./support/builders.ts";
import { refusal } from "./support/convening-town.ts";
import type { ConveningTown } from "./support/convening-town.ts";
import { come, FIRST, newConvened, newMeetingTown, PRESIDENT, SECRETARY } from "./support/meeting-town.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { World } from "./support/world.ts";

let world: World;
let town: ConveningTown;
let session: string;
let [second, guest] = ["", ""];
beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  town = await newMeetingTown(world, { conformity: { value: "electronic" } });
  const seat = async (overrides: Record<string, unknown>): Promise<string> =>
    mustBe(201, await town.operator.post(`${town.atBody}/seats`, aSeat(overrides))).body.id;
  second = await seat({ titular: town.people[FIRST] });
  guest = await seat({ role: "guest", titular: town.people[FIRST + 1] });
  session = await newConvened(town, { start: "2016-02-10T18:00:00", place: "Sala" });
  await world.clockTo("2016-02-10T17:05:00Z");
  await come(town, session, [PRESIDENT, SECRETARY, FIRST, FIRST + 2, FIRST + 3, FIRST + 4]);
});
afterAll(() => world.close());

const put = (seat: string, body: object) => town.secretary.put(`${session}/attendance/${seat}`, body);

describe("people in a room", () => {
  it("are counted once, whatever the seats they hold", async () => {
    expect(refusal(await put(second, { presence: "present" }))).toBe("409 wrong-state");
    const { body } = mustBe(200, await town.secretary.get(`${session}/quorum`));
    expect([body.present, body.reached]).toEqual([5, true]);
  });

  it("do not preside where they are no members", async () => {
    mustBe(200, await put(guest, { presence: "present" }));
    mustBe(200, await put(town.seats[PRESIDENT] ?? "", { presence: "left" }));
    const presiding = { seat: guest, ground: "age" };
    const { status, body } = await town.secretary.post(`${session}/opening`, { presiding });
    expect([status, body.faults[0].path]).toEqual([400, "$.presiding.seat"]);
    mustBe(200, await put(town.seats[PRESIDENT] ?? "", { presence: "present" }));
    mustBe(200, await town.secretary.post(`${session}/opening`, {}));
  });

  it("who vote by name may not cast a tie against their own vote, nor ask for less than the rules", async () => {
    const [one, other] = [town.seats[PRESIDENT], town.seats[FIRST]];
    const ballots = [
      { seat: one, ballot: "no" },
      { seat: other, ballot: "yes" },
    ];
    const tie = { item: "1", method: "named", ballots, castingVote: "yes" };
    expect((await town.secretary.post(`${session}/votes`, tie)).body.faults[0].path).toBe("$.castingVote");
  });

  it("agree for themselves what no public minutes tell", async () => {
    const { secretary } = town;
    for (const agreement of [{ text: "Públic" }, { text: "Reservat", access: "members" }])
      mustBe(201, await secretary.post(`${session}/agreements`, agreement));
    mustBe(200, await secretary.post(`${session}/closing`, {}));
    mustBe(201, await secretary.post(`${session}/minutes`, { basedOn: 0 }));
    mustBe(200, await secretary.post(`${session}/minutes/1/circulation`, { acceptIncomplete: true }));
    expect(refusal(await secretary.post(`${session}/agreements`, { text: "Tard" }))).toBe("409 wrong-state");
    for (const place of [PRESIDENT, FIRST, FIRST + 2, FIRST + 3, FIRST + 4])
      mustBe(
        200,
        await secretary.post(`${session}/minutes/1/conformity`, { agrees: true, seat: town.seats[place] }),
      );
    const textsFor = async (client: typeof secretary) =>
      mustBe(200, await client.get(`${session}/minutes/1`)).body.content.agreements.map(
        ({ text }: { text: { ca: string } }) => text.ca,
      );
    expect([await textsFor(world.citizen), await textsFor(secretary)]).toEqual([
      ["Públic"],
      ["Públic", "Reservat"],
    ]);
    const page = mustBe(200, await world.citizen.get(`${session}/minutes/1/page`));
    expect(["Públic", "Reservat"].map((text) => String(page.body).includes(text))).toEqual([true, false]);
  });
});
