import { getPlace, getUse, listPlaces, listUses } from "../lib/places/operations.ts";
import { places } from "../lib/places/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(places), { getPlace, getUse, listPlaces, listUses });
export const handler = onLambda(service);
