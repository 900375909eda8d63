import { lineOf } from "./allowed.ts";
import type { Use } from "./rights.ts";

/** Rights by role, action and resource: as they are kept from one rehearsal to the next. */
export type Recorded = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Sorted, and each once. */
export function recordOf(uses: readonly Use[]): Recorded {
  const once = [...new Map(uses.map((use) => [lineOf(use), use])).entries()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, use]) => use);
  return Object.fromEntries(
    [...Map.groupBy(once, ({ role }) => role)].map(([role, own]) => [
      role,
      Object.fromEntries(
        [...Map.groupBy(own, ({ action, resource }) => `${action} ${resource}`)].map(([name, alike]) => [
          name,
          alike.map(({ keys }) => keys).filter((keys) => keys !== ""),
        ]),
      ),
    ]),
  );
}

/** What one has and the other has not, a line each. */
export function missing(from: readonly Use[], others: readonly Use[]): readonly string[] {
  const there = new Set(others.map(lineOf));
  return [...new Set(from.map(lineOf))].filter((line) => !there.has(line)).toSorted();
}

const HEAD = `# Rights: what each role may do, and does

Made by \`npm run rehearse -- --write\` from \`tests/rehearsal/rights.json\`; do not edit it by hand.
The rehearsal runs the synthesised templates and bundles on one machine, records every call that a function makes to AWS, and lets
iam-simulate say of every action of DynamoDB, SES, SQS, S3, Scheduler and Secrets Manager, on every resource and for every family of keys, what
each role is allowed (of calls to functions and of logs, what its statements spell out). What was used and what is allowed are the same set: this one. A family of keys is what
partition keys begin with (\`lib/table.ts\`); personal data is under \`PEOPLE#\`, \`BOOKING#\`, \`EXCUSES#\` and \`IDENTITY#\`.
`;

/** The rights as a page of the docs. */
export function pageOf(recorded: Recorded): string {
  const rows = Object.entries(recorded).map(([role, rights]) => {
    const lines = Object.entries(rights).map(([name, keys]) => {
      const [action = "", resource = ""] = name.split(" ");
      return `| ${action} | ${shortOf(resource)} | ${keys.map((key) => `\`${key}\``).join(" ")} |`;
    });
    return [`\n## ${role}\n`, "| action | resource | keys |", "|---|---|---|", ...lines].join("\n");
  });
  return `${HEAD}${rows.join("\n")}\n`;
}

const shortOf = (resource: string): string => resource.replace(/^arn:aws:/, "");
