import { forgetPeople } from "../lib/people/forget.ts";
import { peopleTicks } from "../lib/people/routes.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { tick } from "../lib/platform/tick.ts";

export const service = tick(peopleTicks["forget-people"], { forget: forgetPeople });
export const handler = onLambda(service);
