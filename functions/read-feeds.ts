import { getBodyFeed, getEntityFeed, getTerritoryFeed, getTownFeed } from "../lib/feeds/operations.ts";
import { feeds } from "../lib/feeds/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(feeds), { getBodyFeed, getEntityFeed, getTerritoryFeed, getTownFeed });
export const handler = onLambda(service);
