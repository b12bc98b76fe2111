import fc from "fast-check";
import { expect, test } from "vitest";
import { indentJson, indentTokens } from "@/lib/lookups/indent-json";

test("ids beyond 2^53 stay exact", () => {
  expect(indentJson('{"request_id":1039995589705121901,"people":[],"a":[1]}')).toBe(
    '{\n  "request_id": 1039995589705121901,\n  "people": [],\n  "a": [\n    1\n  ]\n}',
  );
});

test("it is laid out as JSON.stringify does", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = JSON.stringify(value);
      expect(indentJson(text)).toBe(JSON.stringify(JSON.parse(text), null, 2));
    }),
    { numRuns: 50 },
  );
});

test("what is not JSON, and brackets without end, are left as they are", () => {
  expect(indentJson('{"people":[')).toBeNull();
  expect(indentJson("[".repeat(100_000) + "]".repeat(100_000))).toBeNull();
});

test("of JSON that was cut, nothing is left out", () => {
  expect(indentTokens('{"a":["b","c')).toBe('{\n  "a": [\n    "b",\n    "c');
});
