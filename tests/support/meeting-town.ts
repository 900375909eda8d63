import { aReadySession, CATALAN_RULES, newConveningTown } from "./convening-town.ts";
import type { ConveningTown } from "./convening-town.ts";
import { mustBe } from "./world.ts";
import type { Answer, World } from "./world.ts";

/** A council of ten: president, vice-president, eight members, and a secretary who is none; a second call an hour later. */
export const COUNCIL = [
  { role: "president" },
  { role: "secretary" },
  { role: "vice-president" },
  ...Array.from({ length: 8 }, () => ({ role: "member" })),
];
export const [PRESIDENT, SECRETARY, VICE, FIRST] = [0, 1, 2, 3];

export const secondCallAfterAnHour = {
  secondCall: {
    value: { foreseen: true, after: { n: 1, unit: "hours" }, automatic: true },
    article: "Reglament 9",
  },
};

export const newMeetingTown = (world: World, own: Record<string, unknown> = {}, id = "vilanova") =>
  newConveningTown(world, {
    town: { id },
    body: { legalNumbers: [{ members: 10 }] },
    rules: { ...CATALAN_RULES, own: { ...CATALAN_RULES.own, ...secondCallAfterAnHour, ...own } },
    members: COUNCIL,
    years: [2016],
  });

/** A session that its members are convened to; gives its path. */
export async function newConvened(
  town: ConveningTown,
  session: Record<string, unknown> = {},
  agenda: Record<string, unknown> = {},
): Promise<string> {
  const id = await aReadySession(town, session, agenda);
  const path = `${town.at}/sessions/${id}`;
  mustBe(201, await town.secretary.post(`${path}/convocations`, {}));
  return path;
}

/** Who sits on these seats, by their place in the council, is there (or whatever is said of them). */
export async function come(
  { secretary, seats }: ConveningTown,
  session: string,
  places: readonly number[],
  said: Record<string, unknown> = {},
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const place of places)
    answers.push(
      await secretary.put(`${session}/attendance/${seats[place]}`, { presence: "present", ...said }),
    );
  return answers;
}
