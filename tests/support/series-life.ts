import { addMonths, firstOfMonth, formatDate, parseDate } from "../../lib/platform/civil.ts";
import { aSeries } from "./builders.ts";
import type { PlannedTown } from "./planned-town.ts";
import { sized } from "./random.ts";
import type { Random } from "./random.ts";
import { mustBe } from "./world.ts";

interface Part {
  readonly from: string;
  readonly start: string;
  readonly recurrence: string;
  readonly exceptDates: readonly string[];
}

const RULES = [
  "FREQ=WEEKLY;BYDAY=TU",
  "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
  "FREQ=MONTHLY;BYDAY=1FR",
  "FREQ=MONTHLY;BYDAY=-1TH,2MO",
  "FREQ=MONTHLY;BYMONTHDAY=15,-1",
  "FREQ=DAILY;INTERVAL=10",
] as const;
const HOURS = ["17:00:00", "18:30:00", "20:15:00"] as const;
const ALWAYS = "0000";

/** The day behind so many days. */
export const later = (date: string, days: number): string => formatDate((parseDate(date) ?? 0) + days);

/**
 * A series as its secretary edits, pauses and resumes it at random, and beside it a plain account of which dates it
 * should have by then: what was there before the last change, and from that day on what the rules give.
 */
export class SeriesLife {
  readonly #town: PlannedTown;
  readonly #random: Random;
  readonly id: string;
  #horizonMonths: number;
  #parts: Part[];
  #pausedFrom: string | null = null;
  #settled: string[] = [];
  #since: string;

  private constructor(town: PlannedTown, random: Random, id: string, today: string) {
    this.#town = town;
    this.#random = random;
    this.id = id;
    this.#since = today;
    this.#horizonMonths = 1 + random.below(sized(1, 3));
    const start = `${later(today, random.below(10))}T${random.pick(HOURS)}`;
    this.#parts = [{ from: ALWAYS, start, recurrence: random.pick(RULES), exceptDates: [] }];
  }

  static async begin(town: PlannedTown, random: Random, id: string, today: string): Promise<SeriesLife> {
    const life = new SeriesLife(town, random, id, today);
    const [{ start, recurrence } = { start: "", recurrence: "" }] = life.#parts;
    const series = { id, start, recurrence, horizonMonths: life.#horizonMonths, holidayPolicy: "keep" };
    mustBe(201, await town.operator.post(`${town.atBody}/series`, aSeries(series)));
    return life;
  }

  /** A change of hour, rule, exceptions or horizon: of all of it, or of this and following. */
  async edit(today: string): Promise<void> {
    await this.#settle(today);
    const last = this.#parts.at(-1);
    if (!last) throw new Error("a series has a part");
    const change = this.#random.pick<Partial<Omit<Part, "from">>>([
      { start: `${later(today, this.#random.below(20))}T${this.#random.pick(HOURS)}` },
      { recurrence: this.#random.pick(RULES) },
      { exceptDates: Array.from({ length: 5 }, () => later(today, this.#random.below(60))) },
    ]);
    if (this.#random.chance(20)) return this.#look(1 + this.#random.below(sized(2, 4)));
    if (this.#random.chance(50)) {
      const from = later(today, this.#random.below(50));
      const base = this.#parts.findLast((part) => part.from <= from) ?? last;
      const kept = this.#parts.filter((part) => part.from < from);
      this.#parts = [...kept, { ...base, ...change, from }];
      await this.#patch(change, `?from=${from}`);
    } else {
      // The rest of each part stays; a new rule counts from the part's own first day, if that was before its start.
      this.#parts = this.#parts.map((part) => {
        const begins = part.from !== ALWAYS && part.from < part.start.slice(0, 10);
        const start = "recurrence" in change && begins ? `${part.from}${part.start.slice(10)}` : part.start;
        return { ...part, start, ...change };
      });
      await this.#patch(change);
    }
  }

  /** A horizon that may be longer or shorter. */
  async #look(horizonMonths: number): Promise<void> {
    this.#horizonMonths = horizonMonths;
    await this.#patch({ horizonMonths });
  }

  async pause(today: string): Promise<void> {
    await this.#settle(today);
    this.#pausedFrom = today;
    await this.#patch({ status: "paused" });
  }

  async resume(today: string, backfill: boolean): Promise<void> {
    await this.#settle(today);
    const from = this.#pausedFrom ?? today;
    this.#pausedFrom = null;
    await this.#patch({ status: "active", ...(backfill && { backfill }) });
    if (backfill) this.#settled = [...this.#settled, ...(await this.#given(from, later(today, -1)))];
  }

  /** Says once more that the last pause is to be made up for. */
  async backfillAgain(today: string): Promise<void> {
    await this.#settle(today);
    await this.#patch({ status: "active", backfill: true });
  }

  /** The dates that it should have on this day. */
  async expected(today: string): Promise<string[]> {
    const month = addMonths(firstOfMonth(parseDate(today) ?? 0), this.#horizonMonths + 1);
    return [...this.#settled, ...(await this.#given(this.#since, formatDate(month - 1)))].toSorted();
  }

  /** From today on, what comes is up to the rules as they will be. */
  async #settle(today: string): Promise<void> {
    this.#settled.push(...(await this.#given(this.#since, later(today, -1))));
    this.#since = today;
  }

  async #given(from: string, to: string): Promise<string[]> {
    const given = this.#parts.map(async (part, i) => {
      const next = this.#parts[i + 1]?.from;
      const begin = part.from > from ? part.from : from;
      const end = next !== undefined && next <= to ? later(next, -1) : to;
      const dates = begin > end ? [] : await this.#town.dates(part, begin, end);
      return dates.filter((date) => !part.exceptDates.includes(date));
    });
    const dates = (await Promise.all(given)).flat();
    return dates.filter((date) => this.#pausedFrom === null || date < this.#pausedFrom);
  }

  async #patch(change: object, query = ""): Promise<void> {
    mustBe(200, await this.#town.operator.patch(`${this.#town.atBody}/series/${this.id}${query}`, change));
  }
}
