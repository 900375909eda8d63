import { faulty } from "../errors.ts";
import { loadMunicipality } from "../municipalities/store.ts";
import type { Context, Operation } from "../platform/contract.ts";
import { dateAt } from "../platform/zone.ts";
import { catalogueOf } from "./catalogue.ts";
import { csvOf } from "./csv.ts";
import { datasets } from "./model.ts";
import type { DatasetName, Paged, RowOf } from "./model.ts";
import { readBodies, readSeats } from "./read-registry.ts";
import { readAgendas, readAgreements, readMinutes, readSessions } from "./read-sessions.ts";
import type { Reader } from "./read-sessions.ts";
import type { openData } from "./routes.ts";

type Chart = typeof openData;

const readers: { readonly [D in DatasetName]: Reader<D> } = {
  bodies: readBodies,
  seats: readSeats,
  sessions: readSessions,
  agendas: readAgendas,
  minutes: readMinutes,
  agreements: readAgreements,
};

export const getOpenData: Operation<Chart["getOpenData"]> = async ({ path }, { table }) => {
  const { id } = await loadMunicipality(table, path.municipality, "eventually");
  return { status: 200, body: catalogueOf(id) };
};

export const getDataset: Operation<Chart["getDataset"]> = async ({ path, query }, context) => {
  const { items, cursor, next } = await pageOf(path, query, context);
  const { dataset } = path;
  // Which rows go with which name, `readers` says; a union does not tell it to the compiler.
  const body = { dataset, items, cursor } as { dataset: "bodies"; items: RowOf<"bodies">[]; cursor: string };
  const address = addressOf(path);
  return { status: 200, body, ...(next && { next: `${address}?${String(next)}` }) };
};

export const getDatasetCsv: Operation<Chart["getDatasetCsv"]> = async ({ path, query }, context) => {
  const { language, ...paged } = query;
  const { items, town, next } = await pageOf(path, paged, context);
  const languages = [...(language === undefined ? [] : [language]), town.language];
  if (language !== undefined) next?.set("language", language);
  return {
    status: 200,
    body: csvOf(path.dataset, items, languages),
    ...(next && { next: `${addressOf(path)}/csv?${String(next)}` }),
  };
};

interface Place {
  readonly municipality: string;
  readonly dataset: DatasetName;
}

const addressOf = ({ municipality, dataset }: Place): string =>
  `/v1/municipalities/${municipality}/open-data/${dataset}`;

/** A page of a dataset, as long as `limit` asks and the dataset lets it be, and the query of the next. */
async function pageOf({ municipality, dataset }: Place, query: Paged, { table, now }: Context) {
  const { isDated, most } = datasets[dataset];
  const misplaced = (["from", "to"] as const).filter((name) => !isDated && query[name] !== undefined);
  if (misplaced.length > 0)
    throw faulty(
      misplaced.map((name) => ({
        in: "query",
        path: `$.${name}`,
        message: `is for what has a day: ${dataset} are given as they are today`,
      })),
    );
  const town = await loadMunicipality(table, municipality, "eventually");
  const limit = Math.min(query.limit, most.n);
  const today = dateAt(now, town.timeZone);
  const { items, cursor } = await readers[dataset]({ table, town, today, query: { ...query, limit } });
  return { items, cursor, town, next: cursor === null ? null : nextQuery(query, cursor) };
}

function nextQuery({ limit, from, to }: Paged, cursor: string): URLSearchParams {
  const next = new URLSearchParams({ limit: String(limit) });
  if (from !== undefined) next.set("from", from);
  if (to !== undefined) next.set("to", to);
  next.set("cursor", cursor);
  return next;
}
