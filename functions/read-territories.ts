import { getTerritory, listTerritories } from "../lib/territories/operations.ts";
import { territories } from "../lib/territories/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(territories), { getTerritory, listTerritories });
export const handler = onLambda(service);
