import type { z } from "zod";
import type { BeforeApproval } from "../agreements/certificate-model.ts";
import { Refusal } from "../errors.ts";
import { effectiveRule } from "../law/effective.ts";
import type { BodyRules } from "../law/model.ts";
import type { RuleValue } from "../law/rule-model.ts";
import type { Warning } from "./model.ts";
import { inBrackets } from "./rule.ts";
import type { MinutesStatus } from "./states.ts";

interface Rule {
  readonly value: RuleValue<"certificatesBeforeApproval">;
  readonly article: string | null;
}

/** What a certificate says as long as the minutes are not approved (Ley 40/2015, 19.5; Llei 26/2010, 20.3). */
const words = {
  ca: "Aquest certificat s’emet abans que s’hagi aprovat l’acta de la sessió, i sense perjudici de l’aprovació ulterior.",
  es: "Esta certificación se emite con anterioridad a la aprobación del acta de la sesión, y sin perjuicio de su ulterior aprobación.",
  it: "Il presente certificato è rilasciato prima dell’approvazione del verbale della seduta, e ne è fatta salva la successiva approvazione.",
  en: "This certificate is issued before the minutes of the session are approved, and without prejudice to their approval.",
} as const;

const NO_RULE =
  "No rule of this body says whether an agreement is certified before the minutes are approved: that it may be, if it says so, is read by analogy with Ley 40/2015, 19.5 and Llei 26/2010, 20.3.";

const isForeseen = (rule: Rule | null): boolean => rule?.value !== "not-foreseen";

/**
 * What a certificate of an agreement has to say of the minutes that it rests on; null once they are approved. `status`: of
 * the latest version, null where there is none; `allowed`: false where the body's rules know no certificate before approval.
 */
export const warningOf = (status: MinutesStatus | null, rule: Rule | null): z.infer<typeof Warning> | null =>
  status === "approved" || status === "corrected"
    ? null
    : { allowed: isForeseen(rule), article: rule?.article ?? null, words };

/** The same in a certificate, by the rule that holds for the body; 409 where its rules foresee no such certificate. */
export function warningBefore(rules: BodyRules | null): BeforeApproval {
  const rule = rules && effectiveRule(rules, "certificatesBeforeApproval");
  if (!isForeseen(rule))
    throw new Refusal(
      "wrong-state",
      `The rules of this body foresee no certificate before the minutes are approved${inBrackets(rule)}: have them approved first.`,
    );
  return rule
    ? { words, article: rule.article, reading: rule.reading }
    : { words, article: null, reading: NO_RULE };
}
