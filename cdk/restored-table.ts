import { Table } from "aws-cdk-lib/aws-dynamodb";
import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import type { Construct } from "constructs";
import type { Settings } from "./settings.ts";

/** A table as the service knows it: ours, or one that only its name and stream are known of. */
export type ServiceTable = Omit<ITable, "tableStreamArn"> & {
  readonly tableStreamArn?: string | undefined;
};

/**
 * The table that the functions work on: that of the data stack or, where the settings name one, another that was restored
 * from a point in time, which is always a new one (docs/operations.md, Restore). That of the data stack stays as it is.
 */
export const tableFor = (
  scope: Construct,
  { tableName, tableStreamArn }: Settings,
  table: ServiceTable,
): ServiceTable =>
  tableName === undefined || tableStreamArn === undefined
    ? table
    : Table.fromTableAttributes(scope, "Restored", { tableName, tableStreamArn });
