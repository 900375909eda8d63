import { transitions as ofAgreements } from "../../lib/agreements/states.ts";
import { transitions as ofMinutes } from "../../lib/minutes/states.ts";
import { transitions as ofSessions } from "../../lib/sessions/states.ts";

/** A state chart as the product holds it: what is not in it does not happen. */
export type StateChart = Readonly<Record<string, { readonly from: readonly string[]; readonly to: string }>>;

export const charts: Readonly<Record<string, StateChart>> = {
  Sessions: ofSessions,
  Minutes: ofMinutes,
  Agreements: ofAgreements,
};

/** One arrow a way, in Mermaid's notation; what leaves a state as it is goes in a loop. */
const arrows = (chart: StateChart): string[] =>
  Object.entries(chart).flatMap(([name, { from, to }]) =>
    from.map((each) => `  ${stateOf(each)} --> ${stateOf(to === "same" ? each : to)}: ${name}`),
  );

/** Mermaid takes no hyphen in the name of a state. */
const stateOf = (status: string): string => status.replaceAll("-", "_");

/** docs/states.md, drawn from the data that the code uses: `node tests/support/draw-states.ts > docs/states.md`. */
export const drawing = (): string =>
  [
    "# State charts",
    "",
    "Drawn from the data that the code uses (`lib/sessions/states.ts` and its like); a test holds them together. Every way that",
    "is not here is refused with 409. To draw them anew: `node tests/support/draw-states.ts > docs/states.md`.",
    ...Object.entries(charts).flatMap(([name, chart]) => [
      "",
      `## ${name}`,
      "",
      "```mermaid",
      "stateDiagram-v2",
      ...arrows(chart).toSorted(),
      "```",
    ]),
    "",
  ].join("\n");

if (import.meta.main) process.stdout.write(drawing());
