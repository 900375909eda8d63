import { awsCall } from "../platform/aws.ts";
import { dynamoCalls } from "../platform/dynamo-calls.ts";
import type { DynamoCalls } from "../platform/dynamo-calls.ts";
import { storePatience } from "../platform/environment.ts";
import { localPlace, unsigned } from "./store.ts";

/** The calls of DynamoDB to a store on this machine: by what makes them on Lambda, and as patient. */
export const storeCalls = (endpoint: string): DynamoCalls =>
  dynamoCalls(awsCall({ ...localPlace("dynamodb", endpoint), ...storePatience }, unsigned));
