import { getSession, listBodySessions, listTownSessions } from "../lib/sessions/operations.ts";
import { sessions } from "../lib/sessions/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(sessions), { getSession, listBodySessions, listTownSessions });
export const handler = onLambda(service);
