import { listAnswers } from "../lib/excuses/operations.ts";
import { excuses } from "../lib/excuses/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(excuses), { listAnswers });
export const handler = onLambda(service);
