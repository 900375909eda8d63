import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Counted } from "./bench/cost-model.ts";
import { costOf, monthOf, PRICES } from "./bench/cost-model.ts";
import { betweenMarkers, cellsOf, costTable } from "./bench/cost-table.ts";
import { countInstallation } from "./bench/installation-counted.ts";
import { production, synthesised } from "./support/stacks.ts";

const ROOT = join(import.meta.dirname, "..");
const docs = readFileSync(join(ROOT, "docs/operations.md"), "utf8");
const counted = JSON.parse(readFileSync(join(ROOT, "tests/bench/counted.json"), "utf8")) as Counted;

const section = (title: string): string => docs.split(/^## /m).find((each) => each.startsWith(title)) ?? "";

/** What the rows of the table of alarms answer; "…" stands for anything. */
const answered = section("Alarms")
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .slice(2)
  .map((line) => line.split("|")[1]?.trim() ?? "");
const patterns = answered.map((words) => {
  const parts = words.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join(".+")}$`);
});

const alarms = [production, { ...production, region: "eu-south-2", mailRegion: "eu-west-1" }].flatMap(
  (settings) => {
    const { data, service, mail } = synthesised(settings);
    const stacks = mail ? [data, service, mail] : [data, service];
    return stacks.flatMap((stack) => stack.all("AWS::CloudWatch::Alarm"));
  },
);
const words = [...new Set(alarms.map(({ Properties }) => String(Properties["AlarmDescription"])))];

describe("docs/operations.md", () => {
  it("answers every alarm there is", () => {
    expect(words.length).toBeGreaterThan(50);
    expect(words.filter((each) => !patterns.some((pattern) => pattern.test(each)))).toEqual([]);
  });

  it("has a section for each row of the dashboard, by its name", () => {
    const board = JSON.stringify(
      synthesised(production).service.one("AWS::CloudWatch::Dashboard").Properties,
    );
    const rows = [...board.matchAll(/docs\/operations\.md, “([^”]+)”/g)].map(([, row]) => row);
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.filter((row) => !docs.includes(`\n### ${row}\n`))).toEqual([]);
  });

  it("sends nobody to what is not there", () => {
    const headings = [...docs.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
      title.toLowerCase().replaceAll(" ", "-"),
    );
    const anchors = [...docs.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = ""]) => anchor);
    expect(anchors.filter((anchor) => !headings.includes(anchor))).toEqual([]);
    const files = [...docs.matchAll(/\b(?:cdk|lib|tests|docs)\/[\w/.-]+\.\w+/g)].map(([path]) => path);
    expect(files.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it("has the costs that come out of what was counted", () => {
    expect(cellsOf(betweenMarkers(docs))).toEqual(cellsOf(costTable(counted)));
  });
});

describe("the costs", () => {
  it("are of an installation as the templates have it: else count anew, by npm run costs -- --count --write", () => {
    expect(countInstallation(synthesised(production))).toEqual(counted.installation);
  });

  it("leave out nothing that has a price, and grow by each town alike", () => {
    const lines = monthOf(counted);
    expect(lines.map(({ what }) => what).toSorted()).toEqual(Object.keys(PRICES).toSorted());
    const [none, one, two] = [0, 1, 2].map((towns) => costOf(lines, towns));
    expect((two ?? 0) - (one ?? 0)).toBeCloseTo((one ?? 0) - (none ?? 0), 9);
  });
});
