import {
  getConvocation,
  listAlerts,
  listBodyAlerts,
  listConvocations,
} from "../lib/convocations/operations.ts";
import { convocations } from "../lib/convocations/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(convocations), {
  getConvocation,
  listAlerts,
  listBodyAlerts,
  listConvocations,
});
export const handler = onLambda(service);
