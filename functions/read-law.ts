import { calculateNotice, getRules } from "../lib/law/operations.ts";
import { law } from "../lib/law/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(law), { calculateNotice, getRules });
export const handler = onLambda(service);
