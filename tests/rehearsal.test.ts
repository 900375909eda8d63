import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from "vitest";
import { ticks } from "../lib/api.ts";
import { whileAllFails, whileNobodyIsThere } from "./rehearsal/destinations.ts";
import { withoutGrant, withoutRoute, withVariableRenamed } from "./rehearsal/planted.ts";
import { newStage } from "./rehearsal/stage.ts";
import type { Stage } from "./rehearsal/stage.ts";
import { tellStory } from "./rehearsal/story.ts";
import { synthesise } from "./rehearsal/synthesis.ts";
import { useOf } from "./support/premises.ts";

/** About what would be deployed, run on this machine as AWS would run it. `npm run rehearse` runs every other test on it, too. */
let folder: string;
let assembly: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "convoca-test-"));
  const given = inject("rehearsal");
  assembly = given?.assembly ?? join(folder, "cdk.out");
  if (!given) await synthesise(assembly);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function stageOf(of: string): Promise<Stage> {
  const stage = await newStage(of, useOf);
  onTestFinished(() => stage.close());
  return stage;
}

describe("what would be deployed", () => {
  it("does what the local server does, within the rights that it has", async () => {
    const stage = await stageOf(assembly);
    const states = await tellStory(stage);
    expect(states.toSorted()).toEqual(["delivered", "delivered", "delivered", "delivered", "published"]);
    expect(stage.inside.house.crashes).toEqual([]);
  });

  const faults: readonly (readonly [string, string, (to: string) => string])[] = [
    [
      "a route that is missing",
      "404, not 201",
      (to) => withoutRoute(assembly, to, "PUT /v1/municipalities/{municipality}/bodies/{body}/rules"),
    ],
    [
      "an environment with a wrong name",
      "MAIL_SENDER",
      (to) => withVariableRenamed(assembly, to, "send-mail", "MAIL_SENDER"),
    ],
    [
      "a grant taken away",
      "change-convocations: dynamodb:PutItem",
      (to) => withoutGrant(assembly, to, "change-convocations", "dynamodb:PutItem"),
    ],
  ];
  it.each(faults)("does not with %s, and says so: %s", async (name, words, plant) => {
    const stage = await newStage(plant(join(folder, name.replaceAll(" ", "-"))));
    const passes = async (): Promise<void> => {
      try {
        await tellStory(stage);
      } finally {
        await stage.close();
      }
      const [crash] = stage.inside.house.crashes;
      if (crash !== undefined) throw new Error(crash);
    };
    await expect(passes()).rejects.toThrow(words);
  });

  it("keeps what failed for good where it can be looked at and replayed, by the rights of who failed", async () => {
    const stage = await stageOf(assembly);
    const count = Object.keys(ticks).length;
    await tellStory(stage);
    expect(await whileAllFails(stage)).toEqual({
      failed: count + 1, // the stream's own reader gives up and goes on
      queues: { "Clock/Missed": count, "send-mail-stream/GivenUp": 1, "record-mail-events-rule/Unheard": 1 },
    });
    stage.inside.house.queues.clear();
    expect(await whileNobodyIsThere(stage)).toEqual({ failed: count, queues: { "Clock/Missed": count } });
  });
});
