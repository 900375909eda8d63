import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { allowedTo, statedFor } from "./rehearsal/allowed.ts";
import { deploymentOf } from "./rehearsal/assembly.ts";
import { pageOf, recordOf } from "./rehearsal/rights-page.ts";
import type { Recorded } from "./rehearsal/rights-page.ts";
import { rolesOf } from "./rehearsal/roles.ts";
import { production, synthesised } from "./support/stacks.ts";

const recorded = JSON.parse(
  readFileSync(new URL("./rehearsal/rights.json", import.meta.url), "utf8"),
) as Recorded;
const deployment = deploymentOf(synthesised(production).directory, "table");
const roles = rolesOf(deployment);

describe("the rights of every role", () => {
  it("are those that the last rehearsal made use of, and no others; else: npm run rehearse -- --write", () => {
    expect(roles.length).toBeGreaterThan(70);
    expect(recordOf(roles.flatMap((role) => statedFor(role, deployment)))).toEqual(recorded);
  });

  it("are in the docs", () => {
    expect(readFileSync(new URL("../docs/rights.md", import.meta.url), "utf8")).toBe(pageOf(recorded));
  });
});

describe("iam-simulate reads of a role what its statements spell out", () => {
  const names = ["read-people", "change-documents", "send-mail", "schedule extend-series"];

  it.each(names)("%s: of every action, on every resource, for every family of keys", async (name) => {
    const role = roles.find((each) => each.name === name);
    if (!role) throw new Error(`there is no role ${name}`);
    const allowed = recordOf(await allowedTo(role, deployment));
    expect(allowed).toEqual(recordOf(statedFor(role, deployment)));
    expect(Object.keys(allowed)).toEqual([name]);
  });
});
