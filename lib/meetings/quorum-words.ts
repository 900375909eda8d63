import type { Quorum } from "../law/rule-model.ts";
import type { Title } from "../platform/shapes.ts";

const words = {
  ca: {
    of: "de",
    needs: "en calen",
    president: "presidència",
    secretary: "secretaria",
    none: "cap norma no demana quòrum",
    unknown: "no se sap sobre quants membres",
  },
  es: {
    of: "de",
    needs: "hacen falta",
    president: "presidencia",
    secretary: "secretaría",
    none: "ninguna norma pide quórum",
    unknown: "no se sabe sobre cuántos miembros",
  },
  it: {
    of: "su",
    needs: "ne occorrono",
    president: "presidente",
    secretary: "segretario",
    none: "nessuna regola chiede un numero legale",
    unknown: "non si sa su quanti membri",
  },
  en: {
    of: "of",
    needs: "needs",
    president: "president",
    secretary: "secretary",
    none: "no rule asks for a quorum",
    unknown: "it is not known of how many members",
  },
} as const;

interface Counted {
  readonly present: number;
  readonly legalNumber: number | null;
  readonly needed: number | null;
  readonly rule: Quorum | null;
}

/** The quorum in words, by language: "6 of 10; needs 5 + president + secretary". */
export const formulaOf = ({ present, legalNumber, needed, rule }: Counted): Title =>
  Object.fromEntries(
    Object.entries(words).map(([language, word]) => {
      const there = legalNumber === null ? String(present) : `${present} ${word.of} ${legalNumber}`;
      if (!rule) return [language, `${there}; ${word.none}`];
      if (needed === null) return [language, `${there}; ${word.unknown}`];
      const asked = [needed, ...rule.with.map((office) => word[office])].join(" + ");
      return [language, `${there}; ${word.needs} ${asked}`];
    }),
  );
