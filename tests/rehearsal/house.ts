import type { Deployment } from "./assembly.ts";
import type { Lambda } from "./lambda.ts";
import { isLike } from "./patterns.ts";
import type { Rights } from "./rights.ts";
import type { Role } from "./roles.ts";

export class NotAllowed extends Error {}

/** All that is deployed, and who may do what in it. */
export class House {
  readonly deployment: Deployment;
  readonly rights: Rights;
  readonly lambdas: readonly Lambda[];
  /** What was sent to each queue, by its ARN. */
  readonly queues = new Map<string, unknown[]>();
  /** What was not allowed, in words: a run with any is no pass. */
  readonly refusals: string[] = [];
  /** What functions threw, in words. */
  readonly crashes: string[] = [];
  readonly #roles: ReadonlyMap<string, Role>;

  constructor(parts: {
    deployment: Deployment;
    rights: Rights;
    lambdas: readonly Lambda[];
    roles: readonly Role[];
  }) {
    this.deployment = parts.deployment;
    this.rights = parts.rights;
    this.lambdas = parts.lambdas;
    this.#roles = new Map(parts.roles.map((role) => [role.arn, role]));
  }

  role(arn: string): Role {
    const role = this.#roles.get(arn);
    if (!role) throw new Error(`The templates have no role ${arn}.`);
    return role;
  }

  lambda(arn: string): Lambda {
    const lambda = this.lambdas.find((each) => each.arn === arn);
    if (!lambda) throw new Error(`The templates have no function ${arn}.`);
    return lambda;
  }

  /** By what `Ref` says of it. */
  lambdaOf(ref: string): Lambda {
    const lambda = this.lambdas.find((each) => each.ref === ref || each.arn === ref);
    if (!lambda) throw new Error(`The templates have no function ${ref}.`);
    return lambda;
  }

  /** Throws when this role may not. */
  async mustBeAllowed(roleArn: string, action: string, resource: string): Promise<void> {
    const role = this.role(roleArn);
    if (await this.rights.refused(role, [{ action, resource }])) {
      this.refusals.push(`${role.name}: ${action} on ${resource}`);
      throw new NotAllowed(`${role.name} may not ${action}`);
    }
  }

  /** Throws when no permission of the function lets this service call it from there. */
  mustBePermitted(lambdaArn: string, principal: string, source: string): void {
    const isPermitted = this.deployment
      .all("AWS::Lambda::Permission")
      .some(
        ({ properties, text }) =>
          properties["FunctionName"] === lambdaArn &&
          properties["Action"] === "lambda:InvokeFunction" &&
          properties["Principal"] === principal &&
          isLike(text("SourceArn"), source),
      );
    if (isPermitted) return;
    this.refusals.push(`${principal} calls ${lambdaArn} from ${source}`);
    throw new NotAllowed(`${principal} may not call ${lambdaArn}`);
  }

  /** Puts a message into a queue, as this role. */
  async send(roleArn: string, queueArn: string, message: unknown): Promise<void> {
    this.deployment.one("AWS::SQS::Queue", (queue) => queue.arn() === queueArn);
    await this.mustBeAllowed(roleArn, "sqs:SendMessage", queueArn);
    this.queues.set(queueArn, [...(this.queues.get(queueArn) ?? []), message]);
  }
}
