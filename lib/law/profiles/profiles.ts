import * as z from "zod";
import type { Profile } from "../profile.ts";
import { ley40 } from "./ley-40-2015.ts";
import { llei26 } from "./llei-26-2010.ts";
import {
  catalanOther,
  italianCouncil,
  juntaDeGovern,
  noRules,
  ownRulesOnly,
  rofCommission,
} from "./others.ts";
import { catalanPlenary, plenary } from "./plenary.ts";

/** The regimes, by the name under which a body chooses one. */
export const profiles = {
  "ley-40-2015": ley40,
  "llei-26-2010": llei26,
  "lbrl-rof-plenary": plenary,
  "dl-2-2003-plenary": catalanPlenary,
  "dl-2-2003-other": catalanOther,
  "rof-commission": rofCommission,
  "rof-junta-de-govern": juntaDeGovern,
  "tuel-council": italianCouncil,
  "own-rules": ownRulesOnly,
  none: noRules,
} as const satisfies Record<string, Profile>;

export const ProfileName = z
  .enum(Object.keys(profiles) as [keyof typeof profiles, ...(keyof typeof profiles)[]])
  .meta({ id: "ProfileName", description: "The regime that governs a body" });
export type ProfileName = z.infer<typeof ProfileName>;
