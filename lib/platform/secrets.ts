import * as z from "zod";
import { awsCall } from "./aws.ts";
import type { AwsCall } from "./aws.ts";
import { placeFromEnvironment } from "./aws-environment.ts";
import type { KeyRing, Keys } from "./key-ring.ts";

const FRESH_MILLISECONDS = 5 * 60_000;

/** A read may be tried again; it never hangs. */
const PATIENCE = { tries: 3, milliseconds: 3_000 } as const;

/** What is kept: `{ "current": "k2", "k1": "base64…", "k2": "base64…" }`. A name stands in seals before the first ".". */
const Stored = z
  .object({ current: z.string() })
  .catchall(z.string().min(1))
  .transform(({ current, ...secrets }) => ({ current, secrets }))
  .refine(({ current, secrets }) => Object.hasOwn(secrets, current), "`current` must name one of the keys")
  .refine(
    ({ secrets }) => Object.keys(secrets).every((name) => /^[\w-]+$/.test(name)),
    "a name has letters, digits, - and _",
  );

/** The keys in a text as it is kept. Throws an error that does not quote them. */
export function keyRingOf(text: string): KeyRing {
  const { current, secrets } = Stored.parse(parsed(text));
  return { current, secrets: new Map(Object.entries(secrets)) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The engine's own message quotes the beginning of the text
    throw new Error("the signing keys are not JSON");
  }
}

export interface SecretSettings {
  /** To Secrets Manager. */
  readonly call: AwsCall;
  readonly secretId: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * The keys in Secrets Manager, read at the first use and again after five minutes, so that a rotation reaches functions
 * that stay warm. While they cannot be read again, the old ones serve. A new key is put there before it becomes
 * `current`, five minutes ahead: then every function knows it before the first seal is made with it.
 */
export function secretKeys({ call, secretId, clock }: SecretSettings): Keys {
  let held: { readonly ring: KeyRing; readonly until: number } | null = null;
  let reading: Promise<KeyRing> | null = null;
  const read = async (): Promise<KeyRing> => {
    const until = clock() + FRESH_MILLISECONDS;
    const ring = await secretIn(call, secretId)
      .then(keyRingOf)
      .catch((error: unknown) => {
        if (held) return held.ring;
        throw error;
      });
    held = { ring, until };
    return ring;
  };
  return () => {
    if (held && clock() < held.until) return Promise.resolve(held.ring);
    // Requests that come at once share one read
    reading ??= read().finally(() => (reading = null));
    return reading;
  };
}

const Told = z.object({ SecretString: z.string() });

/** GetSecretValue, in JSON 1.1. */
async function secretIn(call: AwsCall, secretId: string): Promise<string> {
  const { body } = await call({
    method: "POST",
    path: "/",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "secretsmanager.GetSecretValue",
    },
    body: JSON.stringify({ SecretId: secretId }),
  });
  const told = Told.safeParse(parsed(body));
  if (!told.success) throw new Error("Secrets Manager gave no text");
  return told.data.SecretString;
}

const Environment = z.object({ SIGNING_KEYS_SECRET: z.string().min(1) });

/** For `onLambda`, in the entry files of functions whose chart entry uses keys: the others do not bundle the client. */
export function keysFromEnvironment(): Keys {
  const { SIGNING_KEYS_SECRET } = Environment.parse(process.env);
  const call = awsCall({ ...placeFromEnvironment("secretsmanager", "SECRETS_MANAGER"), ...PATIENCE });
  return secretKeys({ call, secretId: SIGNING_KEYS_SECRET, clock: Date.now });
}
