import type { Timer } from "../platform/timers.ts";

/** A version that is being sent to the members, and the seat up to which that is done. */
interface Circulation {
  readonly municipality: string;
  readonly session: string;
  readonly n: number;
  /** Seats are written to in their order; "": none was yet. */
  readonly after: string;
}

/**
 * The intent to tell the members of circulated minutes. How far it has come is in its reference: each group's mail and the
 * step from one timer to the next are one commit, so that nobody is written to twice, however often a run is cut short.
 */
export const circulationTimer = ({ municipality, session, n, after }: Circulation, due: string): Timer => ({
  kind: "circulate",
  due,
  reference: [municipality, session, String(n), ...(after === "" ? [] : [after])],
  detail: {},
});

/** What the reference of such a timer names. */
export const circulationOf = ({ reference }: Timer): Circulation => {
  const [municipality = "", session = "", n = "", after = ""] = reference;
  return { municipality, session, n: Number(n), after };
};
