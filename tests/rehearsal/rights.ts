import { runSimulation } from "@cloud-copilot/iam-simulate";
import { ACCOUNT } from "./attributes.ts";
import type { Policy, Role } from "./roles.ts";

/** One thing that a call asks IAM for. */
export interface Ask {
  /** "dynamodb:GetItem" */
  readonly action: string;
  readonly resource: string;
  /** Partition keys, of a call on the table. */
  readonly leadingKeys?: readonly string[];
  /** Other condition keys. */
  readonly context?: Readonly<Record<string, string>>;
}

/** What was asked for and allowed: leading keys by what they begin with. */
export interface Use {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
  /** "BODY#*", "TOWNS"; of mail who it comes from; "" where there are no keys. */
  readonly keys: string;
}

/** What partition keys begin with is all that policies tell them apart by; a test of the policies holds that. */
export const familyOf = (key: string): string =>
  key.includes("#") ? `${key.slice(0, key.indexOf("#"))}#*` : key;

/** Whether IAM would allow it, as iam-simulate reads the role's policies. */
export async function isAllowed(
  policies: readonly Policy[],
  principal: string,
  { action, resource, leadingKeys, context = {} }: Ask,
): Promise<boolean> {
  const simulated = await runSimulation(
    {
      request: {
        principal,
        action,
        resource: { resource, accountId: ACCOUNT },
        contextVariables: {
          ...context,
          ...(leadingKeys && { "dynamodb:LeadingKeys": [...leadingKeys] }),
        },
      },
      identityPolicies: policies.map((policy, at) => ({ name: `policy ${at}`, policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  return simulated.resultType !== "error" && simulated.overallResult === "Allowed";
}

/** Answers for roles, and keeps what they made use of. */
export class Rights {
  readonly #verdicts = new Map<string, Promise<boolean>>();
  readonly #told: (use: Use) => void;
  readonly #seen = new Set<string>();

  constructor(told: (use: Use) => void) {
    this.#told = told;
  }

  /** The first that is refused, or null when all is allowed. Keys of one family are decided alike. */
  async refused(role: Role, asks: readonly Ask[]): Promise<Ask | null> {
    for (const ask of asks) if (!(await this.#verdict(role, ask))) return ask;
    for (const { action, resource, context, leadingKeys = [context?.["ses:FromAddress"] ?? ""] } of asks)
      for (const keys of new Set(leadingKeys.map(familyOf))) {
        const name = [role.name, action, resource, keys].join(" ");
        if (this.#seen.has(name)) continue;
        this.#seen.add(name);
        this.#told({ role: role.name, action, resource, keys });
      }
    return null;
  }

  #verdict(role: Role, ask: Ask): Promise<boolean> {
    const families = ask.leadingKeys && [...new Set(ask.leadingKeys.map(familyOf))].toSorted();
    const name = JSON.stringify([role.arn, ask.action, ask.resource, families, ask.context]);
    const verdict = this.#verdicts.get(name) ?? isAllowed(role.policies, role.arn, ask);
    this.#verdicts.set(name, verdict);
    return verdict;
  }
}
