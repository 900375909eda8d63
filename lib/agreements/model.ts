import * as z from "zod";
import { CalendarDate, Line, listOf, Prose, Slug, Title } from "../platform/shapes.ts";
import { SeatId } from "../seats/id-model.ts";
import { SessionId } from "../sessions/id-model.ts";
import { AgreementNumber } from "./id-model.ts";
import { AgreementState } from "./states.ts";

/** Who has to see to it: a seat of the body, a body or an entity of the town, an office. Never a person's name. */
export const Responsible = z
  .union(
    [
      z.strictObject({ seat: SeatId }),
      z.strictObject({ body: Slug }),
      z.strictObject({ entity: Slug }),
      z.strictObject({ office: Line }),
    ],
    "must be one of { seat }, { body }, { entity } or { office }",
  )
  .meta({ id: "Responsible", description: "Who has to see to an agreement: no person by name" });
export type Responsible = z.infer<typeof Responsible>;

/** The element of a plan that it carries out: an action, mostly. */
export const Follows = z.strictObject({ plan: Slug, element: Slug }).meta({ id: "Follows" });

/** What may change of an agreement while it is followed up; its text only until minutes are approved. */
export const followed = {
  responsible: Responsible.nullable(),
  /** The last day on which it is done in time. */
  due: CalendarDate.nullable(),
  follows: Follows.nullable(),
  challenge: Slug.nullable(),
  /** `members`: never shown to anyone else. */
  access: z.enum(["public", "members"]),
};

/** An agreement as the table holds it. Texts are the secretary's, who keeps names of people out of what is public. */
export const StoredAgreement = z.object({
  municipality: Slug,
  body: Slug,
  session: SessionId,
  n: AgreementNumber,
  /** The item of the agenda that it was adopted on; null: on none, or not said. */
  item: Slug.nullable(),
  /** The vote that carried it; null: without a vote, or not said. */
  vote: z.int().nullable(),
  text: Prose,
  ...followed,
  state: AgreementState,
  /** How it goes on, for members. */
  note: Prose.nullable(),
  recordedAt: z.string(),
  updatedAt: z.string(),
  version: z.int(),
});
export type StoredAgreement = z.infer<typeof StoredAgreement>;

/** An agreement as it is shown. */
export const Agreement = StoredAgreement.extend({
  /** It was due before today, and is neither done nor dropped. */
  overdue: z.boolean(),
  /** False: the minutes of its session are not approved, and this is not final. */
  minutesApproved: z.boolean(),
}).meta({ id: "Agreement", description: "What a session agreed: who sees to it, by when, how far it is" });
export type Agreement = z.infer<typeof Agreement>;
export const AgreementList = listOf(Agreement, "AgreementList");

const Step = z.object({ id: Slug, kind: z.string(), title: Title, status: z.string().nullable() });

/** What an agreement belongs to, followed as far as it leads. */
export const Trail = z
  .object({
    plan: z.object({ id: Slug, name: Title }).nullable(),
    /** From the element that it carries out up to the top: action, line, theme, axis. */
    elements: z.array(Step),
    challenge: z
      .object({
        id: Slug,
        name: Title,
        /** The element of the plan that works on it; null: the agreement says so itself. */
        element: Slug.nullable(),
      })
      .nullable(),
  })
  .meta({ id: "Trail", description: "From an agreement to its action, line, theme, axis and challenge" });
export type Trail = z.infer<typeof Trail>;

export const AgreementPage = Agreement.extend({ trail: Trail }).meta({
  id: "AgreementPage",
  description: "An agreement, with the plan and the challenge that it leads to",
});

/** An agreement that the next agenda may take up. */
export const Proposal = Agreement.pick({
  session: true,
  n: true,
  text: true,
  responsible: true,
  due: true,
  state: true,
  overdue: true,
}).meta({
  id: "AgreementProposal",
  description: "An agreement that is still to be done, for the next agenda",
});
export type Proposal = z.infer<typeof Proposal>;
export const ProposalList = z
  .object({ proposals: z.array(Proposal) })
  .meta({ id: "AgreementProposals", description: "Agreements still to be done, the overdue ones first" });
