import { App, Tags, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import { DataStack } from "./data-stack.ts";
import { ServiceStack } from "./service-stack.ts";
import { settingsFrom } from "./settings.ts";

/** Both stacks of the stage that the context names, under the rules of cdk-nag. */
export function convoca(app: App): { readonly data: DataStack; readonly service: ServiceStack } {
  const settings = settingsFrom((key) => app.node.tryGetContext(key));
  const name = `convoca-${settings.stage}`;
  const data = new DataStack(app, `${name}-data`, { settings });
  const service = new ServiceStack(app, `${name}-service`, { settings, table: data.table });
  Tags.of(app).add("project", "convoca");
  Tags.of(app).add("stage", settings.stage);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return { data, service };
}

if (import.meta.main) convoca(new App());
