import { closeMeeting, createVote, openMeeting, putAttendance } from "../lib/meetings/operations.ts";
import { meetings } from "../lib/meetings/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { keysFromEnvironment } from "../lib/platform/secrets.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(meetings), { closeMeeting, createVote, openMeeting, putAttendance });
export const handler = onLambda(service, { keys: keysFromEnvironment });
