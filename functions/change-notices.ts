import { serveNotice } from "../lib/notices/operations.ts";
import { notices } from "../lib/notices/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { keysFromEnvironment } from "../lib/platform/secrets.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(notices), { serveNotice });
export const handler = onLambda(service, { keys: keysFromEnvironment });
