import type { HttpAnswer, HttpEvent } from "../../lib/platform/http.ts";
import type { HttpHandler } from "../../lib/platform/serve.ts";
import type { TokenVerifier } from "../../lib/platform/caller.ts";
import { ACCOUNT, REGION } from "./attributes.ts";
import type { Resource } from "./assembly.ts";
import type { House } from "./house.ts";

/** What HTTP API itself answers: not with problem details. */
const own = (statusCode: number, message: string, headers = {}): HttpAnswer => ({
  statusCode,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify({ message }),
});

/** The routes of the templates, each with its authorizer, its integration and the right to call its function. */
export function routesOf(house: House, verify: TokenVerifier): ReadonlyMap<string, HttpHandler> {
  const { deployment } = house;
  const integrations = new Map(
    deployment.all("AWS::ApiGatewayV2::Integration").map((each) => [each.ref(), each.text("IntegrationUri")]),
  );
  const authorizers = new Set(deployment.all("AWS::ApiGatewayV2::Authorizer").map((each) => each.ref()));

  function handlerOf({ text }: Resource): HttpHandler {
    const routeKey = text("RouteKey");
    const integration = integrations.get(text("Target").replace("integrations/", ""));
    const [method = "", path = ""] = routeKey.split(" ");
    const source = `arn:aws:execute-api:${REGION}:${ACCOUNT}:${text("ApiId")}/$default/${method}${path}`;
    return async (event) => {
      if (text("AuthorizationType") === "JWT") {
        if (!authorizers.has(text("AuthorizerId"))) return own(500, "Internal Server Error");
        if (!(await isSignedIn(event, verify)))
          return own(401, "Unauthorized", { "www-authenticate": "Bearer" });
      }
      try {
        const lambda = house.lambda(integration ?? "");
        house.mustBePermitted(lambda.arn, "apigateway.amazonaws.com", source);
        const answer = await lambda.invoke({ version: "2.0", ...event } satisfies HttpEvent & {
          version: string;
        });
        return answer as HttpAnswer;
      } catch {
        return own(500, "Internal Server Error");
      }
    };
  }

  return new Map(
    deployment.all("AWS::ApiGatewayV2::Route").map((route) => [route.text("RouteKey"), handlerOf(route)]),
  );
}

async function isSignedIn({ headers }: HttpEvent, verify: TokenVerifier): Promise<boolean> {
  const [, token] = /^(?:Bearer +)?(\S+)$/i.exec(headers["authorization"] ?? "") ?? [];
  return token !== undefined && (await verify(token)) !== null;
}
