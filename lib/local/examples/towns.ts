import { casamassima } from "./casamassima.ts";
import type { ExampleTown } from "./example-town.ts";
import { lleida } from "./lleida.ts";
import { manresa } from "./manresa.ts";
import { sonServera } from "./son-servera.ts";
import { superilles } from "./superilles.ts";

export const exampleTowns: ExampleTown[] = [casamassima, lleida, manresa, sonServera, superilles];
