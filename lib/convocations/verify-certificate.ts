import { digestOf } from "../ledger/chain.ts";
import type { Fault } from "../ledger/verify.ts";
import type { Table } from "../platform/dynamo.ts";
import { isSealed } from "../platform/key-ring.ts";
import type { KeyRing } from "../platform/key-ring.ts";
import { CERTIFICATE } from "../notices/certificate.ts";
import type { Certificate } from "../notices/model.ts";
import { readProof } from "./verify.ts";

/**
 * Holds a certificate that was issued before against what is on record now. Events may have come since; one that was a
 * last event then and is not found any more was rewritten or cut off.
 */
export async function certificateFaults(
  certificate: Certificate,
  table: Table,
  ring: KeyRing,
): Promise<Fault[]> {
  const { seal, ...content } = certificate;
  const { municipality, session, n, convocation, notices, digest } = content;
  const faults: Fault[] = [];
  const tell = (path: string, message: string): number => faults.push({ path, message });
  if (!isSealed(ring, CERTIFICATE, digestOf(content), seal))
    tell("certificate/seal", "is none of ours: the certificate was altered, or its key is not here");
  if (digestOf([convocation, ...notices.map(({ head }) => head)]) !== digest)
    tell("certificate/digest", "is another than that of its convocation and heads");
  const { versions, chains } = await readProof(table, municipality, session);
  const place = `sessions/${session}/convocations/${n}`;
  if (versions.get(n)?.digest !== convocation)
    tell(place, "is another than the one that was certified, or is not there any more");
  for (const { id, head } of notices) {
    const path = `${place}/notices/${id}`;
    if (!chains.get(path)?.some((event) => event.digest === head))
      tell(
        path,
        "does not hold the event any more that was the last when it was certified: rewritten or cut off",
      );
  }
  return faults;
}
