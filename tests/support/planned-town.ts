import { aBody, aLayer, aSeries, aSession, aTown } from "./builders.ts";
import { isFull } from "./random.ts";
import { mustBe } from "./world.ts";
import type { Client, World } from "./world.ts";

/** A session as a list shows it. */
export interface Listed {
  readonly id: string;
  readonly series: string | null;
  readonly recurrenceDate: string | null;
  readonly start: string;
  readonly duration: string | null;
  readonly status: string;
}

export interface PlannedTown {
  readonly operator: Client;
  readonly at: string;
  readonly atBody: string;
  /** The sessions of the body, by start. */
  sessions(): Promise<Listed[]>;
  /** The dates that a rule gives between two dates, both in. */
  dates(rule: { start: string; recurrence: string }, from: string, to: string): Promise<string[]>;
}

/** A town with a body and a calendar that has holidays until 2018. */
export async function plannedTown(world: World, id = "vilanova"): Promise<PlannedTown> {
  const operator = await world.as({ role: "operator" });
  const at = `/v1/municipalities/${id}`;
  const atBody = `${at}/bodies/consell`;
  for (const year of [2016, 2017]) {
    const days = {
      [`${year}-01-01`]: "Cap d'Any",
      [`${year}-05-06`]: "Fira",
      [`${year}-12-08`]: "La Puríssima",
    };
    mustBe(201, await operator.put(`/v1/calendars/ES-09/${year}`, aLayer(days)));
  }
  mustBe(201, await operator.post("/v1/municipalities", aTown({ id, areas: ["ES-09"] })));
  mustBe(201, await operator.post(`${at}/bodies`, aBody()));
  return {
    operator,
    at,
    atBody,
    async sessions() {
      const found: Listed[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const page: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
        const { body } = mustBe(200, await operator.get(`${atBody}/sessions?limit=200${page}`));
        found.push(...body.items);
        cursor = body.cursor;
      }
      return found;
    },
    async dates({ start, recurrence }, from, to) {
      const input = {
        start,
        recurrence,
        timeZone: "Europe/Madrid",
        from: `${from}T00:00:00+00:00`,
        to: `${to}T22:00:00+00:00`,
      };
      const { body } = mustBe(200, await operator.post(`${at}/recurrence-previews`, input));
      return body.occurrences.map((each: { start: string }) => each.start.slice(0, 10));
    },
  };
}

/** What a town has planned after its first morning: series of every holiday policy, edits, sessions touched by hand. */
export async function firstMorning({ operator, at, atBody }: PlannedTown): Promise<void> {
  const policies = isFull ? ["ask", "keep", "next-working-day"] : ["ask"];
  for (const [i, holidayPolicy] of policies.entries()) {
    const series = {
      id: holidayPolicy,
      start: `2015-12-04T1${i}:30:00`,
      holidayPolicy,
      horizonMonths: 2 + i,
    };
    mustBe(201, await operator.post(`${atBody}/series`, aSeries(series)));
  }
  const weekly = {
    id: "taules",
    start: "2015-12-01T23:30:00",
    recurrence: isFull ? "FREQ=WEEKLY;BYDAY=TU" : "FREQ=MONTHLY;BYDAY=2TU",
    horizonMonths: 2,
  };
  mustBe(201, await operator.post(`${atBody}/series`, aSeries(weekly)));
  mustBe(201, await operator.post(`${atBody}/sessions`, aSession()));
  const edit = {
    recurrence: isFull ? "FREQ=WEEKLY;BYDAY=SU" : "FREQ=MONTHLY;BYDAY=1SU",
    closures: [{ from: "08-01", to: "08-31" }],
  };
  mustBe(200, await operator.patch(`${atBody}/series/taules?from=2016-01-15`, edit));
  mustBe(200, await operator.patch(`${atBody}/series/ask`, { duration: "PT90M" }));
  mustBe(200, await operator.post(`${at}/sessions/consell-taules-2015-12-08/cancellation`, {}));
  mustBe(200, await operator.patch(`${at}/sessions/consell-ask-2016-01-01`, { title: "Plens" }));
}
