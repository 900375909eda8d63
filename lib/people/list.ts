import { secretariat } from "../bodies/offices.ts";
import { loadBody } from "../bodies/store.ts";
import { faulty, Refusal } from "../errors.ts";
import type { Operation } from "../platform/contract.ts";
import { cursorOf, sortKeyIn } from "../platform/cursor.ts";
import { eachSeat } from "../seats/store.ts";
import { allSittings } from "./access.ts";
import type { PersonPage } from "./model.ts";
import type { people } from "./routes.ts";
import { shown } from "./show.ts";
import { loadPeople, personPage } from "./store.ts";

export const listPeople: Operation<(typeof people)["listPeople"]> = async ({ path, query }, context) => {
  const { municipality: town } = path;
  const { table, permit } = context;
  const { body, ...paged } = query;
  if (body === undefined) {
    await permit(["operator", "administrator"], { municipality: town }).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      throw faulty([{ in: "query", path: "$.body", message: "say of which body of yours" }]);
    });
    const { items, cursor } = await personPage(table, town, paged);
    const pages = await Promise.all(items.map(async (each) => shown(each, await allSittings(context, each))));
    return { status: 200, body: { items: pages, cursor } };
  }
  await permit(secretariat, { municipality: town, body });
  await loadBody(table, town, body);
  const ids = new Set<string>();
  for await (const { titular, substitutes } of eachSeat(table, town, body))
    for (const id of [titular, ...substitutes.map(({ person }) => person)]) if (id !== null) ids.add(id);
  const sorted = [...ids]
    .toSorted()
    .filter((id) => paged.cursor === undefined || id > sortKeyIn(paged.cursor, {}));
  const some = sorted.slice(0, paged.limit);
  const found = (await loadPeople(table, town, some)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const pages = await Promise.all(found.map(async (each) => shown(each, await allSittings(context, each))));
  const seats = (all: PersonPage["seats"]) => all.filter((seat) => seat.body === body);
  return {
    status: 200,
    body: {
      items: pages.map((page) => ({ ...page, seats: seats(page.seats) })),
      cursor: cursorOf(some.length < sorted.length ? { sk: some.at(-1) } : null, "sk"),
    },
  };
};
