import { placeTicks } from "../lib/places/routes.ts";
import { reconcileRoom } from "../lib/places/reconcile.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { tick } from "../lib/platform/tick.ts";

export const service = tick(placeTicks["hold-rooms"], { rooms: reconcileRoom });
export const handler = onLambda(service);
