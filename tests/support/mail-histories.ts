import type { Convocation } from "../../lib/convocations/model.ts";
import type { Summons } from "../../lib/mail/summons.ts";
import { aConvocation, anAgenda, aSummons } from "./mail-summons.ts";
import type { Random } from "./random.ts";

/** What a session is by its latest convocation. */
export interface State {
  readonly cancelled: boolean;
  readonly start: string;
  readonly timeZone: string;
  readonly duration: string | null;
  readonly title: string;
  readonly place: string | null;
  readonly topic: string;
  /** The session's, and that of its convocations. */
  readonly sequence: number;
  readonly n: number;
  readonly decidedAt: number;
}

const ZONES = ["Europe/Madrid", "Atlantic/Canary", "Europe/Rome"] as const;

/** A session convened, changed, cancelled, reinstated and convened again, at chance: all that one member was told of it, and how it ended. */
export function historyOf(random: Random): { readonly told: readonly Summons[]; readonly end: State } {
  let state: State = {
    cancelled: false,
    start: startAt(random),
    timeZone: "Europe/Madrid",
    duration: "PT2H",
    title: "Plenari 0",
    place: "Sala 0",
    topic: "Tema 0",
    sequence: random.below(3),
    n: 1,
    decidedAt: Date.UTC(2027, 0, 4) + random.below(86_400) * 1000,
  };
  const told = [summonsOf(state, "convocation")];
  for (let steps = 1 + random.below(8); steps > 0; steps--) {
    const step = state.cancelled
      ? convenedAgain
      : random.pick([moved, retitled, withAnotherAgenda, cancelled]);
    const type = state.cancelled ? "convocation" : step === cancelled ? "cancellation" : "change";
    const decidedAt = state.decidedAt + (1 + random.below(86_400)) * 1000;
    state = { ...step(state, random), n: state.n + 1, decidedAt };
    told.push(summonsOf(state, type));
  }
  return { told, end: state };
}

const startAt = (random: Random): string =>
  `2027-${String(1 + random.below(12)).padStart(2, "0")}-${String(1 + random.below(28)).padStart(2, "0")}T18:30:00`;

const moved = (state: State, random: Random): State => ({
  ...state,
  start: startAt(random),
  timeZone: random.pick(ZONES),
  duration: random.pick(["PT1H", "PT2H30M", null]),
  place: random.pick([`Sala ${random.below(99)}`, null]),
  sequence: state.sequence + 1,
});

const retitled = (state: State, random: Random): State => ({
  ...state,
  title: `Plenari ${random.below(99)}`,
  sequence: state.sequence + 1,
});

/** Nothing that a calendar has to show by SEQUENCE: only DTSTAMP tells which is the newer. */
const withAnotherAgenda = (state: State, random: Random): State => ({
  ...state,
  topic: `Tema ${random.below(99)}`,
});

const cancelled = (state: State): State => ({ ...state, cancelled: true, sequence: state.sequence + 1 });

const convenedAgain = (state: State): State => ({
  ...state,
  cancelled: false,
  sequence: state.sequence + 1,
});

function summonsOf(state: State, type: Convocation["type"]): Summons {
  const { start, timeZone, duration, title, place, topic, sequence, n, decidedAt } = state;
  const item = {
    id: "tema",
    kind: "matter" as const,
    title: { ca: topic },
    description: null,
    documents: [],
  };
  return aSummons({
    decidedAt,
    messageId: `${n}.s1.consell-2027-01-15@vilanova.convoca`,
    answerUrl: state.cancelled ? null : `https://convoca.example.net/answer/${n}`,
    convocation: aConvocation({
      n,
      type,
      start,
      timeZone,
      duration,
      sequence,
      title: { ca: title },
      place: place === null ? null : { name: { ca: place } },
      agenda: state.cancelled ? null : anAgenda({ items: [item] }),
    }),
  });
}

/** All of them twice, in any order. */
export function muddled<T>(list: readonly T[], random: Random): T[] {
  const all = [...list, ...list];
  for (let i = all.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [all[i], all[j]] = [all[j] as T, all[i] as T];
  }
  return all;
}
