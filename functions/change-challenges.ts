import { createChallenge, updateChallenge } from "../lib/challenges/operations.ts";
import { challenges } from "../lib/challenges/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(challenges), { createChallenge, updateChallenge });
export const handler = onLambda(service);
