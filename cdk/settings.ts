import { RetentionDays } from "aws-cdk-lib/aws-logs";
import * as z from "zod";

const count = z.coerce.number().int().positive();
const https = z.url({ protocol: /^https$/, error: "must be an https URL" });
/** What a browser sends in `Origin`: a trailing slash or a path would never match. */
const origin = z
  .string()
  .regex(/^(\*|https?:\/\/[^/*?#\s]+)$/, "must be like https://host or https://host:port, or *");
/** Like `eu-south-2`. */
const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "must be a region, like eu-west-1");
const list = z.preprocess(
  (given) => (typeof given === "string" ? given.split(",") : given),
  z.array(origin).min(1),
);

/** What differs between installations. Each is also a context key of its name: `cdk deploy -c tokenIssuer=...`. */
const Each = z.object({
  stage: z.enum(["dev", "production"]),
  /** Where everything is; where it is left out, the region that the command line deploys to. */
  region: region.optional(),
  /** The web origins whose scripts may call the interface; `*` for any: it takes tokens, never cookies. */
  corsOrigins: list,
  logRetentionDays: z.preprocess(Number, z.enum(RetentionDays, "must be a retention that CloudWatch knows")),
  /** Who signs the tokens: API Gateway and `lib/platform/tokens.ts` both ask for exactly this `iss` and `aud`. */
  tokenIssuer: https,
  tokenKeysUrl: https,
  tokenAudience: z.string().min(1),
  /** Who mail comes from: one address, whose domain is proved to SES by DNS records. Names of bodies are put before it. */
  mailSender: z.email().toLowerCase(),
  /** Where mail leaves from, if that is another region: not every one has SES, and each has a quota of its own. */
  mailRegion: region.optional(),
  /** What the links of members begin with, for years; the API's own address where it is left out. */
  publicUrl: https.optional(),
  /** Who is told of alarms; nobody when it is left out. */
  alarmEmail: z.email().optional(),
  /** Whether the table survives the stack, and cannot be deleted by mistake. */
  keepData: z.union([z.boolean(), z.stringbool()]),
  /** Steady rate and burst of all routes together, beyond which API Gateway answers 429. */
  requestsPerSecond: count,
  burst: count,
});

export const Settings = Each.refine(
  ({ region: main, mailRegion }) => mailRegion === undefined || main !== undefined,
  {
    path: ["region"],
    error: "has to be given, too, where mailRegion is: nothing else says whether they differ",
    when: () => true, // beside other faults, too
  },
);
export type Settings = z.infer<typeof Settings>;

/** What a stage has when the context says nothing. What is missing here has to be given. */
const defaults: Readonly<Record<Settings["stage"], Partial<Settings>>> = {
  dev: {
    corsOrigins: ["*"],
    logRetentionDays: RetentionDays.ONE_WEEK,
    // Placeholders under a reserved name (RFC 2606), so that synthesis needs nothing. A deployment needs real ones:
    // API Gateway fetches the issuer's /.well-known/openid-configuration when it creates the authorizer.
    tokenIssuer: "https://tokens.example.org/",
    tokenKeysUrl: "https://tokens.example.org/.well-known/jwks.json",
    tokenAudience: "convoca-dev",
    mailSender: "convoca@mail.example.org",
    keepData: false,
    requestsPerSecond: 20,
    burst: 40,
  },
  production: {
    logRetentionDays: RetentionDays.THREE_MONTHS,
    keepData: true,
    requestsPerSecond: 200,
    burst: 400,
  },
};

/** The settings of the stage in the context, or an error that names every fault at once. */
export function settingsFrom(context: (key: string) => unknown): Settings {
  const stage = context("stage") ?? "dev";
  const given = Object.keys(Each.shape)
    .map((key) => [key, context(key)] as const)
    .filter(([, value]) => value !== undefined);
  const known = Each.shape.stage.safeParse(stage);
  const parsed = Settings.safeParse({
    ...defaults[known.data ?? "dev"],
    ...Object.fromEntries(given),
    stage,
  });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ code, path, message }) => {
    const value = context(String(path[0]));
    const missing = code === "custom" ? message : "is not given";
    return `  ${path.join(".")}: ${value === undefined ? missing : `${message}, not ${JSON.stringify(value)}`}`;
  });
  throw new Error(
    `The settings of stage ${JSON.stringify(stage)} are wrong:\n${faults.join("\n")}\n` +
      "Give them as context: cdk synth -c stage=... -c tokenIssuer=... (cdk/settings.ts says what each is).",
  );
}
