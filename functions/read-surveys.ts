import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";
import { getSurvey } from "../lib/surveys/operations.ts";
import { surveys } from "../lib/surveys/routes.ts";

export const service = serve(reads(surveys), { getSurvey });
export const handler = onLambda(service);
