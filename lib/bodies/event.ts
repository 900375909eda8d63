import { badInput, Refusal } from "../errors.ts";
import { inLanguage } from "../platform/shapes.ts";
import { mayPrecede } from "../platform/validity.ts";
import type { LineageInput } from "./lineage-model.ts";
import type { StoredBody } from "./model.ts";

interface Applied {
  readonly changes: readonly { readonly before: StoredBody; readonly after: StoredBody }[];
  readonly original: readonly StoredBody[];
  readonly resulting: readonly StoredBody[];
}

const changed = (before: StoredBody, change: Partial<StoredBody>) => ({
  before,
  after: { ...before, ...change, version: before.version + 1 },
});

/** What an event makes of the bodies that take part in it. All faults at once. */
export function applyEvent(
  input: LineageInput,
  subject: StoredBody,
  others: readonly StoredBody[],
  language: string,
): Applied {
  const { date, act } = input;
  const field = "of" in input ? "of" : "into";
  const named = "of" in input ? input.of : "into" in input ? input.into : [];
  const parties = named.map((id) => others.find((body) => body.id === id));
  mustBeSound(named, parties, subject, { date, field, mayBeOver: input.kind === "split" });
  if (input.kind === "found" && subject.dissolved?.date && !mayPrecede(date, subject.dissolved.date))
    throw badInput([["$.date", `must not be after ${subject.dissolved.date}, when the body was dissolved`]]);
  if (input.kind !== "found" && subject.founded?.date && !mayPrecede(subject.founded.date, date))
    throw badInput([
      ["$.date", `must not be before ${subject.founded.date}, when '${subject.id}' was founded`],
    ]);
  const goesOn = input.kind === "found" || input.kind === "merge" || input.kind === "absorb";
  const since = subject.formerNames.at(-1)?.until ?? subject.founded?.date;
  if (since && !goesOn && !mayPrecede(since, date))
    throw badInput([["$.date", `must not be before ${since}, when the body began or had its last name`]]);
  const family = parties.filter((body) => body !== undefined);
  if (subject.dissolved && input.kind !== "found")
    throw new Refusal("wrong-state", `'${subject.id}' was dissolved: an event of its successor is meant.`);

  const begin = (body: StoredBody) => (body.founded ? [] : [changed(body, { founded: { date, act } })]);
  const end = (body: StoredBody) => changed(body, { dissolved: { date, act } });
  switch (input.kind) {
    case "found":
      return { changes: [changed(subject, { founded: { date, act } })], original: [], resulting: [subject] };
    case "rename": {
      const formerNames = [...subject.formerNames, { name: subject.name, until: date }];
      const name = inLanguage(language, input.name);
      return {
        changes: [changed(subject, { name, formerNames })],
        // The event is about these two names, whatever else it was called around that day.
        original: [{ ...subject, formerNames: [] }],
        resulting: [{ ...subject, name, formerNames: [] }],
      };
    }
    case "merge":
      return { changes: [...begin(subject), ...family.map(end)], original: family, resulting: [subject] };
    case "absorb":
      return { changes: family.map(end), original: [...family, subject], resulting: [subject] };
    case "split":
      return {
        changes: [...family.flatMap(begin), ...(input.continues ? [] : [end(subject)])],
        original: [subject],
        resulting: input.continues ? [subject, ...family] : family,
      };
    default:
      return { changes: [end(subject)], original: [subject], resulting: [] };
  }
}

function mustBeSound(
  named: readonly string[],
  parties: readonly (StoredBody | undefined)[],
  subject: StoredBody,
  { date, field, mayBeOver }: { date: string; field: string; mayBeOver: boolean },
): void {
  const faults: [string, string][] = [];
  for (const [i, id] of named.entries()) {
    const party = parties[i];
    const at = `$.${field}[${i}]`;
    if (!party) faults.push([at, `there is no body '${id}': take it in first`]);
    else if (id === subject.id) faults.push([at, "is the body itself"]);
    else if (named.indexOf(id) < i) faults.push([at, "is there twice"]);
    else if (!mayBeOver && party.dissolved)
      faults.push([at, `was dissolved ${party.dissolved.date ?? "before"}`]);
    else if (!mayBeOver && party.founded?.date && !mayPrecede(party.founded.date, date))
      faults.push(["$.date", `'${id}' was founded ${party.founded.date}`]);
  }
  if (faults.length > 0) throw badInput(faults);
}
