import { convenedTown } from "../support/exchange-convened.ts";
import { heldTown } from "../support/exchange-held.ts";
import { richTown } from "../support/exchange-town.ts";
import type { World } from "../support/world.ts";

/** What is recorded at a release: between them, the stories hold something of everything that is stored. */
export const stories: Readonly<
  Record<string, { readonly since: string; readonly make: (world: World) => Promise<unknown> }>
> = {
  registry: { since: "2015-11-20T09:00:00Z", make: richTown },
  convened: { since: "2016-01-11T09:00:00Z", make: convenedTown },
  held: { since: "2016-02-01T08:00:00Z", make: heldTown },
};
