import { forgetDocument } from "../lib/documents/forget.ts";
import { documentTicks } from "../lib/documents/routes.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { filesFromEnvironment } from "../lib/platform/s3.ts";
import { tick } from "../lib/platform/tick.ts";

export const service = tick(documentTicks["forget-documents"], { documents: forgetDocument });
export const handler = onLambda(service, { files: filesFromEnvironment });
