import { Agent, createServer, request as ask } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { fileAnswers } from "../../lib/local/file-store.ts";
import { keptFiles } from "../../lib/local/kept-files.ts";
import { faultOf } from "../../lib/local/presigned.ts";
import { asksOf } from "./calls.ts";
import type { AwsRequest } from "./calls.ts";
import { REGION } from "./attributes.ts";
import type { Rights } from "./rights.ts";
import type { Role } from "./roles.ts";

/** What a role signs with, as Lambda hands it to a function. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface CloudSettings {
  readonly rights: Rights;
  /** Whose credentials these are. */
  readonly roleOf: (accessKeyId: string) => { readonly role: Role; readonly secret: string } | undefined;
  /** The embedded store and the mail sink. */
  readonly store: string;
  readonly mail: string;
  readonly mailRegion: string;
  /** By its ARN. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly bucket: string;
  readonly folder: string | null;
  readonly corsOrigins: readonly string[];
  /** The issuer's keys, wherever they are asked for. */
  readonly keySet: object;
  /** Is told of what was not allowed, in words. */
  readonly refused: (words: string) => void;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** AWS on loopback: knows who calls by their signature, asks IAM, and only then hands the call to its service. */
export interface Cloud {
  readonly url: string;
  /** While it is so, every call is refused for good: for what happens when all else fails. */
  down: boolean;
  close(): Promise<void>;
}

/** Where the bootstrap of functions looks for the issuer's keys. */
export const KEY_SET = "/rehearsal/keys";

export async function startCloud(settings: CloudSettings): Promise<Cloud> {
  const { rights, roleOf, clock } = settings;
  const agent = new Agent({ keepAlive: true });
  const state = { down: false };

  const files = fileAnswers({
    kept: keptFiles(settings.folder),
    bucket: settings.bucket,
    corsOrigins: settings.corsOrigins,
    async faultIn(request) {
      const { accessKeyId, ...scope } = scopeOf(request);
      const held = roleOf(accessKeyId);
      if (!held) return "AccessDenied";
      const fault = faultOf(request, held.secret, clock());
      if (fault) return fault;
      const call = { ...request, ...scope, path: request.url.pathname, body: Buffer.alloc(0) };
      return (await mayCall(held.role, call)) ? null : "AccessDenied";
    },
  });

  async function mayCall(role: Role, call: AwsRequest): Promise<boolean> {
    const refused = await rights.refused(role, asksOf(call));
    if (refused)
      settings.refused(
        `${role.name}: ${refused.action} on ${refused.resource} ${refused.leadingKeys?.join(" ") ?? ""}`,
      );
    return !refused;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url: path = "/", headers } = request;
    if (state.down) return json(response, 400, { __type: "com.amazonaws#ValidationException" });
    if (path === KEY_SET) return json(response, 200, settings.keySet);
    const url = new URL(path, "http://localhost");
    const { accessKeyId, service, region } = scopeOf({ url, headers });
    // Web pages ask first what they may send there, and sign nothing
    const isOfFiles = service === "s3" || url.pathname.startsWith(`/${settings.bucket}/`);
    if (isOfFiles || method === "OPTIONS") return files(request, response);
    const held = roleOf(accessKeyId);
    if (!held) return json(response, 403, { __type: "UnrecognizedClientException", message: "Who asks?" });
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const call: AwsRequest = { method, path, headers, body: Buffer.concat(chunks), service, region };
    if (!(await mayCall(held.role, call))) {
      const message = `${held.role.arn} is not authorized`;
      const name = { "x-amzn-errortype": "AccessDeniedException" };
      return json(response, 400, { __type: "com.amazonaws#AccessDeniedException", message }, name);
    }
    if (service === "secretsmanager") return secret(call, response);
    const regionHere = service === "ses" ? settings.mailRegion : REGION;
    if (region !== regionHere)
      return json(response, 400, { message: `${service} of ours is in ${regionHere}` });
    pass(call, service === "ses" ? settings.mail : settings.store, response);
  }

  function secret({ body }: AwsRequest, response: ServerResponse): void {
    const { SecretId } = JSON.parse(body.toString("utf8")) as { readonly SecretId: string };
    const SecretString = settings.secrets.get(SecretId);
    if (SecretString === undefined) return json(response, 400, { __type: "ResourceNotFoundException" });
    json(response, 200, { ARN: SecretId, Name: SecretId, VersionId: "1", SecretString });
  }

  function pass({ method, path, headers, body }: AwsRequest, to: string, response: ServerResponse): void {
    const { host: _, ...rest } = headers;
    const onward = ask(to + path, { method, headers: rest, agent }, (back) => {
      response.writeHead(back.statusCode ?? 502, back.headers);
      back.pipe(response);
    });
    onward.on("error", () => response.destroy());
    onward.end(body);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      settings.refused(String(error));
      json(response, 500, { __type: "InternalFailure", message: String(error) });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    set down(isDown: boolean) {
      state.down = isDown;
    },
    get down() {
      return state.down;
    },
    close() {
      agent.destroy();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Who signed a request, for which service: "Credential=<key id>/<date>/<region>/<service>/aws4_request". */
function scopeOf({ url, headers }: { url: URL; headers: IncomingMessage["headers"] }) {
  const credential =
    url.searchParams.get("X-Amz-Credential") ??
    /Credential=([^,]+)/.exec(String(headers["authorization"]))?.[1] ??
    "";
  const [accessKeyId = "", , region = "", service = ""] = credential.split("/");
  return { accessKeyId, region, service };
}

const json = (response: ServerResponse, status: number, body: object, headers = {}): void => {
  if (response.headersSent) return void response.destroy();
  response
    .writeHead(status, { "content-type": "application/x-amz-json-1.0", ...headers })
    .end(JSON.stringify(body));
};
