import { secretariat } from "../bodies/offices.ts";
import { findBody } from "../bodies/store.ts";
import { loadConvocation } from "../convocations/store.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Context, Operation } from "../platform/contract.ts";
import { certificatePage } from "./certificate-page.ts";
import { certificateOf } from "./certificate.ts";
import type { notices } from "./routes.ts";

type Chart = typeof notices;

export const getCertificate: Operation<Chart["getCertificate"]> = async ({ path }, context) => ({
  status: 200,
  body: (await certified(context, path)).certificate,
});

export const showCertificate: Operation<Chart["showCertificate"]> = async ({ path }, context) => {
  const { convocation, certificate } = await certified(context, path);
  const [town, body] = await Promise.all([
    loadMunicipality(context.table, path.municipality, "eventually"),
    findBody(context.table, path.municipality, convocation.body),
  ]);
  const bodyName = body?.name ?? town.name;
  return {
    status: 200,
    body: certificatePage({ certificate, convocation, bodyName, language: town.language }),
  };
};

async function certified(
  { table, permit, keys, now }: Context,
  { municipality, session, n }: { municipality: string; session: string; n: number },
) {
  const convocation = await loadConvocation(table, municipality, session, n);
  await permit(secretariat, { municipality, body: convocation.body });
  return { convocation, certificate: await certificateOf(table, convocation, await keys(), now) };
}
