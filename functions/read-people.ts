import { exportPerson, getPerson, listPeople } from "../lib/people/operations.ts";
import { people } from "../lib/people/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(people), { exportPerson, getPerson, listPeople });
export const handler = onLambda(service);
