import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { refusals } from "../lib/errors.ts";
import { go as sessionGoes, mayGo, SessionStatus, transitions } from "../lib/sessions/states.ts";
import type { TransitionName } from "../lib/sessions/states.ts";
import { drawing } from "./support/draw-states.ts";

const outcome = (run: () => string): string => {
  try {
    return run();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("the state charts", () => {
  it("are drawn in the docs as the code holds them", () => {
    const file = resolve(import.meta.dirname, "../docs/states.md");
    expect(readFileSync(file, "utf8")).toBe(drawing());
  });

  const ways = SessionStatus.options.flatMap((status) =>
    (Object.keys(transitions) as TransitionName[]).map((name) => ({ status, name })),
  );

  it.each(ways)(
    "takes a session that is $status by $name where the chart says so, and refuses it else",
    (way) => {
      const { from, to } = transitions[way.name];
      const isIn = (from as readonly string[]).includes(way.status);
      const wanted = isIn ? (to === "same" ? way.status : to) : "wrong-state";
      expect([outcome(() => sessionGoes(way.status, way.name)), mayGo(way.status, way.name)]).toEqual([
        wanted,
        isIn,
      ]);
      expect(refusals["wrong-state"].status).toBe(409);
    },
  );
});
