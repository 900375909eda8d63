import { getPlan, listPlans } from "../lib/plans/operations.ts";
import { plans } from "../lib/plans/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(plans), { getPlan, listPlans });
export const handler = onLambda(service);
