import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";
import { answerSurvey, putSurvey } from "../lib/surveys/operations.ts";
import { surveys } from "../lib/surveys/routes.ts";

export const service = serve(changes(surveys), { answerSurvey, putSurvey });
export const handler = onLambda(service);
