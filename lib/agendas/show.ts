import type { FrozenAgenda, Order } from "./model.ts";

/** An order without the sign-in that recorded it. */
export const plainOrder = (order: Order | null): Order | null => order && { ...order, recordedBy: null };

/** What everyone may read of an agenda: not how to connect, nor documents that are for members. */
export const publicPart = <A extends FrozenAgenda>(agenda: A): A => ({
  ...agenda,
  connection: null,
  items: agenda.items.map((item) => ({
    ...item,
    documents: item.documents.filter(({ access }) => access === "public"),
  })),
});

/** With links to documents that are kept here as they are clicked in a letter: from the service's own address on. */
export const withWholeLinks = <A extends FrozenAgenda>(agenda: A, publicUrl: string): A => ({
  ...agenda,
  items: agenda.items.map((item) => ({
    ...item,
    documents: item.documents.map((each) => ({
      ...each,
      url: each.url?.startsWith("/") ? publicUrl + each.url : each.url,
    })),
  })),
});
