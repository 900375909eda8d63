import type { Touches, Verb } from "../platform/contract.ts";
import type { DynamoCalls } from "../platform/dynamo-calls.ts";
import { families } from "../table.ts";
import type { Family } from "../table.ts";

interface Access {
  readonly verb: Verb;
  readonly pk: string;
  readonly index?: string | undefined;
}

/** Refuses on this machine what the function's role would be refused on AWS: keys outside what its chart entry touches. */
export function guard(calls: DynamoCalls, touches: Touches, name: string): DynamoCalls {
  const guarded = <O extends keyof DynamoCalls>(operation: O): DynamoCalls[O] =>
    (async (input: InputOf<O>) => {
      for (const access of accessesOf[operation](input))
        if (!isAllowed(access, touches))
          throw new Error(
            `${name} may not ${access.verb} ${access.pk} ${access.index ?? ""}: see its \`touches\``,
          );
      return calls[operation](input as never);
    }) as DynamoCalls[O];
  return {
    getItem: guarded("getItem"),
    batchGetItem: guarded("batchGetItem"),
    query: guarded("query"),
    putItem: guarded("putItem"),
    deleteItem: guarded("deleteItem"),
    transactWriteItems: guarded("transactWriteItems"),
  };
}

const isAllowed = ({ verb, pk, index }: Access, touches: Touches): boolean =>
  (touches[verb] ?? []).some((family: Family) => {
    const { leading, ...rest } = families[family];
    const on = "index" in rest ? rest.index : undefined;
    return index === on && (leading.endsWith("#") ? pk.startsWith(leading) : pk === leading);
  });

type InputOf<O extends keyof DynamoCalls> = Parameters<DynamoCalls[O]>[0];
type Keyed = Readonly<Record<string, unknown>> | undefined;

const to = (verb: Verb, keyed: Keyed): Access => ({ verb, pk: String(keyed?.["pk"]) });

/** What each call reaches. */
const accessesOf: { readonly [O in keyof DynamoCalls]: (input: InputOf<O>) => readonly Access[] } = {
  getItem: ({ Key }) => [to("get", Key)],
  putItem: ({ Item }) => [to("put", Item)],
  deleteItem: ({ Key }) => [to("delete", Key)],
  query: ({ ExpressionAttributeValues, IndexName }) => [
    { verb: "query", pk: String(ExpressionAttributeValues?.[":p"]), index: IndexName },
  ],
  batchGetItem: ({ RequestItems }) =>
    Object.values(RequestItems ?? {}).flatMap(({ Keys }) => (Keys ?? []).map((key) => to("getMany", key))),
  transactWriteItems: ({ TransactItems }) =>
    (TransactItems ?? []).map(({ Put, Delete, ConditionCheck }) =>
      Put ? to("put", Put.Item) : Delete ? to("delete", Delete.Key) : to("check", ConditionCheck?.Key),
    ),
};
