import { isDeepStrictEqual } from "node:util";
import { Refusal } from "../errors.ts";
import { parseInstant } from "../platform/zone.ts";
import type { StoredFullSession } from "../sessions/model.ts";
import { saysMore } from "./decide.ts";
import type { ConvocationInput } from "./input-model.ts";
import type { Convocation } from "./model.ts";
import type { Preparation } from "./prepare.ts";

interface Case {
  readonly before: StoredFullSession;
  readonly last: Convocation | null;
  readonly input: ConvocationInput;
  readonly preparation: Preparation;
  readonly convocation: Convocation;
  readonly now: number;
}

/** Nobody means more; and each is a mail to every member. */
const MOST_VERSIONS = 99;

/** Refuses what must not go out, with what to do instead: what lacks something, comes late, or rests on a guess. */
export function mayNotBegin(of: Case): void {
  const { before, last, input, preparation, convocation, now } = of;
  const { missing, deadline } = preparation;
  const start = parseInstant(convocation.startUtc);
  if (start === null)
    throw new Refusal("wrong-state", "Its hour is not known yet: give the session its `start` first.");
  if (start <= now)
    throw new Refusal("wrong-state", "It has begun by the clock: nobody is convened to it any more.");
  if (convocation.n > MOST_VERSIONS)
    throw new Refusal(
      "wrong-state",
      `It was convened ${MOST_VERSIONS} times: cancel it, and plan another one.`,
    );
  if (before.status === "convened" && last && !saysMore(last, convocation))
    throw new Refusal("wrong-state", "Members were told all this already: say what changes.");
  if (missing.length > 0)
    throw new Refusal(
      "incomplete",
      `${missing.length} of what the rules ask for ${missing.length === 1 ? "is" : "are"} missing: see \`faults\`.`,
      missing.map(({ what, message, rule }) => ({
        in: "body",
        path: `$.${what}`,
        message: rule === null ? message : `${message} (${rule})`,
      })),
    );
  if (!deadline) return;
  const limit = parseInstant(deadline.strictest) ?? 0;
  if (now > limit && !mayComeLate(of))
    throw new Refusal(
      "too-late",
      `The last lawful moment was ${deadline.strictest} (${deadline.source ?? "the rules"}): postpone the session, or make it urgent where the rules allow that.`,
    );
  if (deadline.provisional && !input.acceptProvisional)
    throw new Refusal(
      "provisional",
      `Not confirmed: ${deadline.unconfirmed.map(({ area, year }) => `${area} ${year}`).join(", ") || "any calendar"}. Confirm the calendar, or send \`acceptProvisional\`: it can never be certified then.`,
    );
}

const essentials = ({ start, kind, agenda }: Convocation) => [start, kind, agenda?.items];

/** Another room, another link: what leaves day, kind and agenda as members know them may be told late, and is marked so. */
function mayComeLate({ input, last, convocation, before }: Case): boolean {
  if (!input.acceptLate || !last || before.status !== "convened") return false;
  return isDeepStrictEqual(essentials(last), essentials(convocation));
}
