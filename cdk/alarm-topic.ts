import { RemovalPolicy, Stack } from "aws-cdk-lib";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledgements.ts";

/**
 * Where alarms go. The key has to be ours: CloudWatch may not use AWS's own key for SNS, and an alarm that cannot
 * publish fails in silence. A topic policy of ours (TLS only) replaces the default one, so CloudWatch is named in it.
 */
export class AlarmTopic extends Construct {
  readonly action: SnsAction;

  constructor(scope: Construct, id: string, email: string | undefined) {
    super(scope, id);
    const key = new Key(this, "Key", {
      description: "Alarms on their way to the operator",
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const topic = new Topic(this, "Topic", { masterKey: key, enforceSSL: true, displayName: "Convoca" });
    const alarms = new ServicePrincipal("cloudwatch.amazonaws.com");
    const { account } = Stack.of(this);
    const conditions = { StringEquals: { "aws:SourceAccount": account } };
    const statement = (actions: string[], resources: string[]) =>
      new PolicyStatement({ principals: [alarms], actions, resources, conditions });
    key.addToResourcePolicy(statement(["kms:Decrypt", "kms:GenerateDataKey*"], ["*"]));
    topic.addToResourcePolicy(statement(["sns:Publish"], [topic.topicArn]));
    if (email !== undefined)
      acknowledge(topic.addSubscription(new EmailSubscription(email)), "Serverless-SNSRedrivePolicy");
    this.action = new SnsAction(topic);
  }
}
