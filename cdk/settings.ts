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
/** Cognito takes http for the very machine of the browser alone. */
const returnUrl = z
  .string()
  .regex(/^(https:\/\/|http:\/\/localhost[:/])[^#\s]*$/, "must be an https URL, or one of http://localhost");
const list = <S extends z.ZodType>(each: S) =>
  z.preprocess((given) => (typeof given === "string" ? given.split(",") : given), z.array(each).min(1));

/** What differs between installations. Each is also a context key of its name: `cdk deploy -c tokenIssuer=...`. */
const Each = z.object({
  stage: z.enum(["dev", "staging", "production"]),
  /** Where everything is; where it is left out, the region that the command line deploys to. */
  region: region.optional(),
  /** The web origins whose scripts may call the interface; `*` for any: it takes tokens, never cookies. */
  corsOrigins: list(origin),
  logRetentionDays: z.preprocess(Number, z.enum(RetentionDays, "must be a retention that CloudWatch knows")),
  /** Who signs the tokens, any issuer of OpenID Connect: all three, or none for a user pool of ours (`sign-in.ts`). */
  tokenIssuer: https.optional(),
  tokenKeysUrl: https.optional(),
  tokenAudience: z.string().min(1).optional(),
  /** Where our sign-in sends people back to: the pages of web clients. */
  signInReturnUrls: list(returnUrl).optional(),
  /** What the address of our sign-in begins with, before `.auth.<region>.amazoncognito.com`. */
  signInPrefix: z
    .string()
    .regex(
      /^(?!.*(aws|amazon|cognito))[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
      "is not one that Cognito takes",
    )
    .optional(),
  /** Who mail comes from: one address, whose domain is proved to SES by DNS records. Names of bodies are put before it. */
  mailSender: z.email().toLowerCase(),
  /** Where mail leaves from, if that is another region: not every one has SES, and each has a quota of its own. */
  mailRegion: region.optional(),
  /** The name that everything is reached by, and its certificate. CloudFront reads certificates in us-east-1 alone. */
  domainName: z
    .string()
    .toLowerCase()
    .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, "must be a name, like convoca.example.org")
    .optional(),
  certificateArn: z
    .string()
    .regex(
      /^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
      "must be the ARN of a certificate in us-east-1: CloudFront takes no other",
    )
    .optional(),
  /** What the links of members begin with, for years, where that is in front of what is deployed here. */
  publicUrl: https.optional(),
  /** Who is told of alarms and of the budget; nobody when it is left out. */
  alarmEmail: z.email().optional(),
  /** What the account may cost in a month, before whoever is told of alarms is told of it. */
  monthlyBudgetUsd: z.coerce.number().positive(),
  /** A table that was restored from a point in time, and its stream: functions work on it, and no more on that of the data stack. */
  tableName: z
    .string()
    .regex(/^[\w.-]{3,255}$/, "must be the name of a table")
    .optional(),
  tableStreamArn: z
    .string()
    .regex(
      /^arn:aws:dynamodb:[a-z\d-]+:\d{12}:table\/[\w.-]+\/stream\/[\w.:-]+$/,
      "must be the ARN of a table's stream",
    )
    .optional(),
  /** Whether the table survives the stack, and cannot be deleted by mistake. */
  keepData: z.union([z.boolean(), z.stringbool()]),
  /** Steady rate and burst of all routes together, beyond which API Gateway answers 429. */
  requestsPerSecond: count,
  burst: count,
});
type Each = z.infer<typeof Each>;

interface Rule {
  /** The setting that is at fault. */
  readonly of: keyof Each;
  readonly holds: (settings: Each) => boolean;
  readonly error: string;
}

/** Each of these is given where another one is. */
const together = (names: readonly (keyof Each)[], error: string): Rule[] =>
  names.map((of) => ({
    of,
    holds: (settings) => settings[of] !== undefined || names.every((name) => settings[name] === undefined),
    error,
  }));

const rules: readonly Rule[] = [
  {
    of: "region",
    holds: ({ region: main, mailRegion }) => mailRegion === undefined || main !== undefined,
    error: "has to be given, too, where mailRegion is: nothing else says whether they differ",
  },
  ...together(
    ["tokenIssuer", "tokenKeysUrl", "tokenAudience"],
    "has to be given, too: issuer, keys and audience are one sign-in; leave out all three for one of ours",
  ),
  {
    of: "signInReturnUrls",
    holds: ({ tokenIssuer, signInReturnUrls }) => tokenIssuer !== undefined || signInReturnUrls !== undefined,
    error: "has to be given where no tokenIssuer is: our sign-in has to send people back to somewhere",
  },
  ...together(
    ["tableName", "tableStreamArn"],
    "has to be given, too: a restored table is read with a stream of its own",
  ),
  ...together(["domainName", "certificateArn"], "has to be given, too: a name needs its certificate"),
  {
    of: "publicUrl",
    holds: ({ domainName, publicUrl }) => domainName === undefined || publicUrl === undefined,
    error: "is what domainName says already: leave one of them out",
  },
];

export const Settings = rules.reduce(
  // Beside other faults, too.
  (schema, { of, holds, error }) => schema.refine(holds, { path: [of], error, when: () => true }),
  Each,
);
export type Settings = z.infer<typeof Settings>;

/** What a stage has when the context says nothing. What is missing here has to be given. */
const defaults: Readonly<Record<Settings["stage"], Partial<Settings>>> = {
  dev: {
    corsOrigins: ["*"],
    logRetentionDays: RetentionDays.ONE_WEEK,
    signInReturnUrls: ["http://localhost:3000/"],
    // Under a reserved name (RFC 2606), so that synthesis needs nothing: SES never sends for it.
    mailSender: "convoca@mail.example.org",
    monthlyBudgetUsd: 50,
    keepData: false,
    requestsPerSecond: 20,
    burst: 40,
  },
  /** Production once more, to try an upgrade or a restoration on: it may be thrown away. */
  staging: {
    logRetentionDays: RetentionDays.ONE_MONTH,
    monthlyBudgetUsd: 50,
    keepData: false,
    requestsPerSecond: 200,
    burst: 400,
  },
  production: {
    logRetentionDays: RetentionDays.THREE_MONTHS,
    monthlyBudgetUsd: 100,
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
      "Give them as context: cdk synth -c stage=... -c mailSender=... (cdk/settings.ts says what each is).",
  );
}
