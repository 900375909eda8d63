import { createPlace, createUse, deleteUse, updatePlace } from "../lib/places/operations.ts";
import { places } from "../lib/places/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(places), { createPlace, createUse, deleteUse, updatePlace });
export const handler = onLambda(service);
