import { describe, expect, it } from "vitest";
import { settingsFrom } from "../cdk/settings.ts";
import { production } from "./support/stacks.ts";

const settings = (context: Readonly<Record<string, unknown>>) => settingsFrom((key) => context[key]);

describe("the settings", () => {
  it("need nothing for a synthesis of dev", () => {
    expect(settings({})).toMatchObject({ stage: "dev", keepData: false });
  });

  it("of a production come from the context", () => {
    const { corsOrigins, keepData, tokenIssuer } = settings(production);
    expect(corsOrigins).toEqual(production.corsOrigins.split(","));
    expect([keepData, tokenIssuer]).toEqual([true, production.tokenIssuer]);
  });

  it("refuse an unknown stage and say which there are", () => {
    expect(() => settings({ stage: "prod" })).toThrow(/stage: .*"dev"\|"production".*, not "prod"/);
  });

  it("of a production have to be given, and every fault is named at once", () => {
    const faulty = {
      stage: "production",
      corsOrigins: "https://a.example.org/",
      tokenIssuer: "http://b.example.org",
    };
    expect(() => settings(faulty)).toThrow(/corsOrigins.*tokenIssuer.*tokenKeysUrl.*tokenAudience/s);
  });
});
