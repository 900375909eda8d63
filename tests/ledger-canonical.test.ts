import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonical } from "../lib/ledger/chain.ts";

describe("the canonical text of a value", () => {
  it("is the same whatever the order of its fields, at every depth", () => {
    const one = { b: 1, a: { d: [1, { y: 2, x: 3 }], c: null } };
    const other = { a: { c: null, d: [1, { x: 3, y: 2 }] }, b: 1 };
    expect(canonical(one)).toBe('{"a":{"c":null,"d":[1,{"x":3,"y":2}]},"b":1}');
    expect(canonical(other)).toBe(canonical(one));
  });

  it("leaves out what is undefined, and nothing else", () => {
    expect(canonical({ a: undefined, b: { c: undefined } })).toBe('{"b":{}}');
    expect(canonical({ a: null, b: false, c: 0, d: "", e: [] })).toBe(
      '{"a":null,"b":false,"c":0,"d":"","e":[]}',
    );
  });

  it("keeps the order of a list, and tells apart what looks alike", () => {
    expect(canonical([2, 1])).toBe("[2,1]");
    const texts = ["1", 1, [1], ["1"], { a: "1" }, { a: 1 }, { "a:1": null }, '{"a":1}', null, "null"].map(
      canonical,
    );
    expect(new Set(texts).size).toBe(texts.length);
    expect(canonical({ 'a"': "b\n\u00e9\u2028" })).toBe(JSON.stringify({ 'a"': "b\n\u00e9\u2028" }));
  });

  it("is JSON of the same value, whatever that is, and the same for it in another order", () => {
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turned);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .map(([name, each]) => [name, turned(each)])
          .toReversed(),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonical(turned(value))).toBe(canonical(value));
      }),
    );
  });
});
