import { createInstances, createTemplate, updateTemplate } from "../lib/templates/operations.ts";
import { templates } from "../lib/templates/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(templates), { createInstances, createTemplate, updateTemplate });
export const handler = onLambda(service);
