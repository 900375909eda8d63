import { createAgreement, updateAgreement } from "../lib/agreements/operations.ts";
import { agreements } from "../lib/agreements/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(agreements), { createAgreement, updateAgreement });
export const handler = onLambda(service);
