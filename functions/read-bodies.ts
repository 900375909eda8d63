import { getBody, getRelation, listBodies, listRelations } from "../lib/bodies/operations.ts";
import { bodies } from "../lib/bodies/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(bodies), { getBody, getRelation, listBodies, listRelations });
export const handler = onLambda(service);
