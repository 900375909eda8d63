import { describe, expect, it } from "vitest";
import { production, synthesised } from "./support/stacks.ts";

const tableName = "convoca-production-20261122";
const tableStreamArn = `arn:aws:dynamodb:eu-west-1:123456789012:table/${tableName}/stream/2026-11-22T09:00:00.000`;
const { data, service } = synthesised({ ...production, region: "eu-west-1", tableName, tableStreamArn });

describe("a service that is told of a restored table", () => {
  it("works on it in every function, by its stream, and with no right on the other", () => {
    const tables = service
      .all("AWS::Lambda::Function")
      .map(
        ({ Properties }) => (Properties["Environment"] as { Variables: Record<string, unknown> }).Variables,
      )
      .map(({ TABLE_NAME: name }) => name);
    expect(new Set(tables)).toEqual(new Set([tableName]));
    const [mapping] = service.all("AWS::Lambda::EventSourceMapping");
    expect(mapping?.Properties["EventSourceArn"]).toBe(tableStreamArn);
    const policies = JSON.stringify(service.all("AWS::IAM::Policy"));
    expect(policies).toContain(`:table/${tableName}`);
    expect(policies).not.toMatch(/ImportValue":"[^"]*Table/);
  });

  it("leaves that of the data stack where it is, protected", () => {
    const [table] = data.all("AWS::DynamoDB::Table");
    expect(table).toMatchObject({
      DeletionPolicy: "Retain",
      Properties: { DeletionProtectionEnabled: true },
    });
  });

  it("is not told of one without its stream", () => {
    expect(() => synthesised({ ...production, tableName })).toThrow(/tableStreamArn: has to be given, too/);
  });
});
