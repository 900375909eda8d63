import { describe, expect, it } from "vitest";
import { settingsFrom } from "../cdk/settings.ts";
import { production, withoutIssuer } from "./support/stacks.ts";

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
    expect(() => settings({ stage: "prod" })).toThrow(
      /stage: .*"dev"\|"staging"\|"production".*, not "prod"/,
    );
  });

  it("of a production have to be given, and every fault is named at once", () => {
    const faulty = {
      stage: "production",
      corsOrigins: "https://a.example.org/",
      tokenIssuer: "http://b.example.org",
    };
    expect(() => settings(faulty)).toThrow(/corsOrigins.*tokenIssuer.*tokenKeysUrl.*tokenAudience/s);
  });

  it("name one sign-in, whole, or leave it to a user pool that knows where to send people back to", () => {
    const { tokenIssuer, tokenKeysUrl, tokenAudience } = production;
    const own = withoutIssuer;
    expect(() => settings({ ...own, tokenIssuer })).toThrow(
      /^ {2}tokenKeysUrl: has to be given, too.*\n {2}tokenAudience: has to be given, too/m,
    );
    expect(() => settings({ ...own, tokenKeysUrl, tokenAudience })).toThrow("  tokenIssuer: has to be given");
    expect(() => settings(own)).toThrow("  signInReturnUrls: has to be given where no tokenIssuer is");
    const signInReturnUrls = "https://plens.example.org/,http://localhost:8080/back";
    expect(settings({ ...own, signInReturnUrls }).signInReturnUrls).toEqual(signInReturnUrls.split(","));
    for (const wrong of ["http://plens.example.org/", "https://plens.example.org/#in"])
      expect(() => settings({ ...own, signInReturnUrls: wrong })).toThrow(
        "signInReturnUrls.0: must be an https",
      );
    expect(() => settings({ ...own, signInReturnUrls, signInPrefix: "plens-aws" })).toThrow(
      "signInPrefix: is not",
    );
  });

  const domainName = "plens.example.org";
  const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/0a1b";
  it.each([
    [{ domainName }, "certificateArn: has to be given, too"],
    [{ certificateArn }, "domainName: has to be given, too"],
    [{ domainName: "https://plens.example.org", certificateArn }, "domainName: must be a name"],
    [{ domainName, certificateArn: certificateArn.replace("us-east-1", "eu-west-1") }, "in us-east-1"],
    [
      { domainName, certificateArn, publicUrl: "https://a.example.org" },
      "publicUrl: is what domainName says",
    ],
    [{ monthlyBudgetUsd: "0" }, "monthlyBudgetUsd: "],
  ])("refuse %j", (given, fault) => {
    expect(() => settings({ ...production, ...given })).toThrow(fault);
  });

  it("know that another region for mail can only be told from a main one", () => {
    expect(() => settings({ mailRegion: "eu-west-1" })).toThrow(/region: has to be given, too/);
    expect(() => settings({ stage: "production", mailRegion: "eu-west-1" })).toThrow(
      /mailSender: is not given.*region: has to be given, too/s,
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
