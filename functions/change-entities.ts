import { createEntity, updateEntity } from "../lib/entities/operations.ts";
import { entities } from "../lib/entities/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(entities), { createEntity, updateEntity });
export const handler = onLambda(service);
