import { getMinutes, listMinutes, showConformityForm, showMinutes } from "../lib/minutes/operations.ts";
import { minutes } from "../lib/minutes/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { keysFromEnvironment } from "../lib/platform/secrets.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(minutes), { getMinutes, listMinutes, showConformityForm, showMinutes });
export const handler = onLambda(service, { keys: keysFromEnvironment });
