import { describe, expect, it } from "vitest";
import { api, cors } from "../lib/api.ts";
import { answerWith } from "../lib/platform/http.ts";
import { production, synthesised } from "./support/stacks.ts";
import type { Resource } from "./support/stacks.ts";

const { service } = synthesised(production);
const given = expect.anything() as unknown;

const settingsOf = (stage: Resource) => stage.Properties["RouteSettings"];

describe("a route that everyone may call and that costs something", () => {
  const throttled = Object.values(api).flatMap(({ on, throttle }) =>
    throttle ? [[on, throttle] as const] : [],
  );

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

const front = ({ one }: typeof service) =>
  one("AWS::CloudFront::Distribution").Properties["DistributionConfig"];

describe("the front", () => {
  it("keeps what an answer says, and what a token shows for nobody else", () => {
    const { CachePolicyConfig } = service.one("AWS::CloudFront::CachePolicy").Properties;
    expect(CachePolicyConfig).toMatchObject({
      // With a minimum CloudFront would keep what says no-store, and with a default what says nothing.
      MinTTL: 0,
      DefaultTTL: 0,
      MaxTTL: expect.any(Number) as number,
      ParametersInCacheKeyAndForwardedToOrigin: {
        HeadersConfig: { HeaderBehavior: "whitelist", Headers: ["Authorization", "Origin"] },
        QueryStringsConfig: { QueryStringBehavior: "all" },
        CookiesConfig: { CookieBehavior: "none" },
      },
    });
    const longest = Math.max(...Object.values(api).map(({ cacheSeconds = 0 }) => cacheSeconds));
    expect((CachePolicyConfig as { MaxTTL: number }).MaxTTL).toBeGreaterThanOrEqual(longest);
  });

  it("keeps no failure, which CloudFront does for ten seconds by itself", () => {
    const { CustomErrorResponses: kept } = front(service) as {
      CustomErrorResponses: { ErrorCode: number; ErrorCachingMinTTL: number }[];
    };
    expect(kept.map(({ ErrorCode }) => ErrorCode)).toEqual([
      400, 403, 404, 405, 414, 500, 501, 502, 503, 504,
    ]);
    expect(new Set(kept.map((each) => each.ErrorCachingMinTTL))).toEqual(new Set([0]));
  });

  it("hands every method on to the interface, over TLS, and logs nobody's address", () => {
    expect(front(service)).toMatchObject({
      HttpVersion: "http2and3",
      IPV6Enabled: true,
      DefaultCacheBehavior: {
        AllowedMethods: expect.arrayContaining(cors.methods.map(String)) as string[],
        ViewerProtocolPolicy: "redirect-to-https",
        Compress: true,
        CachePolicyId: { Ref: given },
        // All that a reader sends, but the host.
        OriginRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
        ResponseHeadersPolicyId: { Ref: given },
      },
      Origins: [
        { CustomOriginConfig: { OriginProtocolPolicy: "https-only", OriginSSLProtocols: ["TLSv1.2"] } },
      ],
    });
    expect(front(service)).not.toHaveProperty("Logging");
    expect(JSON.stringify(front(service))).toMatch(/"DomainName":.*"GatewayApi\w+","ApiEndpoint"/);
  });

  it("adds what answers of API Gateway lack, and lets pages keep a policy of their own", () => {
    const own = answerWith(200, "application/json", "{}").headers;
    const { ResponseHeadersPolicyConfig } = service.one("AWS::CloudFront::ResponseHeadersPolicy").Properties;
    expect(ResponseHeadersPolicyConfig).toMatchObject({
      SecurityHeadersConfig: {
        ContentSecurityPolicy: { ContentSecurityPolicy: own["content-security-policy"], Override: false },
        ContentTypeOptions: { Override: true },
        FrameOptions: { FrameOption: "DENY", Override: false },
        ReferrerPolicy: { ReferrerPolicy: own["referrer-policy"], Override: false },
        StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true },
      },
    });
    expect(own["strict-transport-security"]).toBe("max-age=63072000; includeSubDomains");
  });

  it("is reached by the name in the settings, over TLS 1.2, once DNS says so", () => {
    const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/0a1b";
    const { service: named, warnings } = synthesised({
      ...production,
      domainName: "Plens.example.org",
      certificateArn,
    });
    expect(front(named)).toMatchObject({
      Aliases: ["plens.example.org"],
      ViewerCertificate: {
        AcmCertificateArn: certificateArn,
        MinimumProtocolVersion: "TLSv1.2_2021",
        SslSupportMethod: "sni-only",
      },
    });
    expect(front(service)).not.toHaveProperty("Aliases");
    const sender = named.one("AWS::Lambda::Function", "sendmailFunction").Properties["Environment"];
    expect(sender).toMatchObject({ Variables: { PUBLIC_URL: "https://plens.example.org" } });
    expect(warnings).toEqual([]);
  });
});
