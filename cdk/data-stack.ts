import { CfnOutput, RemovalPolicy, Stack } from "aws-cdk-lib";
import type { StackProps } from "aws-cdk-lib";
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from "aws-cdk-lib/aws-dynamodb";
import type { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import { tableDefinition } from "../lib/table.ts";
import { documentBucket } from "./document-bucket.ts";
import type { DocumentBucket } from "./document-bucket.ts";
import { isMailElsewhere, Mail } from "./mail.ts";
import type { Settings } from "./settings.ts";
import { SignIn } from "./sign-in.ts";
import type { Tokens } from "./sign-in.ts";
import { signingKeys } from "./signing-keys.ts";

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** What must survive: the table, with the keys and indexes of `lib/table.ts`, the documents, the signing keys, the domain of the mail, who may sign in. */
export class DataStack extends Stack {
  readonly table: Table;
  readonly signingKeys: Secret;
  readonly documents: DocumentBucket;
  readonly tokens: Tokens;

  constructor(
    scope: Construct,
    id: string,
    { settings, ...props }: StackProps & { readonly settings: Settings },
  ) {
    super(scope, id, { terminationProtection: settings.keepData, ...props });
    const { partitionKey, sortKey, timeToLive, indexes, projection } = tableDefinition;
    // Table, not TableV2: cdk-nag 3 looks for point-in-time recovery only on AWS::DynamoDB::Table.
    this.table = new Table(this, "Table", {
      partitionKey: text(partitionKey),
      sortKey: text(sortKey),
      timeToLiveAttribute: timeToLive,
      billingMode: BillingMode.PAY_PER_REQUEST,
      // AWS's own key: no price, no call to KMS on a read, nothing to lose. A key of ours would serve to take the data
      // from people who may administer the table but not the key; this service has no such people. It can be
      // changed in place.
      encryption: TableEncryption.DEFAULT,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: settings.keepData,
      removalPolicy: settings.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      // Keys only, so that the stream carries no personal data.
      stream: StreamViewType.KEYS_ONLY,
    });
    for (const [indexName, keys] of Object.entries(indexes))
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: text(keys.partitionKey),
        sortKey: text(keys.sortKey),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...projection],
      });
    this.signingKeys = signingKeys(this, settings);
    this.documents = documentBucket(this, settings);
    this.tokens = issuerIn(settings) ?? new SignIn(this, "SignIn", settings).tokens;
    if (!isMailElsewhere(settings)) new Mail(this, "Mail", settings);
    new CfnOutput(this, "TableName", { value: this.table.tableName });
  }
}

/** The issuer that the settings name. */
const issuerIn = ({ tokenIssuer, tokenKeysUrl, tokenAudience }: Settings): Tokens | undefined =>
  tokenIssuer !== undefined && tokenKeysUrl !== undefined && tokenAudience !== undefined
    ? { issuer: tokenIssuer, keysUrl: tokenKeysUrl, audience: tokenAudience }
    : undefined;
