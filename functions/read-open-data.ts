import { getDataset, getDatasetCsv, getOpenData } from "../lib/open-data/operations.ts";
import { openData } from "../lib/open-data/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(openData), { getDataset, getDatasetCsv, getOpenData });
export const handler = onLambda(service);
