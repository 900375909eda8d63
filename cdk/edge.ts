import { CfnOutput, Duration, Fn, Stack } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AllowedMethods,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledgements.ts";
import type { Settings } from "./settings.ts";

/**
 * What CloudFront would keep for ten seconds by itself, whatever the answer says: what was not there may just have been
 * made, and what failed works again.
 */
const NEVER_KEPT = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];

/** The rest of what an answer of ours says by itself (`lib/platform/http.ts`), for those that API Gateway gives. */
const NOTHING_LOADED = "default-src 'none'; frame-ancestors 'none'";

export interface EdgeProps {
  readonly settings: Settings;
  readonly api: HttpApi;
}

/**
 * One address for everything, and a shared cache of what the chart says may be kept (`cacheSeconds`). The API's own address stays
 * open behind it: it shows and lets nobody do anything else, and its limits hold for both.
 */
export class Edge extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, { settings, api }: EdgeProps) {
    super(scope, id);
    const { domainName, certificateArn } = settings;
    const distribution = new Distribution(this, "Distribution", {
      comment: `Convoca, ${settings.stage}`,
      defaultBehavior: {
        origin: new HttpOrigin(Fn.parseDomainName(api.apiEndpoint), {
          protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
          originSslProtocols: [OriginSslPolicy.TLS_V1_2],
          readTimeout: Duration.seconds(30), // as long as an HTTP API waits for a function
        }),
        allowedMethods: AllowedMethods.ALLOW_ALL,
        // People type names without a scheme. Strict-Transport-Security makes it once for each browser.
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: this.cachePolicy(),
        // All but the host: an HTTP API goes by its own.
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        responseHeadersPolicy: this.headers(),
        compress: true,
      },
      errorResponses: NEVER_KEPT.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100, // Europe and North America: where the towns are, at the lowest price
      ...(domainName !== undefined &&
        certificateArn !== undefined && {
          domainNames: [domainName],
          certificate: Certificate.fromCertificateArn(this, "Certificate", certificateArn),
          minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
        }),
    });
    acknowledge(distribution, "AwsSolutions-CFR1", "AwsSolutions-CFR2", "AwsSolutions-CFR3");
    if (domainName === undefined) acknowledge(distribution, "AwsSolutions-CFR4");
    else
      new CfnOutput(Stack.of(this), "Dns", {
        value: `${domainName} CNAME ${distribution.distributionDomainName}`,
        description: "Belongs into the DNS of the domain: nothing is reached by its name before",
      });
    this.url = `https://${domainName ?? distribution.distributionDomainName}`;
  }

  /**
   * Kept is what an answer says, and nothing that says nothing: with a minimum of 0 CloudFront heeds `no-store`. What a token
   * shows is nobody else's to be shown, so the token is part of the key, as is the origin, which the answer's CORS headers
   * repeat. No answer depends on any other header.
   */
  private cachePolicy(): CachePolicy {
    return new CachePolicy(this, "AsAnswersSay", {
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.hours(1),
      headerBehavior: CacheHeaderBehavior.allowList("Authorization", "Origin"),
      queryStringBehavior: CacheQueryStringBehavior.all(),
      cookieBehavior: CacheCookieBehavior.none(),
      // A compressed answer has a weak ETag, which `lib/platform/parse.ts` takes for If-Match as well.
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
    });
  }

  /** Where an answer says one of these itself, that stands: pages have a policy of their own. */
  private headers(): ResponseHeadersPolicy {
    const override = false;
    return new ResponseHeadersPolicy(this, "Headers", {
      securityHeadersBehavior: {
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          override,
        },
        contentTypeOptions: { override: true }, // it has one value
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override },
        contentSecurityPolicy: { contentSecurityPolicy: NOTHING_LOADED, override },
      },
    });
  }
}
