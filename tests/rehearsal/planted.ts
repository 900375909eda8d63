import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Resource {
  readonly Type: string;
  Properties: Record<string, unknown>;
}
type Resources = Record<string, Resource>;

/** Changes a resource, or takes it away by giving back nothing. */
export type Fault = (resource: Resource) => Resource | undefined;

/** A copy of an assembly in another folder, with a fault in what a template says of one resource. Throws if there is none such. */
export function withFault(
  assembly: string,
  folder: string,
  isIt: (of: Resource, id: string) => boolean,
  fault: Fault,
): string {
  mkdirSync(folder, { recursive: true });
  let planted = 0;
  for (const name of readdirSync(assembly)) {
    if (!name.endsWith(".template.json")) {
      if (name.startsWith("asset.")) symlinkSync(join(assembly, name), join(folder, name));
      else cpSync(join(assembly, name), join(folder, name));
      continue;
    }
    const template = JSON.parse(readFileSync(join(assembly, name), "utf8")) as { Resources: Resources };
    const resources = Object.entries(template.Resources).flatMap(([id, resource]) => {
      if (!isIt(resource, id)) return [[id, resource] as const];
      planted++;
      const changed = fault(resource);
      return changed ? [[id, changed] as const] : [];
    });
    writeFileSync(
      join(folder, name),
      JSON.stringify({ ...template, Resources: Object.fromEntries(resources) }),
    );
  }
  if (planted !== 1) throw new Error(`${planted} faults were planted, not one.`);
  return folder;
}

/** The route with this key is not in the templates. */
export const withoutRoute = (assembly: string, folder: string, routeKey: string): string =>
  withFault(
    assembly,
    folder,
    ({ Type, Properties }) => Type === "AWS::ApiGatewayV2::Route" && Properties["RouteKey"] === routeKey,
    () => undefined,
  );

/** A variable of a function's environment has another name. */
export const withVariableRenamed = (assembly: string, folder: string, lambda: string, name: string): string =>
  withFault(
    assembly,
    folder,
    ({ Type }, id) => Type === "AWS::Lambda::Function" && id.startsWith(lambda.replaceAll("-", "")),
    (resource) => {
      const { Variables } = resource.Properties["Environment"] as { Variables: Record<string, unknown> };
      const { [name]: value, ...rest } = Variables;
      return {
        ...resource,
        Properties: { ...resource.Properties, Environment: { Variables: { ...rest, [`${name}S`]: value } } },
      };
    },
  );

/** A function's role is not granted an action. */
export const withoutGrant = (assembly: string, folder: string, lambda: string, action: string): string =>
  withFault(
    assembly,
    folder,
    ({ Type }, id) => Type === "AWS::IAM::Policy" && id.startsWith(`${lambda.replaceAll("-", "")}Role`),
    (resource) => {
      const document = resource.Properties["PolicyDocument"] as {
        Statement: { Action: string | string[] }[];
      };
      const Statement = document.Statement.filter(({ Action }) => ![Action].flat().includes(action));
      return {
        ...resource,
        Properties: { ...resource.Properties, PolicyDocument: { ...document, Statement } },
      };
    },
  );
