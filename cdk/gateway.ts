import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import type { CfnStage } from "aws-cdk-lib/aws-apigatewayv2";
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { api, cors } from "../lib/api.ts";
import type { Routes } from "../lib/platform/contract.ts";
import { acknowledge } from "./acknowledgements.ts";
import type { Settings } from "./settings.ts";
import type { Tokens } from "./sign-in.ts";

/** No address of the caller: the log is for faults, and an IP address is personal data (GDPR, recital 30). */
const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    at: "$context.requestTime",
    requestId: "$context.requestId",
    route: "$context.routeKey",
    status: "$context.status",
    milliseconds: "$context.responseLatency",
    bytes: "$context.responseLength",
    refusedToken: "$context.authorizer.error",
    error: "$context.integrationErrorMessage",
  }),
);

/** What each of the chart's throttled routes takes, as CloudFormation spells it: never more than the stage as a whole. */
const routeSettings = ({ requestsPerSecond, burst }: Settings) =>
  Object.fromEntries(
    Object.values(api).flatMap(({ on, throttle }) =>
      throttle
        ? [
            [
              on,
              {
                ThrottlingRateLimit: Math.min(throttle.perSecond, requestsPerSecond),
                ThrottlingBurstLimit: Math.min(throttle.burst, burst),
              },
            ],
          ]
        : [],
    ),
  );

/** The HTTP API in front of the functions. It has the routes that it is given, and no others. */
export class Gateway extends Construct {
  readonly api: HttpApi;
  private readonly tokens: HttpJwtAuthorizer;
  private readonly stage: HttpStage;

  constructor(scope: Construct, id: string, settings: Settings, { issuer, audience }: Tokens) {
    super(scope, id);
    this.tokens = new HttpJwtAuthorizer("Tokens", issuer, {
      jwtAudience: [audience],
    });
    this.api = new HttpApi(this, "Api", {
      apiName: `convoca-${settings.stage}`,
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: settings.corsOrigins,
        allowMethods: cors.methods.map((method) => CorsHttpMethod[method]),
        allowHeaders: [...cors.allowHeaders],
        exposeHeaders: [...cors.exposeHeaders],
        maxAge: Duration.seconds(cors.maxAgeSeconds),
      },
    });
    const accessLog = new LogGroup(this, "AccessLog", {
      retention: settings.logRetentionDays,
      removalPolicy: settings.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.stage = new HttpStage(this, "Stage", {
      httpApi: this.api,
      stageName: "$default",
      autoDeploy: true,
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: ACCESS_LOG },
      throttle: { rateLimit: settings.requestsPerSecond, burstLimit: settings.burst },
    });
    (this.stage.node.defaultChild as CfnStage).routeSettings = routeSettings(settings);
  }

  /**
   * Hands these routes to a function, in its stack. Where everyone may, a token is not looked at here even if it is welcome: this
   * authorizer would refuse whoever has none. The function verifies it.
   */
  add(scope: Construct, name: string, routes: Routes, handler: IFunction): void {
    // A stage with settings of a route that is not there yet is refused.
    this.stage.node.addDependency(scope);
    // One permission a function instead of one a route: a stack holds 500 resources.
    const integration = new HttpLambdaIntegration(name, handler, { scopePermissionToRoute: false });
    for (const [operation, { on, allow }] of Object.entries(routes)) {
      const isPublic = allow === "everyone";
      const route = new HttpRoute(scope, operation, {
        httpApi: this.api,
        routeKey: HttpRouteKey.with(on.slice(on.indexOf("/")), HttpMethod[methodOf(on)]),
        integration,
        ...(!isPublic && { authorizer: this.tokens }),
      });
      if (isPublic) acknowledge(route, "AwsSolutions-APIG4");
    }
  }
}

type Method = Exclude<keyof typeof HttpMethod, "ANY">;
const methodOf = (on: string): Method => on.slice(0, on.indexOf(" ")) as Method;
