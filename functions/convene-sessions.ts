import { lookAtConvocation } from "../lib/convocations/look.ts";
import { convocationTicks } from "../lib/convocations/routes.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { keysFromEnvironment } from "../lib/platform/secrets.ts";
import { tick } from "../lib/platform/tick.ts";

export const service = tick(convocationTicks["convene-sessions"], { convene: lookAtConvocation });
export const handler = onLambda(service, { keys: keysFromEnvironment });
