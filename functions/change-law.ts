import { putRules } from "../lib/law/operations.ts";
import { law } from "../lib/law/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(law), { putRules });
export const handler = onLambda(service);
