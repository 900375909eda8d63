import { TownPath } from "../municipalities/id-model.ts";
import { routes } from "../platform/contract.ts";
import { Catalogue, CsvQuery, DatasetPage, DatasetPath, DatasetQuery } from "./model.ts";

const reading = {
  get: ["municipality", "ending"],
  getMany: ["body", "session"],
  query: ["bodies", "body", "townTimeline"],
} as const;

export const openData = routes({
  getOpenData: {
    on: "GET /v1/municipalities/{municipality}/open-data",
    summary: "What a town publishes: datasets, their fields, and where they differ from OParl and Popolo",
    allow: "everyone",
    path: TownPath,
    answers: { 200: Catalogue },
    cacheSeconds: 300,
    touches: { get: ["municipality"] },
  },
  getDataset: {
    on: "GET /v1/municipalities/{municipality}/open-data/{dataset}",
    summary: "A page of a dataset: bodies, seats, sessions, agendas, approved minutes, agreements",
    allow: "everyone",
    path: DatasetPath,
    query: DatasetQuery,
    answers: { 200: DatasetPage },
    isPaged: true,
    cacheSeconds: 300,
    touches: reading,
  },
  getDatasetCsv: {
    on: "GET /v1/municipalities/{municipality}/open-data/{dataset}/csv",
    summary: "The same as CSV (RFC 4180), for spreadsheets, too",
    allow: "everyone",
    path: DatasetPath,
    query: CsvQuery,
    answers: { 200: { media: "text/csv; charset=utf-8; header=present" } },
    isPaged: true,
    cacheSeconds: 300,
    touches: reading,
  },
});
