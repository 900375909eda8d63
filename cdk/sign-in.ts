import { CfnOutput, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClientIdentityProvider,
} from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledgements.ts";
import type { Settings } from "./settings.ts";

/** Who signs the tokens: API Gateway and `lib/platform/tokens.ts` both ask for exactly this `iss` and `aud`. */
export interface Tokens {
  readonly issuer: string;
  readonly keysUrl: string;
  readonly audience: string;
}

/** A working day: whoever signed in at eight is asked again the next morning. */
const SIGNED_IN = Duration.hours(12);

/**
 * Sign-in where a town brings none of its own. Members need none, their mail has links: who signs in keeps records or
 * reads about people. So an administrator makes every account, and all need an authenticator app; a pool that was made
 * without cannot ask it of everyone later. What tokens may do is data of ours (`lib/platform/caller.ts`), not the pool's.
 */
export class SignIn extends Construct {
  readonly tokens: Tokens;

  constructor(
    scope: Construct,
    id: string,
    { stage, keepData, signInPrefix, signInReturnUrls = [] }: Settings,
  ) {
    super(scope, id);
    const pool = new UserPool(this, "Pool", {
      userPoolName: `convoca-${stage}`,
      featurePlan: FeaturePlan.LITE,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      keepOriginal: { email: true }, // a new address counts once it is proved
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false }, // an SMS has a price, and can be taken over with the number
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      deletionProtection: keepData,
      removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    acknowledge(pool, "AwsSolutions-COG8");
    const client = pool.addClient("Web", {
      // Code and PKCE (RFC 7636): a page has no place for a secret.
      generateSecret: false,
      authFlows: { userSrp: false }, // nobody but the sign-in page takes passwords: only a refresh is left
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [...signInReturnUrls],
        logoutUrls: [...signInReturnUrls],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: SIGNED_IN,
      enableTokenRevocation: true,
      preventUserExistenceErrors: true,
    });
    const { region, account } = Stack.of(this);
    // One name in a whole region of AWS: with the account in it, nobody else has it.
    const prefix = signInPrefix ?? `convoca-${stage}-${account}`;
    const page = pool.addDomain("Page", { cognitoDomain: { domainPrefix: prefix } });

    const issuer = `https://cognito-idp.${region}.amazonaws.com/${pool.userPoolId}`;
    // Its access tokens name the audience `client_id`; API Gateway and `lib/platform/tokens.ts` take that, too.
    this.tokens = { issuer, keysUrl: `${issuer}/.well-known/jwks.json`, audience: client.userPoolClientId };
    const output = (name: string, value: string, description: string): CfnOutput =>
      new CfnOutput(Stack.of(this), name, { value, description });
    output(
      "SignInIssuer",
      issuer,
      "The `issuer` of whoever signs in; in the pool of this name accounts are made",
    );
    output("SignInClient", client.userPoolClientId, "The `client_id` of web clients");
    output(
      "SignInPage",
      page.baseUrl(),
      "Where web clients send people to sign in: /oauth2/authorize, with PKCE",
    );
  }
}
