import { Refusal } from "../errors.ts";
import { effectiveRule } from "../law/effective.ts";
import type { BodyRules } from "../law/model.ts";
import type { BeforeApproval } from "./certificate-model.ts";

/** What a certificate says as long as the minutes are not approved (Ley 40/2015, 19.5; Llei 26/2010, 20.3). */
const WORDS = {
  ca: "Aquest certificat s’emet abans que s’hagi aprovat l’acta de la sessió, i sense perjudici de l’aprovació ulterior.",
  es: "Esta certificación se emite con anterioridad a la aprobación del acta de la sesión, y sin perjuicio de su ulterior aprobación.",
  it: "Il presente certificato è rilasciato prima dell’approvazione del verbale della seduta, e ne è fatta salva la successiva approvazione.",
  en: "This certificate is issued before the minutes of the session are approved, and without prejudice to their approval.",
} as const;

const NO_RULE =
  "No rule of this body says whether an agreement is certified before the minutes are approved: that it may be, if it says so, is read by analogy with Ley 40/2015, 19.5 and Llei 26/2010, 20.3.";

/** What has to be said before approval, by the rule that holds for the body; 409 where its rules foresee no such certificate. */
export function warningBefore(rules: BodyRules | null): BeforeApproval {
  const rule = rules && effectiveRule(rules, "certificatesBeforeApproval");
  if (rule?.value === "not-foreseen")
    throw new Refusal(
      "wrong-state",
      `The rules of this body foresee no certificate before the minutes are approved${rule.article === null ? "" : ` (${rule.article})`}: have them approved first.`,
    );
  return rule
    ? { words: WORDS, article: rule.article, reading: rule.reading }
    : { words: WORDS, article: null, reading: NO_RULE };
}
