import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
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
let stage: Stage;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "convoca-test-"));
  const given = inject("rehearsal");
  assembly = given?.assembly ?? join(folder, "cdk.out");
  if (!given) await synthesise(assembly);
  stage = await newStage(assembly, useOf);
});
afterAll(async () => {
  await stage.close();
  rmSync(folder, { recursive: true });
});

describe("what would be deployed", () => {
  it("does what the local server does, within the rights that it has", async () => {
    const states = await tellStory(stage);
    expect(states.toSorted()).toEqual(["delivered", "delivered", "delivered", "delivered", "published"]);
    expect(stage.inside.house.crashes).toEqual([]);
    expect(stage.inside.house.refusals).toEqual([]);
  });

  const faults: readonly (readonly [string, string, (to: string) => string])[] = [
    [
      "a route that is missing",
      "404, not 201",
      (to) => withoutRoute(assembly, to, "POST /v1/municipalities/{municipality}/bodies"),
    ],
    [
      "an environment with a wrong name",
      "500, not 201",
      (to) => withVariableRenamed(assembly, to, "change-municipalities", "TABLE_NAME"),
    ],
    [
      "a grant taken away",
      "Refused by IAM: change-bodies: dynamodb:PutItem",
      (to) => withoutGrant(assembly, to, "change-bodies", "dynamodb:PutItem"),
    ],
  ];
  it.each(faults)("does not with %s, and says so: %s", async (name, words, plant) => {
    const faulty = await newStage(plant(join(folder, name.replaceAll(" ", "-"))));
    const passes = async (): Promise<void> => {
      try {
        await tellStory(faulty);
      } finally {
        await faulty.close(); // says what IAM refused
      }
    };
    await expect(passes()).rejects.toThrow(words);
  });

  it("keeps what failed for good where it can be looked at and replayed, by the rights of who failed", async () => {
    const count = Object.keys(ticks).length;
    expect(await whileAllFails(stage)).toEqual({
      failed: count + 1, // the stream's own reader gives up and goes on
      queues: { "Clock/Missed": count, "send-mail-stream/GivenUp": 1, "record-mail-events-rule/Unheard": 1 },
    });
    stage.inside.house.queues.clear();
    expect(await whileNobodyIsThere(stage)).toEqual({ failed: count, queues: { "Clock/Missed": count } });
  });
});
