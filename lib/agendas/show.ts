import type { FrozenAgenda } from "./model.ts";

/** What everyone may read of an agenda: not how to connect, nor documents that are for members. */
export const publicPart = <A extends FrozenAgenda>(agenda: A): A => ({
  ...agenda,
  connection: null,
  items: agenda.items.map((item) => ({
    ...item,
    documents: item.documents.filter(({ access }) => access === "public"),
  })),
});
