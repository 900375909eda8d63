import { orderConvocation, putAgenda } from "../lib/agendas/operations.ts";
import { agendas } from "../lib/agendas/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(agendas), { orderConvocation, putAgenda });
export const handler = onLambda(service);
