import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Touches, Verb } from "../platform/contract.ts";
import { families } from "../table.ts";
import type { Family } from "../table.ts";

interface Access {
  readonly verb: Verb;
  readonly pk: string;
  readonly index?: string | undefined;
}

/** Refuses on this machine what the function's role would be refused on AWS: keys outside what its chart entry touches. */
export function guard(
  client: DynamoDBDocumentClient,
  touches: Touches,
  name: string,
): DynamoDBDocumentClient {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      for (const access of accessesOf(context.commandName ?? "", args.input as CommandInput))
        if (!isAllowed(access, touches))
          throw new Error(
            `${name} may not ${access.verb} ${access.pk} ${access.index ?? ""}: see its \`touches\``,
          );
      return next(args);
    },
    { step: "initialize", name: "guardTouches" },
  );
  return client;
}

const isAllowed = ({ verb, pk, index }: Access, touches: Touches): boolean =>
  (touches[verb] ?? []).some((family: Family) => {
    const { leading, ...rest } = families[family];
    const on = "index" in rest ? rest.index : undefined;
    return index === on && (leading.endsWith("#") ? pk.startsWith(leading) : pk === leading);
  });

interface Keyed {
  readonly pk: string;
}
interface CommandInput {
  readonly Key?: Keyed;
  readonly Item?: Keyed;
  readonly IndexName?: string;
  readonly ExpressionAttributeValues?: Readonly<Record<string, string>>;
  readonly RequestItems?: Readonly<Record<string, { readonly Keys: readonly Keyed[] }>>;
  readonly TransactItems?: readonly {
    readonly Put?: { readonly Item: Keyed };
    readonly Delete?: { readonly Key: Keyed };
    readonly ConditionCheck?: { readonly Key: Keyed };
  }[];
}

function accessesOf(command: string, input: CommandInput): Access[] {
  if (command === "GetItemCommand") return [{ verb: "get", pk: input.Key?.pk ?? "" }];
  if (command === "PutItemCommand") return [{ verb: "put", pk: input.Item?.pk ?? "" }];
  if (command === "DeleteItemCommand") return [{ verb: "delete", pk: input.Key?.pk ?? "" }];
  if (command === "QueryCommand")
    return [{ verb: "query", pk: input.ExpressionAttributeValues?.[":p"] ?? "", index: input.IndexName }];
  if (command === "BatchGetItemCommand")
    return Object.values(input.RequestItems ?? {}).flatMap(({ Keys }) =>
      Keys.map(({ pk }) => ({ verb: "getMany" as const, pk })),
    );
  if (command === "TransactWriteItemsCommand")
    return (input.TransactItems ?? []).map(({ Put, Delete, ConditionCheck }) =>
      Put
        ? { verb: "put", pk: Put.Item.pk }
        : Delete
          ? { verb: "delete", pk: Delete.Key.pk }
          : { verb: "check", pk: ConditionCheck?.Key.pk ?? "" },
    );
  throw new Error(`${command} is not among the calls that a role is granted`);
}
