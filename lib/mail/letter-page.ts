import { letterMarkup } from "./letter-html.ts";
import { letterOf } from "./letter.ts";
import { htmlPage } from "../platform/page.ts";
import type { Summons } from "./summons.ts";

/** The letter on A4, for a member without mail: who hands it over reports that it was delivered. */
export function letterPage(summons: Summons): string {
  const letter = letterOf(summons);
  return htmlPage({ language: letter.language, title: letter.subject, body: letterMarkup(letter) });
}
