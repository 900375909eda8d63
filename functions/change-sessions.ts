import {
  cancelSession,
  createSession,
  decideSession,
  reinstateSession,
  updateSession,
} from "../lib/sessions/operations.ts";
import { sessions } from "../lib/sessions/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { keysFromEnvironment } from "../lib/platform/secrets.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(sessions), {
  cancelSession,
  createSession,
  decideSession,
  reinstateSession,
  updateSession,
});
export const handler = onLambda(service, { keys: keysFromEnvironment });
