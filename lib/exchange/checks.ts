import * as z from "zod";
import { faultsOf } from "../platform/faults.ts";
import { agreementFlaws } from "./checks-agreements.ts";
import { bodyFlaws } from "./checks-bodies.ts";
import { catalogueFlaws } from "./checks-catalogue.ts";
import { conveningFlaws } from "./checks-convocations.ts";
import { documentFlaws } from "./checks-documents.ts";
import { groundOf } from "./checks-ground.ts";
import { ledgerFlaws } from "./checks-ledger.ts";
import { meetingFlaws } from "./checks-meetings.ts";
import { minutesFlaws } from "./checks-minutes.ts";
import { roomFlaws } from "./checks-rooms.ts";
import { seatFlaws } from "./checks-seats.ts";
import { requestFlaws, sessionFlaws, seriesFlaws } from "./checks-sessions.ts";
import { slotFlaws } from "./checks-slots.ts";
import { surveyFlaws } from "./checks-surveys.ts";
import { underWayFlaws } from "./checks-under-way.ts";
import { Document } from "./document-model.ts";
import type { Flaw } from "./document-model.ts";
import { draftOf } from "./draft.ts";
import { inPresentFormat } from "./formats.ts";

const MOST_AT_ONCE = 100; // that is how many a request is told

/** All faults of shape, by path. */
function shapeFlaws({ issues }: z.ZodError): Flaw[] {
  const flaws: Flaw[] = [];
  for (let i = 0; i < issues.length; i += MOST_AT_ONCE)
    flaws.push(...faultsOf(new z.ZodError(issues.slice(i, i + MOST_AT_ONCE)), "body"));
  return flaws.map(({ path, message }) => ({ path, message }));
}

/** Where text stops being JSON, as a line; what stands there is not told. */
function jsonFlaw(text: string, error: unknown): Flaw {
  const [, position] = /at position (\d+)/.exec(error instanceof Error ? error.message : "") ?? [];
  const line = position === undefined ? null : text.slice(0, Number(position)).split("\n").length;
  return { path: "$", message: line === null ? "is not JSON" : `is not JSON: see line ${line}` };
}

/** A text as a document, with all that is wrong in it: shapes, then what leads from one thing to another. */
export function checkDocument(text: string): { document: Document | null; flaws: readonly Flaw[] } {
  let raw: unknown;
  try {
    raw = JSON.parse(text) as unknown;
  } catch (error) {
    return { document: null, flaws: [jsonFlaw(text, error)] };
  }
  const { town, flaws: tooNew } = inPresentFormat(raw);
  if (tooNew.length > 0) return { document: null, flaws: tooNew };
  const { data, error } = Document.safeParse(town);
  const draft = draftOf(town);
  const ground = groundOf(draft);
  const flaws = [
    ...(error ? shapeFlaws(error) : []),
    ...catalogueFlaws(draft, ground),
    ...bodyFlaws(draft, ground),
    ...seatFlaws(draft, ground),
    ...seriesFlaws(draft, ground),
    ...sessionFlaws(draft, ground),
    ...requestFlaws(draft, ground),
    ...conveningFlaws(draft, ground),
    ...ledgerFlaws(draft, ground),
    ...meetingFlaws(draft, ground),
    ...minutesFlaws(draft, ground),
    ...agreementFlaws(draft, ground),
    ...roomFlaws(draft, ground),
    ...slotFlaws(draft, ground),
    ...documentFlaws(draft, ground),
    ...surveyFlaws(draft, ground),
    ...underWayFlaws(draft, ground),
  ];
  return { document: flaws.length === 0 ? (data ?? null) : null, flaws };
}
