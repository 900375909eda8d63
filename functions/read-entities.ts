import { getEntity, listEntities } from "../lib/entities/operations.ts";
import { entities } from "../lib/entities/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(entities), { getEntity, listEntities });
export const handler = onLambda(service);
