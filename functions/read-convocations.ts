import {
  getCertificate,
  getConvocation,
  listAlerts,
  listBodyAlerts,
  listConvocations,
  listNotices,
  showCertificate,
  showLetter,
} from "../lib/convocations/operations.ts";
import { convocations } from "../lib/convocations/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { keysFromEnvironment } from "../lib/platform/secrets.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(convocations), {
  getCertificate,
  getConvocation,
  listAlerts,
  listBodyAlerts,
  listConvocations,
  listNotices,
  showCertificate,
  showLetter,
});
export const handler = onLambda(service, { keys: keysFromEnvironment });
