import * as z from "zod";
import { Passage, Prose, ProseInput, Slug, Title } from "../platform/shapes.ts";
import { SeatId, SeatRole } from "../seats/id-model.ts";
import { SessionId, SessionPath } from "../sessions/id-model.ts";
import { MinutesPath } from "./path-model.ts";

/** Over their sign-in, or in writing to the secretary, who put it on record. */
const By = z.enum(["member", "secretary"]);
/** Or by the link in the mail that sent them. */
const SaidBy = z.enum(["member", "secretary", "link"]);

/** What a member says of circulated minutes (Ley 40/2015, 18.2: "su conformidad o reparos"). */
export const Conformity = z
  .object({
    municipality: Slug,
    session: SessionId,
    n: z.int(),
    seat: SeatId,
    tenure: z.int(),
    agrees: z.boolean(),
    remarks: Prose.nullable(),
    at: z.string(),
    by: SaidBy,
    version: z.int(),
  })
  .meta({ id: "Conformity", description: "What a member says of circulated minutes" });
export type Conformity = z.infer<typeof Conformity>;

export const ConformityInput = z
  .discriminatedUnion("agrees", [
    z.strictObject({ agrees: z.literal(true), seat: SeatId }),
    z.strictObject({ agrees: z.literal(false), seat: SeatId, remarks: ProseInput }),
  ])
  .meta({ id: "ConformityInput" });

/** What the page behind the link sends: a field that was left empty comes as "". */
export const ConformityForm = z
  .strictObject({
    says: z.enum(["agrees", "remarks"]),
    remarks: z.union([z.literal(""), Passage]).optional(),
  })
  .refine(({ says, remarks = "" }) => (remarks !== "") === (says === "remarks"), {
    path: ["remarks"],
    message: "goes with `remarks`, which does not go without, and with nothing else",
  })
  .meta({ id: "ConformityForm" });
export const ConformityPath = MinutesPath.extend({ seat: SeatId });
/** `key`: of the signed link in the mail. */
export const ConformityKey = z.strictObject({ key: z.string().max(300) });

/** Who reads an opinion's text beside the members and the secretariat. */
const Access = z.enum(["members", "public"]);

/** The written opinion of a member who dissents (Ley 40/2015, 19.5; Llei 26/2010, 20.2). Its text is the member's own. */
export const Opinion = z
  .object({
    municipality: Slug,
    session: SessionId,
    seat: SeatId,
    tenure: z.int(),
    role: SeatRole,
    label: Title.nullable(),
    text: Prose,
    access: Access,
    at: z.string(),
    by: By,
    /** The last moment at which it could be given, in UTC. */
    until: z.string(),
    /** Counted over a calendar that is missing or not confirmed. */
    provisional: z.boolean(),
    version: z.int(),
  })
  .meta({ id: "Opinion", description: "The written opinion of a member who dissents" });
export type Opinion = z.infer<typeof Opinion>;

/** To everyone: that there is one, and its text where the member lets it be read. */
export const ShownOpinion = Opinion.omit({ by: true, version: true })
  .extend({ text: Prose.nullable() })
  .meta({ id: "ShownOpinion" });

export const OpinionInput = z
  .strictObject({ text: ProseInput, access: Access.default("members") })
  .meta({ id: "OpinionInput", description: "A dissenting opinion, by a member, in their own words" });
export const OpinionPath = SessionPath.extend({ seat: SeatId });
