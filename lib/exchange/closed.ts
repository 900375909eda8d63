import * as z from "zod";

const byKey = (record: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** What no shape describes, by key at every depth. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(byKey(value as Record<string, unknown>)).map(([name, each]) => [name, inOrder(each)]),
  );
}

/**
 * A stored shape as a document holds it: at every depth, a field that the shape does not know is a fault, and what it
 * gives stands in a fixed order, fields as the shape has them, records by key. Its checks stay.
 */
export function closed<S extends z.ZodType>(schema: S): S {
  const def = schema.def as unknown as z.core.$ZodTypes["_zod"]["def"];
  const inner = (each: z.core.$ZodType): z.ZodType => closed(each as z.ZodType);
  const remade = (change: Readonly<Record<string, unknown>>): S => schema.clone({ ...def, ...change });
  switch (def.type) {
    case "object": {
      const fields = Object.entries(def.shape).map(([name, each]) => [name, inner(each)]);
      return remade({ shape: Object.fromEntries(fields), catchall: z.never() });
    }
    case "array":
      return remade({ element: inner(def.element) });
    case "nullable":
    case "optional":
    case "default":
      return remade({ innerType: inner(def.innerType) });
    case "union":
      return remade({ options: def.options.map(inner) });
    case "record":
      return remade({ valueType: inner(def.valueType) }).transform((value) =>
        byKey(value as Record<string, unknown>),
      ) as unknown as S;
    case "unknown":
      return schema.transform(inOrder) as unknown as S;
    default:
      return schema;
  }
}
