import { api } from "../api.ts";
import type { Operation } from "../platform/contract.ts";
import { openApiOf } from "../platform/openapi.ts";
import { formatInstant } from "../platform/zone.ts";
import type { about } from "./routes.ts";

export const getHealth: Operation<(typeof about)["getHealth"]> = async (_, { now }) => ({
  status: 200,
  body: { status: "ok", now: formatInstant(now) },
});

const info = {
  title: "Convoca",
  version: "1",
  description: "Plans, convenes and publishes the sessions of a town's councils and participation bodies.",
} as const;

/** The chart cannot change while a process lives. */
let document: string | undefined;

export const getOpenApi: Operation<(typeof about)["getOpenApi"]> = async () => ({
  status: 200,
  body: (document ??= JSON.stringify(openApiOf(api, info))),
});
