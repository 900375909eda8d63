import { api } from "../api.ts";
import { openApiOf } from "../platform/openapi.ts";

const info = {
  title: "Convoca",
  version: "1",
  description: "Plans, convenes and publishes the sessions of a town's councils and participation bodies.",
} as const;

/** The whole interface as OpenAPI 3.1, in JSON: folded over the chart, with every schema of the service. */
export const openApiText = (): string => JSON.stringify(openApiOf(api, info));
