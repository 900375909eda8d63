import { showAnswerForm } from "../lib/answers/operations.ts";
import { answers } from "../lib/answers/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { keysFromEnvironment } from "../lib/platform/secrets.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(answers), { showAnswerForm });
export const handler = onLambda(service, { keys: keysFromEnvironment });
