import { getTemplate, listTemplates } from "../lib/templates/operations.ts";
import { templates } from "../lib/templates/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(templates), { getTemplate, listTemplates });
export const handler = onLambda(service);
