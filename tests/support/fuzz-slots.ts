import { aSession, aSlot } from "./builders.ts";
import type { Place } from "./fuzz-world.ts";
import { mustBe } from "./world.ts";
import type { Client } from "./world.ts";

const clock = (minute: number): string =>
  `${String(10 + Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/**
 * Sessions with slots, as many as a session takes: open ones of a day to come, and those of parties at the hour that it is,
 * so that two can be swapped whichever they are, and somebody does not come. And a use of a room.
 */
export async function slotted(operator: Client, at: string, body: string): Promise<Place[]> {
  const municipality = at.slice(at.lastIndexOf("/") + 1);
  const planned = async (start: string, whose: string | null): Promise<Place> => {
    const slots = Array.from({ length: 40 }, (_, i) => aSlot(clock(i), { duration: "PT1M", for: whose }));
    const input = aSession({ start, slots });
    const { id } = mustBe(201, await operator.post(`${at}/bodies/${body}/sessions`, input)).body;
    return { municipality, session: id, slot: "1", n: "1" };
  };
  const use = { start: "2016-06-01T18:30:00", duration: "PT1H", purpose: "Assaig" };
  const { id } = mustBe(201, await operator.post(`${at}/places/${body}/uses`, use)).body;
  return [
    await planned("2016-05-12T10:00:00", null),
    await planned("2015-11-20T10:00:00", "Veïns"),
    { municipality, place: body, use: id },
  ];
}
