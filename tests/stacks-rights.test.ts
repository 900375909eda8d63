import { Stack } from "aws-cdk-lib";
import { AttributeType, Table } from "aws-cdk-lib/aws-dynamodb";
import { describe, expect, it } from "vitest";
import { grantsFor } from "../cdk/grants.ts";
import { listeners, streams, ticks } from "../lib/api.ts";
import type { Touches } from "../lib/platform/contract.ts";
import { families } from "../lib/table.ts";
import {
  appWith,
  functions,
  otherRightsOf,
  production,
  rightsIn,
  rightsOf,
  statementsOf,
  synthesised,
} from "./support/stacks.ts";
import type { Statement } from "./support/stacks.ts";

const { service } = synthesised(production);
const policyOf = (name: string) => service.one("AWS::IAM::Policy", `${name}Role`);

/** Whether a right is for this verb and covers this key, however its pattern is written. */
const covers = (right: string, verb: RegExp, key: string): boolean => {
  const [action = "", , pattern = ""] = right.split(" ");
  const glob = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
  return verb.test(action) && (pattern === "everything" || glob.test(key));
};

const grants = (...touches: Touches[]): Statement[] => {
  const stack = new Stack(appWith());
  const table = new Table(stack, "Table", { partitionKey: { name: "pk", type: AttributeType.STRING } });
  return grantsFor(table, touches).map((each) => stack.resolve(each.toStatementJson()) as Statement);
};

describe("the rights", () => {
  const names = {
    get: "GetItem",
    getMany: "BatchGetItem",
    query: "Query",
    put: "PutItem",
    delete: "DeleteItem",
    check: "ConditionCheckItem",
  } as const;
  const verbs = Object.keys(names) as (keyof Touches)[];

  it.each(functions)("of $name are what the chart says it touches", ({ name, touches }) => {
    const rights = new Set<string>();
    for (const entry of touches)
      for (const verb of verbs)
        for (const family of entry[verb] ?? []) {
          const { leading, index = "table" }: { leading: string; index?: string } = families[family];
          rights.add(`${names[verb]} ${index} ${leading.replace(/#$/, "#*")}`);
        }
    expect(rightsOf(policyOf(name))).toEqual([...rights].toSorted());
  });

  it("follow from the verbs of the entries, one statement an action and resource", () => {
    const statements = grants(
      { get: ["municipality"], query: ["municipalities", "bodyTimeline", "townTimeline", "timer"] },
      {
        get: ["municipality", "body"],
        getMany: ["body", "session"],
        put: ["audit", "session"],
        delete: ["timer"],
        check: ["body"],
      },
    );
    expect(statements).toHaveLength(8);
    expect(rightsIn(statements)).toEqual([
      "BatchGetItem table BODY#*",
      "BatchGetItem table SESSION#*",
      "ConditionCheckItem table BODY#*",
      "DeleteItem table TIMER#*",
      "GetItem table BODY#*",
      "GetItem table TOWN#*",
      "PutItem table AUDIT#*",
      "PutItem table SESSION#*",
      "Query gsi1 TIMELINE#*",
      "Query gsi2 TIMELINE#*",
      "Query gsi2 TOWNS",
      "Query table TIMER#*",
    ]);
  });

  it("cannot be had to write to an index", () => {
    expect(() => grants({ put: ["municipalities"] })).toThrow("gsi2 can only query");
  });

  const all = service.all("AWS::IAM::Policy").flatMap(rightsOf);
  it.each(["Scan", "UpdateItem", "BatchWriteItem", "PartiQL", "everything", "DeleteItem table AUDIT"])(
    "include %s nowhere",
    (what) => {
      expect(all.length).toBeGreaterThan(50);
      expect(all.filter((right) => right.includes(what))).toEqual([]);
    },
  );

  it.each(["LEDGER#manresa#s1", "AUDIT#manresa#2026-01"])(
    "to change or delete what is under %s are in no role at all",
    (key) => {
      expect(all.filter((right) => covers(right, /^PutItem$/, key)).length).toBeGreaterThan(0);
      expect(all.filter((right) => covers(right, /Delete|Update|Batch\w*Write|PartiQL/, key))).toEqual([]);
    },
  );

  it("on personal data are in those functions alone whose chart says so", () => {
    const touching = functions.filter(({ touches }) =>
      touches.some((entry) => verbs.some((verb) => entry[verb]?.includes("people"))),
    );
    const holding = functions.filter(({ name }) =>
      rightsOf(policyOf(name)).some((right) => covers(right, /./, "PEOPLE#manresa")),
    );
    expect(holding.map(({ name }) => name)).toEqual(touching.map(({ name }) => name));
    expect(holding.length).toBeLessThan(functions.length / 2);
  });

  it("to write are in no function that reads", () => {
    const reading = functions.filter(({ name }) => name.startsWith("read-"));
    expect(reading.length).toBeGreaterThan(5);
    const rights = reading.flatMap(({ name }) => rightsOf(policyOf(name)));
    expect(rights.filter((right) => !/^(GetItem|BatchGetItem|Query) /.test(right))).toEqual([]);
  });

  it("are on resources by name, and none is AWS's to change", () => {
    const holders = [...service.all("AWS::IAM::Policy"), ...service.all("AWS::IAM::Role")];
    expect(holders.length).toBeGreaterThan(functions.length);
    const [listing, ...others] = holders.flatMap(
      (holder) =>
        JSON.stringify(holder).match(/\{"Action":"[^"]+","Effect":"Allow","Resource":"\*"\}/g) ?? [],
    );
    expect([listing, others]).toEqual([
      '{"Action":"dynamodb:ListStreams","Effect":"Allow","Resource":"*"}',
      [],
    ]);
    const rest = JSON.stringify(holders).replace(listing ?? "", "");
    expect(rest).not.toMatch(/"Resource":"\*"|:\*"|ManagedPolicyArns/);
  });
});

/** The statements with this right, of all functions. */
const granting = (action: string) =>
  functions.flatMap(({ name }) =>
    statementsOf(policyOf(name)).filter((each) => [each.Action].flat().includes(action)),
  );

/** The functions with this right. */
const holders = (action: string): string[] =>
  functions.flatMap(({ name }) =>
    statementsOf(policyOf(name)).some((each) => [each.Action].flat().includes(action)) ? [name] : [],
  );

describe("the rights beside the table", () => {
  const ofServices = {
    mail: ["ses:SendEmail", "ses:SendRawEmail"],
    keys: ["secretsmanager:GetSecretValue"],
    "files-get": ["s3:GetObject"],
    "files-put": ["s3:PutObject"],
    "files-delete": ["s3:DeleteObject"],
  } as const;
  const reading = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"];
  const toQueue = ["sqs:SendMessage"];

  it.each(functions)("of $name are its log, and what it uses", ({ name, uses }) => {
    const expected = [
      "logs:CreateLogStream",
      "logs:PutLogEvents",
      ...[...new Set(uses)].flatMap((each) => ofServices[each]),
      ...(name in { ...ticks, ...streams, ...listeners } ? toQueue : []),
      ...(name in streams ? reading.map((action) => `dynamodb:${action}`) : []),
    ];
    expect(otherRightsOf(policyOf(name))).toEqual(expected.toSorted());
  });

  it("let mail leave from one address, by our domain and configuration set", () => {
    const statements = granting("ses:SendRawEmail");
    expect(statements.length).toBeGreaterThan(1);
    for (const { Resource: resource, Condition } of statements) {
      expect(Condition).toEqual({ StringEquals: { "ses:FromAddress": production.mailSender } });
      expect((resource as unknown[]).map((each) => JSON.stringify(each).replace(/.*:|"\].*/g, ""))).toEqual([
        "identity/convoca.example.org",
        "configuration-set/convoca-production",
      ]);
    }
  });

  it("on files are on documents alone, one right for who needs it", () => {
    const actions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];
    expect(actions.map(holders)).toEqual([
      ["read-documents", "change-documents"],
      ["change-documents"],
      ["forget-documents"],
    ]);
    for (const { Resource: resource } of actions.flatMap(granting))
      expect(JSON.stringify(resource)).toMatch(/\/towns\/\*\/documents\/\*"\]\]\}$/);
  });

  it("open one secret", () => {
    const secrets = granting("secretsmanager:GetSecretValue").map(({ Resource: resource }) =>
      JSON.stringify(resource),
    );
    expect(new Set(secrets).size).toBe(1);
    expect(secrets[0]).toContain("SigningKeys");
  });
});
