import { dissolveBody } from "../lib/bodies/dissolve.ts";
import { bodyTicks } from "../lib/bodies/routes.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { keysFromEnvironment } from "../lib/platform/secrets.ts";
import { tick } from "../lib/platform/tick.ts";

export const service = tick(bodyTicks["dissolve-bodies"], { dissolve: dissolveBody });
export const handler = onLambda(service, { keys: keysFromEnvironment });
