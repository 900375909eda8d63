import { createPlan, updatePlan } from "../lib/plans/operations.ts";
import { plans } from "../lib/plans/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(plans), { createPlan, updatePlan });
export const handler = onLambda(service);
