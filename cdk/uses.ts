import type { Stack } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Service } from "../lib/platform/contract.ts";
import type { DocumentBucket } from "./document-bucket.ts";
import { configurationSetOf, domainOf } from "./mail.ts";
import type { Settings } from "./settings.ts";

/** What the services beside the table are reached by. */
export interface Services {
  readonly settings: Settings;
  readonly signingKeys: Secret;
  readonly documents: DocumentBucket;
  /** What links in mail and on paper begin with. */
  readonly publicUrl: string;
}

/** What a function that uses a service finds in its environment, by the names that its port reads, and may do. */
interface Use {
  readonly environment: Readonly<Record<string, string>>;
  readonly statement: PolicyStatement;
  /** The resource of the statement as findings name it, where it stands for many. */
  readonly wildcard?: string;
}

const DOCUMENT_KEYS = "towns/*/documents/*";

/** A right on the bytes of documents, under the keys of `lib/documents/store.ts` and no others. */
const onFiles =
  (action: string) =>
  ({ documents }: Services): Use => ({
    environment: { DOCUMENTS_BUCKET: documents.name },
    statement: new PolicyStatement({ actions: [action], resources: [`${documents.arn}/${DOCUMENT_KEYS}`] }),
    wildcard: `${documents.arnExport}/${DOCUMENT_KEYS}`,
  });

const uses: Readonly<Record<Service, (services: Services, stack: Stack) => Use>> = {
  mail({ settings, publicUrl }, stack) {
    const region = settings.mailRegion ?? stack.region;
    const ours = (resource: string, resourceName: string): string =>
      stack.formatArn({ service: "ses", region, resource, resourceName });
    return {
      environment: {
        PUBLIC_URL: publicUrl,
        MAIL_SENDER: settings.mailSender,
        MAIL_REGION: region,
        MAIL_CONFIGURATION_SET: configurationSetOf(settings),
      },
      statement: new PolicyStatement({
        // The one is the operation of SES v2; for raw content it is the other that is asked for.
        actions: ["ses:SendEmail", "ses:SendRawEmail"],
        resources: [
          ours("identity", domainOf(settings)),
          ours("configuration-set", configurationSetOf(settings)),
        ],
        conditions: { StringEquals: { "ses:FromAddress": settings.mailSender } },
      }),
    };
  },
  keys({ signingKeys, publicUrl }) {
    const { secretArn } = signingKeys;
    return {
      environment: { PUBLIC_URL: publicUrl, SIGNING_KEYS_SECRET: secretArn },
      statement: new PolicyStatement({
        actions: ["secretsmanager:GetSecretValue"],
        resources: [secretArn],
      }),
    };
  },
  "files-get": onFiles("s3:GetObject"),
  "files-put": onFiles("s3:PutObject"),
  "files-delete": onFiles("s3:DeleteObject"),
};

export const usesOf = (services: Services, used: readonly Service[], stack: Stack): readonly Use[] =>
  [...new Set(used)].toSorted().map((service) => uses[service](services, stack));
