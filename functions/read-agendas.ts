import { getAgenda, listProposals } from "../lib/agendas/operations.ts";
import { agendas } from "../lib/agendas/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(agendas), { getAgenda, listProposals });
export const handler = onLambda(service);
