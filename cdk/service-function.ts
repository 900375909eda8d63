import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { MathExpression, Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { IAlarmAction, MetricOptions } from "aws-cdk-lib/aws-cloudwatch";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Function, LoggingFormat, Runtime } from "aws-cdk-lib/aws-lambda";
import { FilterPattern, LogGroup, MetricFilter } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { Service, Touches } from "../lib/platform/contract.ts";
import { acknowledge, acknowledgeWildcard } from "./acknowledgements.ts";
import { alarmOn } from "./alarm.ts";
import { bundled } from "./bundle.ts";
import { grantsFor } from "./grants.ts";
import type { Tokens } from "./sign-in.ts";
import type { ServiceTable } from "./restored-table.ts";
import { usesOf } from "./uses.ts";
import type { Settings } from "./settings.ts";
import type { Services } from "./uses.ts";

/** 512 MB is 0.29 of a processor: the start-up of a function is bound by it, a request is not. */
const MEMORY_MB = 512;

/** What all functions share. */
export interface Surroundings extends Services {
  readonly table: ServiceTable;
  readonly tokens: Tokens;
  readonly alarms: IAlarmAction;
}

export interface ServiceFunctionProps extends Surroundings {
  /** What users notice when it fails, in words: the description of its alarm. */
  readonly failure: string;
  readonly touches: readonly Touches[];
  readonly uses: readonly Service[];
  readonly timeout: Duration;
}

/** The error lines of a function's log, counted. */
export const loggedErrors = ({ stage }: Settings, name: string, options: MetricOptions): Metric =>
  new Metric({ namespace: `Convoca/${stage}`, metricName: `${name} errors`, ...options });

/** One Lambda of the chart, named after its entry file: code, rights, environment, log and alarm. */
export class ServiceFunction extends Construct {
  readonly lambda: Function;

  constructor(scope: Construct, name: string, props: ServiceFunctionProps) {
    super(scope, name);
    const { settings, table, tokens, touches, timeout } = props;
    const uses = usesOf(props, props.uses, Stack.of(this));
    const logGroup = new LogGroup(this, "Log", {
      retention: settings.logRetentionDays,
      removalPolicy: settings.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    logGroup.grantWrite(role);
    for (const statement of grantsFor(table, touches)) role.addToPolicy(statement);
    for (const { statement, wildcard } of uses) {
      role.addToPolicy(statement);
      if (wildcard !== undefined) acknowledgeWildcard(role, wildcard);
    }

    this.lambda = new Function(this, "Function", {
      code: bundled(name),
      handler: "index.handler",
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: MEMORY_MB,
      timeout,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      // Not among them NODE_COMPILE_CACHE: a function starts with an empty /tmp, and Node fills the cache as it ends.
      environment: {
        TABLE_NAME: table.tableName,
        TOKEN_ISSUER: tokens.issuer,
        TOKEN_KEYS_URL: tokens.keysUrl,
        TOKEN_AUDIENCE: tokens.audience,
        ...Object.assign({}, ...uses.map(({ environment }) => environment)),
      },
    });
    acknowledge(this.lambda, "Serverless-LambdaTracing", "Serverless-LambdaDLQ");
    this.alarm(name, logGroup, props);
  }

  /**
   * A function of the interface answers 500 and does not crash, so Lambda's own count of errors stays at none: the
   * error lines of its log count as well.
   */
  private alarm(name: string, logGroup: LogGroup, { settings, failure, alarms }: ServiceFunctionProps): void {
    const period = Duration.minutes(5);
    const logged = loggedErrors(settings, name, { period, statistic: "Sum" });
    new MetricFilter(this, "ErrorLines", {
      logGroup,
      filterPattern: FilterPattern.any(
        FilterPattern.stringValue("$.level", "=", "error"),
        // Lambda may overwrite `level` with INFO in a line that has no timestamp of its own.
        FilterPattern.exists("$.error"),
      ),
      metricNamespace: logged.namespace,
      metricName: logged.metricName,
    });
    const crashed = this.lambda.metricErrors({ period });
    const errors = new MathExpression({
      expression: "FILL(crashed, 0) + FILL(logged, 0)",
      usingMetrics: { crashed, logged },
      label: `${name}: errors`,
      period,
    });
    alarmOn(this, "Alarm", { words: failure, metric: errors, threshold: 1, alarms });
  }
}
