import { describe, expect, it } from "vitest";
import { functions, production, synthesised, withoutIssuer } from "./support/stacks.ts";

const { data, service, warnings } = synthesised({
  ...withoutIssuer,
  signInReturnUrls: "https://plens.example.org/back",
});

/** Where the one user pool that signs them is, by parts of the template. */
const ISSUER =
  /"https:\/\/cognito-idp\.",\{"Ref":"AWS::Region"\},"\.amazonaws\.com\/",\{"Fn::ImportValue":"[^"]*RefSignInPool/;

describe("sign-in, where the settings name none", () => {
  it("is a user pool that outlives the stack", () => {
    expect(data.one("AWS::Cognito::UserPool")).toMatchObject({
      DeletionPolicy: "Retain",
      Properties: { DeletionProtection: "ACTIVE", UserPoolTier: "LITE" },
    });
    expect(warnings).toEqual([]);
  });

  it("has accounts that an administrator makes, by mail address, however it is written", () => {
    expect(data.one("AWS::Cognito::UserPool").Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      UsernameAttributes: ["email"],
      UsernameConfiguration: { CaseSensitive: false },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "verified_email" }] },
    });
  });

  it("asks everyone for an authenticator app beside a long password", () => {
    expect(data.one("AWS::Cognito::UserPool").Properties).toMatchObject({
      MfaConfiguration: "ON",
      EnabledMfas: ["SOFTWARE_TOKEN_MFA"],
      Policies: { PasswordPolicy: { MinimumLength: 12, RequireNumbers: true, RequireSymbols: true } },
    });
  });

  it("gives pages tokens for an hour, by code, without a secret, and sends people back to the settings' pages alone", () => {
    const { Properties } = data.one("AWS::Cognito::UserPoolClient");
    expect(Properties).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid"],
      CallbackURLs: ["https://plens.example.org/back"],
      LogoutURLs: ["https://plens.example.org/back"],
      AccessTokenValidity: 60,
      RefreshTokenValidity: 720,
      TokenValidityUnits: { AccessToken: "minutes", RefreshToken: "minutes" },
      PreventUserExistenceErrors: "ENABLED",
      EnableTokenRevocation: true,
      // No password ever passes through a page of anybody else.
      ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
    });
  });

  it("is what the interface and every function believe", () => {
    const { JwtConfiguration } = service.one("AWS::ApiGatewayV2::Authorizer").Properties as {
      JwtConfiguration: { Issuer: unknown; Audience: unknown[] };
    };
    const audience = { "Fn::ImportValue": expect.stringContaining("RefSignInPoolWeb") as string };
    expect(JSON.stringify(JwtConfiguration.Issuer)).toMatch(ISSUER);
    expect(JwtConfiguration.Audience).toEqual([audience]);
    for (const { name } of functions) {
      const { Environment } = service.one("AWS::Lambda::Function", `${name}Function`).Properties;
      const { Variables } = Environment as { Variables: Record<string, unknown> };
      expect(Variables).toMatchObject({ TOKEN_ISSUER: JwtConfiguration.Issuer, TOKEN_AUDIENCE: audience });
      expect(JSON.stringify(Variables["TOKEN_KEYS_URL"])).toContain("/.well-known/jwks.json");
    }
  });
});

it("no user pool is made where the settings name who signs the tokens", () => {
  expect(synthesised(production).data.all("AWS::Cognito::UserPool")).toEqual([]);
});
