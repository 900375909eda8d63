import * as z from "zod";
import { BodyKind, FormerName } from "../bodies/model.ts";
import { Contact } from "../municipalities/contact-model.ts";
import { Line, PartialDate, Prose, Slug, Title } from "../platform/shapes.ts";
import { Certainty } from "../platform/validity.ts";
import { Occupancy, SeatId, SeatRole } from "../seats/id-model.ts";
import { dataset, municipality, organization, path } from "./dataset.ts";

const PARTIAL = "As precise as it is known: a year, a month or a day";

/** The bodies of a town, all that ever were. */
export const bodies = dataset({
  title: { ca: "Òrgans", en: "Bodies", es: "Órganos", it: "Organismi" },
  what: "The participation bodies of the town, those that are no more among them",
  standards: ["Popolo Organization", "OParl 1.1 Organization"],
  differs: [
    "What a body is part of, hangs from or follows (Popolo parent_id, OParl subOrganizationOf) has dates of its own, and stands on the body's page.",
  ],
  isDated: false,
  most: { of: "rows", n: 50 },
  row: z
    .object({
      id: Slug,
      municipality: Slug,
      path: z.string(),
      name: Title,
      formerNames: z.array(FormerName),
      alternateNames: z.array(Title),
      classification: BodyKind,
      description: Prose.nullable(),
      legalBasis: z.array(Line),
      department: Title.nullable(),
      contact: Contact.nullable(),
      area: Slug.nullable(),
      startDate: PartialDate.nullable(),
      endDate: PartialDate.nullable(),
      inForce: Certainty,
    })
    .meta({ id: "OpenBody", description: "A body, as open data" }),
  fields: {
    id: {
      what: "Id of the body, unique in its town",
      as: ["Popolo Organization.id", "OParl Organization.id"],
      differs: "A readable word; OParl's is a URL",
    },
    municipality,
    path,
    name: {
      what: "The name that it has today",
      as: ["Popolo Organization.name", "OParl Organization.name"],
      differs: "By language",
    },
    formerNames: {
      what: "Names that it had, each with the first day on which it had it no more",
      as: ["Popolo Organization.other_names"],
      differs: "By language, with `until` for end_date",
    },
    alternateNames: {
      what: "Other names that it goes by",
      as: ["Popolo Organization.other_names", "OParl Organization.shortName"],
      differs: "By language, and a list",
    },
    classification: {
      what: "What kind of body it is",
      as: ["Popolo Organization.classification", "OParl Organization.classification"],
      differs: "One of a closed list of English words",
    },
    description: { what: "What it is for", as: ["Popolo Organization.description"], differs: "By language" },
    legalBasis: { what: "The acts and laws that it rests on", as: [] },
    department: { what: "The department of the town that looks after it", as: [] },
    contact: {
      what: "Where the institution is found; never a person's address",
      as: ["Popolo Organization.contact_details"],
      differs: "One object with fixed names",
    },
    area: {
      what: "Id of the territory that it acts for; null: the town, or not stated",
      as: ["Popolo Organization.area_id"],
    },
    startDate: {
      what: "When it was founded",
      as: ["Popolo Organization.founding_date", "OParl Organization.startDate"],
      differs: PARTIAL,
    },
    endDate: {
      what: "The first day on which it was no more",
      as: ["Popolo Organization.dissolution_date", "OParl Organization.endDate"],
      differs: `OParl's is the last day on which it was. ${PARTIAL}`,
    },
    inForce: { what: "Whether it acts today: yes, no or not-known", as: [] },
  },
});

/** The seats of a town's bodies as they are today. Who sits there is personal data and is in no dataset. */
export const seats = dataset({
  title: { ca: "Seients", en: "Seats", es: "Puestos", it: "Seggi" },
  what: "The seats of the bodies that are not over, with the entity that holds each; no person is in it",
  standards: ["Popolo Post", "Popolo Membership"],
  differs: [
    "A Popolo Membership is a person's: here it is an entity's, and null where a seat is of a person.",
    "Tenures that are over are on the seat's page.",
    "A page looks at 25 bodies, and may hold fewer rows than `limit`.",
  ],
  isDated: false,
  most: { of: "rows", n: 200 },
  row: z
    .object({
      id: SeatId,
      municipality: Slug,
      organization: Slug,
      path: z.string(),
      role: SeatRole,
      label: Title.nullable(),
      occupancy: Occupancy,
      holder: Slug.nullable(),
      holderMunicipality: Slug.nullable(),
      voice: z.boolean(),
      vote: z.boolean(),
      startDate: PartialDate.nullable(),
      endDate: PartialDate.nullable(),
      inForce: Certainty,
    })
    .meta({ id: "OpenSeat", description: "A seat of a body, as open data: no person" }),
  fields: {
    id: { what: "Id of the seat, opaque", as: ["Popolo Post.id"] },
    municipality,
    organization,
    path,
    role: { what: "What whoever sits there is in the body", as: ["Popolo Post.role"] },
    label: { what: "The seat's own name", as: ["Popolo Post.label"], differs: "By language; may be null" },
    occupancy: { what: "held, vacant, or not-known: nobody said whether anyone sits there", as: [] },
    holder: {
      what: "Id of the entity that holds it; null: none, or a person",
      as: ["Popolo Membership.member", "Popolo Membership.on_behalf_of_id"],
    },
    holderMunicipality: { what: "Id of the town whose entity that is", as: [] },
    voice: { what: "Whether it may speak", as: [] },
    vote: { what: "Whether it may vote", as: ["OParl Membership.votingRight"] },
    startDate: {
      what: "Since when whoever holds it does",
      as: ["Popolo Membership.start_date"],
      differs: PARTIAL,
    },
    endDate: {
      what: "The first day on which they do no more",
      as: ["Popolo Membership.end_date"],
      differs: PARTIAL,
    },
    inForce: { what: "Whether it is so today: yes or not-known", as: [] },
  },
});
