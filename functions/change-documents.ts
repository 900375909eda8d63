import { completeDocument, createDocument, removeDocument } from "../lib/documents/operations.ts";
import { documents } from "../lib/documents/routes.ts";
import { changes } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { filesFromEnvironment } from "../lib/platform/s3.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(changes(documents), { completeDocument, createDocument, removeDocument });
export const handler = onLambda(service, { files: filesFromEnvironment });
