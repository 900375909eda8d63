import { getChallenge, listChallenges } from "../lib/challenges/operations.ts";
import { challenges } from "../lib/challenges/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(challenges), { getChallenge, listChallenges });
export const handler = onLambda(service);
