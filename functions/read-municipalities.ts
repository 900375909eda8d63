import { getMunicipality, listMunicipalities } from "../lib/municipalities/operations.ts";
import { municipalities } from "../lib/municipalities/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(municipalities), { getMunicipality, listMunicipalities });
export const handler = onLambda(service);
