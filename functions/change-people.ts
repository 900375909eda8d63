import { createPerson, erasePerson, updatePerson } from "../lib/people/operations.ts";
import { people } from "../lib/people/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(people), { createPerson, erasePerson, updatePerson });
export const handler = onLambda(service);
