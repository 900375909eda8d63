/** The closed list of refusals, and the HTTP status of each. The domain throws them and knows no HTTP. */
export const refusals = {
  "bad-input": { status: 400, title: "The request has faults" },
  "no-token": { status: 401, title: "Sign in first" },
  "bad-token": { status: 401, title: "The token is not valid" },
  forbidden: { status: 403, title: "Your office does not allow this" },
  "not-found": { status: 404, title: "Not found" },
  "already-exists": { status: 409, title: "It already exists" },
  taken: { status: 409, title: "Someone else has it" },
  "wrong-state": { status: 409, title: "Not possible in the present state" },
  "no-quorum": { status: 409, title: "There is no quorum" },
  incomplete: { status: 409, title: "Something that the rules ask for is missing" },
  "too-late": { status: 409, title: "It would not be in time" },
  provisional: { status: 409, title: "It rests on a calendar that nobody has confirmed" },
  "changed-meanwhile": { status: 412, title: "It was changed by someone else" },
  "too-large": { status: 413, title: "The request is too large" },
  "key-reused": { status: 422, title: "The idempotency key was used for another request" },
  "version-needed": { status: 428, title: "Say which version you read" },
  "too-many": { status: 429, title: "That is enough for now" },
} as const;

export type RefusalCode = keyof typeof refusals;

/** One fault of a request. `path` is a JSON path ("$.slots[0].at") within what `in` names. */
export interface Fault {
  in: "body" | "query" | "path" | "header";
  path: string;
  message: string;
}

/** Thrown wherever the domain says no: `detail` tells the user what to do next, `faults` lists all that is wrong. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly faults: readonly Fault[];

  constructor(code: RefusalCode, detail: string, faults: readonly Fault[] = []) {
    super(detail);
    this.name = "Refusal";
    this.code = code;
    this.faults = faults;
  }
}

/** Lets a refusal pass as done with: someone else was faster, and what they did counts. Anything else is a failure. */
export function unlessRefused(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}

/** 400 with all that is wrong. */
export const faulty = (faults: readonly Fault[]): Refusal =>
  new Refusal(
    "bad-input",
    faults.length === 1 ? "One fault: see `faults`." : `${faults.length} faults: see \`faults\`.`,
    faults,
  );

/** 400 for faults of the body found past its schema: `[["$.start", "message"]]`. */
export const badInput = (faults: readonly (readonly [path: string, message: string])[]): Refusal =>
  faulty(faults.map(([path, message]) => ({ in: "body", path, message })));
