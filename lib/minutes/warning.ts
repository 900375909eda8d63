import type { RuleValue } from "../law/rule-model.ts";
import type { Warning } from "./model.ts";
import type { MinutesStatus } from "./states.ts";
import type { z } from "zod";

interface Rule {
  readonly value: RuleValue<"certificatesBeforeApproval">;
  readonly article: string | null;
}

const words = {
  ca: "Aquest certificat s’emet abans que s’aprovi l’acta de la sessió i sense perjudici de la seva aprovació ulterior.",
  es: "Esta certificación se expide antes de la aprobación del acta de la sesión y sin perjuicio de su ulterior aprobación.",
  it: "Il presente certificato è rilasciato prima dell’approvazione del verbale della seduta e fatta salva la sua successiva approvazione.",
  en: "This certificate is issued before the minutes of the session are approved, and without prejudice to their later approval.",
} as const;

/**
 * What a certificate of an agreement has to say of the minutes that it rests on (Ley 40/2015, 19.5; Llei 26/2010, 20.3);
 * null once they are approved. `status`: of the latest version, null where there is none; `allowed`: false where the
 * body's rules know no certificate before approval.
 */
export const warningOf = (status: MinutesStatus | null, rule: Rule | null): z.infer<typeof Warning> | null =>
  status === "approved" || status === "corrected"
    ? null
    : { allowed: rule?.value !== "not-foreseen", article: rule?.article ?? null, words };
