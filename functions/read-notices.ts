import { getCertificate, listNotices, showCertificate, showLetter } from "../lib/notices/operations.ts";
import { notices } from "../lib/notices/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { keysFromEnvironment } from "../lib/platform/secrets.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(notices), { getCertificate, listNotices, showCertificate, showLetter });
export const handler = onLambda(service, { keys: keysFromEnvironment });
