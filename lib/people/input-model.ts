import * as z from "zod";
import { Area } from "../municipalities/id-model.ts";
import { Language, Line, paging, Slug } from "../platform/shapes.ts";
import { PersonId } from "../seats/id-model.ts";
import { SignIn } from "./model.ts";

const contact = {
  email: z.email().max(200).nullable(),
  phone: Line.nullable(),
  address: Line.nullable(),
  language: Language.nullable(),
  residence: Area.nullable(),
};

const input = { ...contact, name: Line, keeper: Slug.nullable() };
const granted = { signIn: SignIn.nullable(), administrator: z.boolean() };
const NEEDS_SIGN_IN = {
  path: ["administrator"],
  message: "needs a `signIn`: a token must be able to name them",
};

export const PersonInput = z
  .strictObject({
    name: input.name,
    email: input.email.default(null),
    phone: input.phone.default(null),
    address: input.address.default(null),
    language: input.language.default(null),
    residence: input.residence.default(null),
    keeper: input.keeper.default(null),
    signIn: granted.signIn.default(null),
    administrator: granted.administrator.default(false),
  })
  .refine(({ administrator, signIn }) => !administrator || signIn !== null, NEEDS_SIGN_IN)
  .meta({ id: "PersonInput" });

export const PersonPatch = z
  .strictObject({ ...input, ...granted })
  .partial()
  .meta({ id: "PersonPatch" });

/** What people change of their own record themselves. */
export const OWN_FIELDS: readonly string[] = Object.keys(contact);

/** What decides who may do what: the administration's to change. */
export const GRANTED_FIELDS: readonly string[] = Object.keys(granted);

export const PersonPath = z.object({ municipality: Slug, person: PersonId });
export const PersonQuery = z.strictObject({ body: Slug.optional(), ...paging });
