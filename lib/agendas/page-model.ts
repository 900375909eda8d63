import * as z from "zod";
import { Proposal } from "../agreements/model.ts";
import { Slug } from "../platform/shapes.ts";
import { SessionId } from "../sessions/id-model.ts";
import { agendaContents, AgendaItem, Missing, Order } from "./model.ts";

export const Agenda = z
  .object({
    municipality: Slug,
    session: SessionId,
    /** `draft`: as it is worked on; `convened`: as members were convened with it; `recorded`: of a held session, convened elsewhere. */
    state: z.enum(["draft", "convened", "recorded"]),
    ...agendaContents,
    order: Order.nullable(),
    ready: z.boolean(),
    /** Of a draft: what convening adds by itself, minutes that wait to be approved (ROF 80.2, 91.1). */
    proposed: z.array(AgendaItem),
    /** Whether the draft says something else than members were convened with. */
    changedSinceConvened: z.boolean(),
    missing: z.array(Missing),
    /** What the body agreed and has still to do, the overdue first: of a draft only, without what its items take up. */
    proposals: z.array(Proposal),
    /** The version of the convocation that it is; null: the draft, or of no convocation here. */
    convocation: z.int().nullable(),
    /** The draft's, to change it with; 0: of what members were convened with, which nobody changes. */
    version: z.int(),
  })
  .meta({ id: "Agenda", description: "What a session is convened to deal with" });
export type Agenda = z.infer<typeof Agenda>;
