import * as z from "zod";
import { Slug, Title } from "../platform/shapes.ts";
import { SessionId } from "../sessions/id-model.ts";
import { SessionStatus } from "../sessions/states.ts";
import { Call, Constituted, Meeting } from "./model.ts";

/** `acting`: someone stands in; `not-asked`: no rule asks for it. */
const Office = z.enum(["present", "acting", "missing", "not-asked"]);

/** Whether enough members are there, and how that is counted. */
export const Quorum = z
  .object({
    municipality: Slug,
    session: SessionId,
    status: SessionStatus,
    /** The call that it is counted for: the first, or from its hour on the second. */
    call: Call.shape.n,
    /** Members who are there and count, and how many of them remotely. */
    present: z.int(),
    remote: z.int(),
    legalNumber: Meeting.shape.legalNumber,
    basis: Meeting.shape.basis,
    /** How many members must be there; null: no rule says, or it is not known of how many. */
    needed: z.int().nullable(),
    president: Office,
    secretary: Office,
    /** Null: no rule asks for a quorum, or what it is counted from is not known. */
    reached: z.boolean().nullable(),
    /** By which of the ways that the rules know it is, or could be, reached; null: by none. */
    by: Constituted.nullable(),
    /** In words: "6 of 10; needs 5 + president + secretary". */
    formula: Title,
    article: z.string().nullable(),
    /** Whether members may vote now. */
    mayVote: z.boolean(),
    calls: z.array(Call),
  })
  .meta({ id: "QuorumStatus", description: "Whether enough members are there, and how that is counted" });
export type Quorum = z.infer<typeof Quorum>;
