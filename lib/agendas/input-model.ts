import * as z from "zod";
import { AgreementRef } from "../agreements/id-model.ts";
import { ProseInput, Slug, TitleInput } from "../platform/shapes.ts";
import { documentShape, DocumentUrl, ItemKind, NamedMinutes, Order } from "./model.ts";

const DocumentInput = z
  .strictObject({
    title: TitleInput,
    url: documentShape.url.default(null),
    digest: documentShape.digest.default(null),
    access: documentShape.access.default("members"),
    document: documentShape.document,
  })
  .refine(
    (each) => each.document !== undefined || each.url === null || DocumentUrl.safeParse(each.url).success,
    {
      path: ["url"],
      message: "must be an https URL",
    },
  );

export const OrderInput = z
  .strictObject({ by: Order.shape.by, act: Order.shape.act.default(null) })
  .meta({ id: "OrderInput" });

const ItemInput = z.strictObject({
  id: Slug.optional(),
  kind: ItemKind.default("matter"),
  title: TitleInput,
  description: ProseInput.nullable().default(null),
  documents: z.array(DocumentInput).max(40).default([]),
  /** The minutes that it approves: they are then not proposed a second time. */
  minutes: NamedMinutes.optional(),
  agreement: AgreementRef.optional(),
});

export const AgendaInput = z
  .strictObject({
    items: z
      .array(ItemInput)
      .max(100)
      .refine((items) => {
        const ids = items.flatMap(({ id }) => id ?? []);
        return new Set(ids).size === ids.length;
      }, "must not have two items with the same id"),
    conditions: ProseInput.nullable().default(null),
    connection: ProseInput.nullable().default(null),
    places: z.array(TitleInput).max(20).default([]),
    documentsAt: DocumentUrl.nullable().default(null),
    reasons: ProseInput.nullable().default(null),
    urgency: ProseInput.nullable().default(null),
    order: OrderInput.nullable().default(null),
    ready: z.boolean().default(false),
  })
  .meta({ id: "AgendaInput" });
export type AgendaInput = z.infer<typeof AgendaInput>;

/** `draft=true`: the agenda as it is worked on; for the secretariat. */
export const AgendaQuery = z.strictObject({ draft: z.stringbool().optional() });
