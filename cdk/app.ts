import { App, Tags, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import { DataStack } from "./data-stack.ts";
import { MailStack } from "./mail-stack.ts";
import { isMailElsewhere } from "./mail.ts";
import { ServiceStack } from "./service-stack.ts";
import { settingsFrom } from "./settings.ts";

interface Stacks {
  readonly data: DataStack;
  readonly service: ServiceStack;
  /** Where mail leaves from a region of its own. */
  readonly mail?: MailStack;
}

/** The stacks of the stage that the context names, under the rules of cdk-nag. */
export function convoca(app: App): Stacks {
  const settings = settingsFrom((key) => app.node.tryGetContext(key));
  const { stage, region } = settings;
  const shared = { settings, ...(region !== undefined && { env: { region } }) };
  const data = new DataStack(app, `convoca-${stage}-data`, shared);
  const mail = isMailElsewhere(settings) ? new MailStack(app, `convoca-${stage}-mail`, shared) : undefined;
  const service = new ServiceStack(app, `convoca-${stage}-service`, {
    ...shared,
    table: data.table,
    signingKeys: data.signingKeys,
    documents: data.documents,
    tokens: data.tokens,
  });
  if (mail) service.addStackDependency(mail, "Functions that send need what they send by");
  Tags.of(app).add("project", "convoca");
  Tags.of(app).add("stage", stage);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return { data, service, ...(mail && { mail }) };
}

if (import.meta.main) convoca(new App());
