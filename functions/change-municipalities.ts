import { createMunicipality, updateMunicipality } from "../lib/municipalities/operations.ts";
import { municipalities } from "../lib/municipalities/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(municipalities), { createMunicipality, updateMunicipality });
export const handler = onLambda(service);
