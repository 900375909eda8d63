import {
  agreeToMinutes,
  approveMinutes,
  circulateMinutes,
  correctMinutes,
  createMinutes,
  putOpinion,
  sendConformityForm,
} from "../lib/minutes/operations.ts";
import { minutes } from "../lib/minutes/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { keysFromEnvironment } from "../lib/platform/secrets.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(minutes), {
  agreeToMinutes,
  approveMinutes,
  circulateMinutes,
  correctMinutes,
  createMinutes,
  putOpinion,
  sendConformityForm,
});
export const handler = onLambda(service, { keys: keysFromEnvironment });
