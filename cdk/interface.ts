import { Duration, NestedStack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { HttpFunction } from "../lib/api.ts";
import { allTouches } from "../lib/platform/contract.ts";
import type { Gateway } from "./gateway.ts";
import { ServiceFunction } from "./service-function.ts";
import type { Surroundings } from "./service-function.ts";

/** An HTTP API answers 503 by itself after 30 seconds at most: the function says so before. */
const TIMEOUT = Duration.seconds(28);

export interface InterfaceProps extends Surroundings {
  readonly gateway: Gateway;
  readonly functions: readonly HttpFunction[];
}

/** Functions that answer requests, and their routes. */
export class Interface extends NestedStack {
  constructor(scope: Construct, id: string, { gateway, functions, ...surroundings }: InterfaceProps) {
    super(scope, id);
    for (const { name, routes, failure } of functions) {
      const { lambda } = new ServiceFunction(this, name, {
        ...surroundings,
        failure,
        touches: Object.values(routes).map(allTouches),
        uses: Object.values(routes).flatMap(({ uses = [] }) => uses),
        timeout: TIMEOUT,
      });
      gateway.add(this, name, routes, lambda);
    }
  }
}
