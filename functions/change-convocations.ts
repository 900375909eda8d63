import { createConvocation, dismissAlert, requestSession } from "../lib/convocations/operations.ts";
import { convocations } from "../lib/convocations/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { keysFromEnvironment } from "../lib/platform/secrets.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(convocations), { createConvocation, dismissAlert, requestSession });
export const handler = onLambda(service, { keys: keysFromEnvironment });
