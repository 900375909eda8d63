import { gunzipSync } from "node:zlib";
import type { Operation } from "../platform/contract.ts";
import { formatInstant } from "../platform/zone.ts";
import type { about } from "./routes.ts";

export const getHealth: Operation<(typeof about)["getHealth"]> = async (_, { now }) => ({
  status: 200,
  body: { status: "ok", now: formatInstant(now) },
});

/** In bundles alone: the document as it was when they were made, gzipped, in base64. So they carry no schemas but their own. */
declare const OPENAPI_GZIPPED: string | undefined;

/** The chart cannot change while a process lives. */
let document: string | undefined;

export const getOpenApi: Operation<(typeof about)["getOpenApi"]> = async () => ({
  status: 200,
  body: (document ??= await made()),
});

const made = async (): Promise<string> =>
  typeof OPENAPI_GZIPPED === "string"
    ? gunzipSync(Buffer.from(OPENAPI_GZIPPED, "base64")).toString()
    : (await import("./document.ts")).openApiText();
