import type { Deployment, Resource } from "./assembly.ts";
import type { Json } from "./intrinsics.ts";

/** A statement of a policy, as the templates have it. */
export interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Json;
}
export interface Policy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/** Who acts on AWS for us, and what it may. */
export interface Role {
  /** As the docs name it: of a function its entry file, of a schedule "schedule extend-series". */
  readonly name: string;
  readonly arn: string;
  readonly policies: readonly Policy[];
}

/** Every role of a deployment, with the policies that stand in it and those that are put on it. */
export function rolesOf(deployment: Deployment): readonly Role[] {
  const attached = deployment.all("AWS::IAM::Policy");
  return deployment.all("AWS::IAM::Role").map((role) => ({
    name: spoken(role),
    arn: role.arn(),
    policies: [
      ...((role.properties["Policies"] ?? []) as unknown as readonly { PolicyDocument: Policy }[]),
      ...attached
        .filter(({ properties }) => (properties["Roles"] as readonly string[]).includes(role.ref()))
        .map(({ properties }) => properties as unknown as { PolicyDocument: Policy }),
    ].map(({ PolicyDocument }) => PolicyDocument),
  }));
}

function spoken({ path }: Resource): string {
  const parts = path.split("/");
  const [schedule] = /^(.+)-role$/.exec(parts.at(-2) ?? "")?.slice(1) ?? [];
  return schedule === undefined ? (parts.at(-3) ?? path) : `schedule ${schedule}`;
}
