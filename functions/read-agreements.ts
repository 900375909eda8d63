import {
  getAgreement,
  getAgreementCertificate,
  listAgreements,
  listBodyAgreements,
  showAgreementCertificate,
} from "../lib/agreements/operations.ts";
import { agreements } from "../lib/agreements/routes.ts";
import { reads } from "../lib/platform/contract.ts";
import { onLambda } from "../lib/platform/environment.ts";
import { serve } from "../lib/platform/serve.ts";

export const service = serve(reads(agreements), {
  getAgreement,
  getAgreementCertificate,
  listAgreements,
  listBodyAgreements,
  showAgreementCertificate,
});
export const handler = onLambda(service);
