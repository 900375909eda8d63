import { RemovalPolicy } from "aws-cdk-lib";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledgements.ts";
import type { Settings } from "./settings.ts";

/**
 * What `lib/platform/secrets.ts` reads, with its first key. Whoever rotates adds a key and names it `current`; old ones stay,
 * for the seals made with them are on record. CloudFormation makes a new value, without them, when anything of
 * `generateSecretString` is changed: never change it.
 */
export function signingKeys(scope: Construct, { keepData }: Settings): Secret {
  const secret = new Secret(scope, "SigningKeys", {
    description: "The keys that sign the links of members and seal the ledger, by name",
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ current: "k1" }),
      generateStringKey: "k1",
      passwordLength: 64,
      excludePunctuation: true,
    },
    removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  acknowledge(secret, "AwsSolutions-SMG4");
  return secret;
}
