import { BootstraplessSynthesizer, Stack } from "aws-cdk-lib";
import type { IStackSynthesizer, StackProps } from "aws-cdk-lib";
import { CfnBudget } from "aws-cdk-lib/aws-budgets";
import type { Construct } from "constructs";
import type { Settings } from "./settings.ts";

/** In per cent of the budget: what the month will come to, while something can be done, and what it has come to. */
const TOLD_AT = [
  { notificationType: "FORECASTED", threshold: 80 },
  { notificationType: "ACTUAL", threshold: 100 },
] as const;

export interface BudgetStackProps extends StackProps {
  readonly settings: Settings;
  readonly email: string;
}

/**
 * Tells whoever is told of alarms what the account costs. All of it: a budget of what bears our tag sees nothing, and says
 * nothing, until somebody activates that tag for the whole organisation. Budgets are of no region, and CloudFormation makes
 * them in some only; so it is where they always are, without what `cdk bootstrap` would have to put there.
 */
export class BudgetStack extends Stack {
  constructor(scope: Construct, id: string, { settings, email, ...props }: BudgetStackProps) {
    super(scope, id, {
      ...props,
      env: { ...props.env, region: "us-east-1" },
      synthesizer: new BootstraplessSynthesizer() as IStackSynthesizer,
    });
    const { stage, monthlyBudgetUsd } = settings;
    new CfnBudget(this, "Budget", {
      budget: {
        budgetName: `convoca-${stage}`,
        budgetType: "COST",
        timeUnit: "MONTHLY",
        budgetLimit: { amount: monthlyBudgetUsd, unit: "USD" },
      },
      notificationsWithSubscribers: TOLD_AT.map((at) => ({
        notification: { ...at, thresholdType: "PERCENTAGE", comparisonOperator: "GREATER_THAN" },
        subscribers: [{ subscriptionType: "EMAIL", address: email }],
      })),
    });
  }
}
