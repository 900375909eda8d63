import {
  createBody,
  createRelation,
  recordEvent,
  updateBody,
  updateRelation,
} from "../lib/bodies/operations.ts";
import { bodies } from "../lib/bodies/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(bodies), {
  createBody,
  createRelation,
  recordEvent,
  updateBody,
  updateRelation,
});
export const handler = onLambda(service);
