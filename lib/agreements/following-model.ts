import * as z from "zod";
import { CalendarDate, Slug } from "../platform/shapes.ts";
import { SessionId } from "../sessions/id-model.ts";
import { AgreementState } from "./states.ts";

/** An agreement that leads to a plan or a challenge, as that shows it; what it says is at its own address. */
export const FollowingAgreement = z
  .object({
    body: Slug,
    session: SessionId,
    n: z.int(),
    /** Of a plan, the element that it carries out. */
    element: Slug.nullable(),
    state: AgreementState,
    due: CalendarDate.nullable(),
  })
  .meta({ id: "FollowingAgreement", description: "An agreement that leads to a plan or a challenge" });
export type FollowingAgreement = z.infer<typeof FollowingAgreement>;

export const StoredFollowing = FollowingAgreement.extend({ access: z.enum(["public", "members"]) });
export type StoredFollowing = z.infer<typeof StoredFollowing>;
