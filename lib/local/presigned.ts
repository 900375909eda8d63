import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** A request as it came in: its path as it was written, and its headers in lower case. */
export interface SignedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** What a request says of its signature (Signature Version 4), in its query or in its Authorization. */
interface Claim {
  /** "<key id>/<date>/<region>/s3/aws4_request". */
  readonly credential: string;
  readonly at: string;
  readonly signedHeaders: string;
  readonly signature: string;
  readonly payload: string;
  /** How long it is good; null: no address that was handed out. */
  readonly seconds: number | null;
}

/** What S3 would say of it: null when all is well. Times are milliseconds since 1970. */
export function faultOf(
  request: SignedRequest,
  secret: string,
  now: number,
): "AccessDenied" | "SignatureDoesNotMatch" | null {
  const claim = claimIn(request);
  if (!claim) return "AccessDenied";
  const right = Buffer.from(signatureOf(request, claim, secret));
  const given = Buffer.from(claim.signature);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return "SignatureDoesNotMatch";
  const isOver = claim.seconds !== null && now > instantOf(claim.at) + claim.seconds * 1000;
  return isOver ? "AccessDenied" : null;
}

function claimIn({ url, headers }: SignedRequest): Claim | null {
  const asked = (name: string): string => url.searchParams.get(name) ?? "";
  if (asked("X-Amz-Signature") !== "")
    return {
      credential: asked("X-Amz-Credential"),
      at: asked("X-Amz-Date"),
      signedHeaders: asked("X-Amz-SignedHeaders"),
      signature: asked("X-Amz-Signature"),
      payload: "UNSIGNED-PAYLOAD",
      seconds: Number(asked("X-Amz-Expires")),
    };
  const parts = /Credential=([^,]+), SignedHeaders=([^,]+), Signature=(\w+)$/.exec(
    String(headers["authorization"]),
  );
  if (!parts) return null;
  const [, credential = "", signedHeaders = "", signature = ""] = parts;
  const at = String(headers["x-amz-date"]);
  return {
    credential,
    at,
    signedHeaders,
    signature,
    payload: String(headers["x-amz-content-sha256"]),
    seconds: null,
  };
}

/** "20151120T090000Z" */
const instantOf = (at: string): number =>
  Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));

/** The signature that this request must have: AWS Signature Version 4, with S3's one encoding of the path. */
function signatureOf({ method, url, headers }: SignedRequest, claim: Claim, secret: string): string {
  const [, ...scope] = claim.credential.split("/");
  const query = [...url.searchParams]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted()
    .join("&");
  const signed = claim.signedHeaders
    .split(";")
    .map((name) => `${name}:${String(headers[name] ?? "").trim()}\n`)
    .join("");
  const canonical = [method, url.pathname, query, signed, claim.signedHeaders, claim.payload].join("\n");
  const digest = createHash("sha256").update(canonical).digest("hex");
  const text = ["AWS4-HMAC-SHA256", claim.at, scope.join("/"), digest].join("\n");
  const key = scope.reduce<string | Buffer>((each, part) => mac(each, part), `AWS4${secret}`);
  return mac(key, text).toString("hex");
}

const mac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
