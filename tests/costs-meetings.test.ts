import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attendance } from "../lib/meetings/model.ts";
import { loadMeeting, putAttendance } from "../lib/meetings/store.ts";
import { come, newConvened, newMeetingTown, PRESIDENT } from "./support/meeting-town.ts";
import { mustBe, newWorld } from "./support/world.ts";
import type { World } from "./support/world.ts";

const MANY = 200;
let world: World;
let session: string;
let secretary: Awaited<ReturnType<typeof newMeetingTown>>["secretary"];
let id: string;
beforeAll(async () => {
  world = await newWorld("2016-01-11T09:00:00Z");
  const town = await newMeetingTown(world);
  ({ secretary } = town);
  session = await newConvened(town, { start: "2016-02-10T18:00:00" });
  id = session.slice(session.lastIndexOf("/") + 1);
  await world.clockTo("2016-02-10T16:30:00Z");
  const [first] = await come(town, session, [PRESIDENT]);
  const { quorum: _, ...attendance } = mustBe(200, first ?? { status: 0, headers: new Headers(), body: null })
    .body as Attendance & { quorum: unknown };
  const others = Array.from({ length: MANY - 1 }, (_each, i) =>
    putAttendance({ ...attendance, person: null, seat: `seat-${i}`, role: "member" }, null),
  );
  for (let i = 0; i < others.length; i += 90) await world.machine.table.transact(others.slice(i, i + 90));
});
afterAll(() => world.close());

describe(`a session that ${MANY} attend`, () => {
  it("is read with one query", async () => {
    let queries = 0;
    const { table } = world.machine;
    const counting: typeof table = {
      ...table,
      query(range) {
        queries++;
        return table.query(range);
      },
    };
    const { attendance } = await loadMeeting(counting, "vilanova", id);
    expect([attendance.length, queries]).toEqual([MANY, 1]);
  });

  it("costs a read unit for each 4 KB of it, and no more as it is asked over HTTP", async () => {
    const { body } = mustBe(200, await secretary.get(`${session}/attendance`));
    const bytes = Buffer.byteLength(JSON.stringify(body.items));
    const [line] = world.lines.filter(({ route }) => String(route).endsWith("/attendance")).slice(-1);
    // Beside it the session, the sign-in, and the bodies that are being dissolved: a unit each.
    expect(Number(line?.["readUnits"])).toBeLessThanOrEqual(Math.ceil(bytes / 4096) * 1.3 + 4);
  });
});
