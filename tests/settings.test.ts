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

  it("know that another region for mail can only be told from a main one", () => {
    expect(() => settings({ mailRegion: "eu-west-1" })).toThrow(/region: has to be given, too/);
    expect(() => settings({ stage: "production", mailRegion: "eu-west-1" })).toThrow(
      /tokenIssuer: is not given.*region: has to be given, too/s,
    );
    expect(settings({ region: "eu-south-2", mailRegion: "eu-west-1" })).toMatchObject({
      mailRegion: "eu-west-1",
    });
    expect(() => settings({ region: "Spain" })).toThrow(
      'region: must be a region, like eu-west-1, not "Spain"',
    );
  });

  it("take one address as the sender, and an address of links that browsers trust", () => {
    expect(settings({ mailSender: "Plens@Convoca.example.org" }).mailSender).toBe(
      "plens@convoca.example.org",
    );
    expect(() => settings({ mailSender: "convoca.example.org", publicUrl: "http://a.example.org" })).toThrow(
      /mailSender.*publicUrl/s,
    );
  });
});
