import { describe, expect, it } from "vitest";
import { api } from "../lib/api.ts";
import { production, synthesised } from "./support/stacks.ts";
import type { Resource } from "./support/stacks.ts";

const { service } = synthesised(production);

describe("a route that everyone may call and that costs something", () => {
  const throttled = Object.values(api).flatMap(({ on, throttle }) =>
    throttle ? [[on, throttle] as const] : [],
  );
  const settingsOf = (stage: Resource) => stage.Properties["RouteSettings"];

  it("takes what the chart says, all callers together", () => {
    expect(settingsOf(service.one("AWS::ApiGatewayV2::Stage"))).toEqual(
      Object.fromEntries(
        throttled.map(([on, { perSecond, burst }]) => [
          on,
          { ThrottlingRateLimit: perSecond, ThrottlingBurstLimit: burst },
        ]),
      ),
    );
    expect(throttled.length).toBeGreaterThan(7);
  });

  it("takes no more than the stage as a whole", () => {
    const small = synthesised({ ...production, requestsPerSecond: 3, burst: 4 }).service;
    const limits = Object.values(settingsOf(small.one("AWS::ApiGatewayV2::Stage")) as object);
    expect(limits).toEqual(throttled.map(() => ({ ThrottlingRateLimit: 3, ThrottlingBurstLimit: 4 })));
  });

  it("is there before its limits are: API Gateway refuses those of a route that it does not know", () => {
    const { DependsOn = [] } = service.one("AWS::ApiGatewayV2::Stage");
    expect(DependsOn.filter((id) => /^Registry|^Session/.test(id))).toHaveLength(4);
  });
});
