import { getCheckInCode, getQuorum, listAttendance, listVotes } from "../lib/meetings/operations.ts";
import { meetings } from "../lib/meetings/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { keysFromEnvironment } from "../lib/platform/secrets.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(meetings), { getCheckInCode, getQuorum, listAttendance, listVotes });
export const handler = onLambda(service, { keys: keysFromEnvironment });
