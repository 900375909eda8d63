import { CfnOutput, Stack } from "aws-cdk-lib";
import type { NestedStack, StackProps } from "aws-cdk-lib";
import type { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import { httpFunctions } from "../lib/api.ts";
import { writes } from "../lib/platform/contract.ts";
import { AlarmTopic } from "./alarm-topic.ts";
import type { DocumentBucket } from "./document-bucket.ts";
import { Edge } from "./edge.ts";
import { Gateway } from "./gateway.ts";
import { Interface } from "./interface.ts";
import { watchReputation } from "./mail-alarms.ts";
import { isMailElsewhere } from "./mail.ts";
import { watchService } from "./service-alarms.ts";
import { tableFor } from "./restored-table.ts";
import type { ServiceTable } from "./restored-table.ts";
import type { Settings } from "./settings.ts";
import type { Tokens } from "./sign-in.ts";
import { Work } from "./work.ts";

export interface ServiceStackProps extends StackProps {
  readonly settings: Settings;
  readonly table: ServiceTable;
  readonly signingKeys: Secret;
  readonly documents: DocumentBucket;
  readonly tokens: Tokens;
}

const NAMES = { registry: "Registry", sessions: "Session" } as const;

/**
 * What can be thrown away and made again: the functions of the charts, and what calls them. A stack holds 500 resources, so
 * they are in stacks within this one, by part of the chart, reads and changes apart, and one for what works by itself: they go out together or not at all, know of each other only what is here, and
 * export nothing, so that none can hold up another.
 */
export class ServiceStack extends Stack {
  readonly parts: readonly NestedStack[];

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    const { settings, table: own, signingKeys, documents, tokens, ...rest } = props;
    super(scope, id, { terminationProtection: settings.keepData, ...rest });
    const table = tableFor(this, settings, own);
    const alarms = new AlarmTopic(this, "Alarms", settings.alarmEmail).action;
    const gateway = new Gateway(this, "Gateway", settings, tokens);
    const edge = new Edge(this, "Edge", { settings, api: gateway.api });
    const publicUrl = settings.publicUrl ?? edge.url;
    watchService(this, { api: gateway.api, table, alarms });
    if (!isMailElsewhere(settings)) watchReputation(this, alarms);

    const surroundings = { settings, table, signingKeys, documents, tokens, publicUrl, alarms };
    const interfaces = Map.groupBy(
      httpFunctions,
      ({ part, routes }) => `${NAMES[part]}${Object.values(routes).some(writes) ? "Changes" : "Reads"}`,
    );
    const work = new Work(this, "Work", {
      ...surroundings,
      api: gateway.api,
      distribution: edge.distribution,
    });
    this.parts = [
      ...[...interfaces].map(
        ([name, functions]) => new Interface(this, name, { ...surroundings, gateway, functions }),
      ),
      work,
    ];

    new CfnOutput(this, "Url", { value: publicUrl });
  }
}
