import { notifyMembers } from "../lib/convocations/notify.ts";
import { convocationTicks } from "../lib/convocations/routes.ts";
import { tellOfMinutes } from "../lib/minutes/tell.ts";
import { remindMembers } from "../lib/outbox/remind.ts";
import { resendMail } from "../lib/outbox/resend.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { keysFromEnvironment } from "../lib/platform/secrets.ts";
import { sesFromEnvironment } from "../lib/platform/ses.ts";
import { tick } from "../lib/platform/tick.ts";

export const service = tick(convocationTicks["notify-members"], {
  notices: notifyMembers,
  circulate: tellOfMinutes,
  remind: remindMembers,
  resend: resendMail,
});
export const handler = onLambda(service, { mail: sesFromEnvironment, keys: keysFromEnvironment });
