import { bodyPartition, join, PAST } from "./parts.ts";
import type { Key } from "./parts.ts";

/** What a relation of a body leads to. */
export type RelatedType = "body" | "challenge" | "entity" | "plan";

const relatedPartition = (town: string, type: RelatedType, id: string): string =>
  type === "body"
    ? bodyPartition(town, id)
    : type === "entity"
      ? join("ENTITY", town, id)
      : join("RELATED", town, type, id);

/** Keys of bodies and of what hangs on them. */
export const bodyKeys = {
  body: (town: string, body: string): Key => ({ pk: bodyPartition(town, body), sk: "BODY" }),
  /** All that a body's page shows: its present, or with its past. */
  bodyPage: (town: string, body: string, withPast: boolean) => ({
    pk: bodyPartition(town, body),
    ...(!withPast && { to: PAST }),
  }),
  /** A body and what happened to it, without what hangs on it. */
  bodyHistory: (town: string, body: string) => ({
    pk: bodyPartition(town, body),
    from: "BODY",
    to: "EVENT$",
  }),
  bodyEntry: (town: string, kind: string, body: string): Key => ({
    pk: join("BODIES", town),
    sk: join(kind, body),
  }),
  bodies: (town: string, kind?: string) => ({
    pk: join("BODIES", town),
    ...(kind !== undefined && { prefix: join(kind, "") }),
  }),
  shared: (town: string, owner: string, body: string): Key => ({
    pk: join("SHARED", town),
    sk: join(owner, body),
  }),
  sharedWith: (town: string) => ({ pk: join("SHARED", town) }),
  event: (town: string, body: string, date: string, id: string): Key => ({
    pk: bodyPartition(town, body),
    sk: join("EVENT", date, id),
  }),
  eventsOf: (town: string, body: string) => ({ pk: bodyPartition(town, body), prefix: join("EVENT", "") }),
  relation: (town: string, body: string, kind: string, type: RelatedType, id: string): Key => ({
    pk: bodyPartition(town, body),
    sk: join("RELATION", kind, type, id),
  }),
  /** The same relation, as what it leads to shows it. */
  inverse: (town: string, body: string, kind: string, type: RelatedType, id: string): Key => ({
    pk: relatedPartition(town, type, id),
    sk: join("RELATION", `of-${kind}`, "body", body),
  }),
  relationsOf: (town: string, body: string, kind = "") => ({
    pk: bodyPartition(town, body),
    prefix: kind === "" ? join("RELATION", "") : join("RELATION", kind, ""),
  }),
  inversesOf: (town: string, type: RelatedType, id: string) => ({
    pk: relatedPartition(town, type, id),
    prefix: join("RELATION", "of-"),
  }),
  rules: (town: string, body: string, from: string): Key => ({
    pk: bodyPartition(town, body),
    sk: join("RULES", from),
  }),
  rulesOf: (town: string, body: string) => ({ pk: bodyPartition(town, body), prefix: join("RULES", "") }),
  series: (town: string, body: string, series: string): Key => ({
    pk: bodyPartition(town, body),
    sk: join("SERIES", series),
  }),
  seriesOf: (town: string, body: string) => ({ pk: bodyPartition(town, body), prefix: join("SERIES", "") }),
} as const;
