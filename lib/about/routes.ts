import * as z from "zod";
import { routes } from "../platform/contract.ts";

export const about = routes({
  getHealth: {
    on: "GET /health",
    summary: "Whether the service answers",
    allow: "everyone",
    answers: { 200: z.object({ status: z.literal("ok"), now: z.string() }).meta({ id: "Health" }) },
    touches: {},
  },
  getOpenApi: {
    on: "GET /v1/openapi.json",
    summary: "This interface as OpenAPI 3.1",
    allow: "everyone",
    answers: { 200: { media: "application/json" } },
    cacheSeconds: 300,
    touches: {},
  },
});
