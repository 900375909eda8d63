import { createTerritory, updateTerritory } from "../lib/territories/operations.ts";
import { territories } from "../lib/territories/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(territories), { createTerritory, updateTerritory });
export const handler = onLambda(service);
