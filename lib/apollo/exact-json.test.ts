import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memberAsJson, parseExactJson, toDecimalText, toInt64Text } from "@/lib/apollo/exact-json";

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const bytes = (json: string) => Buffer.from(json);

/** JSON without the kept names and without -0, which JSON itself does not keep apart. */
const ordinaryJson = fc
  .jsonValue({ maxDepth: 4 })
  .map((value) => JSON.stringify(value))
  .filter((json) => !/request_id|credits_consumed|-0\b/.test(json));

describe("request_id", () => {
  test("every signed 64-bit id survives digit for digit", () => {
    fc.assert(
      fc.property(int64, (id) => {
        expect(parseExactJson(bytes(`{"request_id":${id}}`))).toEqual({ request_id: id.toString() });
      }),
      { examples: [[-7184329501642039001n], [-(2n ** 63n)], [2n ** 63n - 1n], [2n ** 53n + 1n], [0n]] },
    );
  });

  test("it is exact at any depth, in lists, with white space, and as the last of two", () => {
    fc.assert(
      fc.property(int64, int64, (first, last) => {
        const json = `[ {"a":[{"request_id" :\n\t${first} }]}, {"request_id":${first},"request_id":${last}} ]`;
        const expected = [{ a: [{ request_id: first.toString() }] }, { request_id: last.toString() }];
        expect(parseExactJson(bytes(json))).toEqual(expected);
      }),
    );
  });

  test("an escaped spelling of the name is the same name", () => {
    expect(parseExactJson(bytes(String.raw`{"request\u005fid":9007199254740993}`))).toEqual({
      request_id: "9007199254740993",
    });
  });

  test("text that only looks like an id inside another string is left alone", () => {
    const title = String.raw`{\"request_id\":9007199254740993}`;
    expect(parseExactJson(bytes(`{"title":"${title}","request_id":"9007199254740993"}`))).toEqual({
      title: '{"request_id":9007199254740993}',
      request_id: "9007199254740993",
    });
  });

  test("a plain JSON.parse would have lost the id, so this test can fail", () => {
    const parsed = JSON.parse('{"request_id":-7184329501642039001}') as { request_id: number };
    expect(BigInt(parsed.request_id)).not.toBe(-7184329501642039001n);
  });
});

describe("everything else", () => {
  test("reads as JSON.parse reads it", () => {
    fc.assert(
      fc.property(ordinaryJson, (json) => {
        expect(parseExactJson(bytes(json))).toEqual(JSON.parse(json));
      }),
    );
  });

  test("a key named __proto__ changes no prototype", () => {
    const parsed = parseExactJson(bytes('{"__proto__":{"isAdmin":true}}')) as { isAdmin?: boolean };
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    expect(Object.hasOwn(parsed, "isAdmin")).toBe(false);
  });

  test.each(["", "{", "nope", '{"a":1}x', "<html>", "[1,]"])("%j is refused", (json) => {
    expect(() => parseExactJson(bytes(json))).toThrow();
  });

  test("invalid UTF-8 and a byte order mark do not stop the reading", () => {
    expect(parseExactJson(Buffer.from([0xef, 0xbb, 0xbf, 0x22, 0xff, 0x22]))).toBe("�");
  });
});

describe("toInt64Text", () => {
  test("gives every int64 in canonical form, from text", () => {
    fc.assert(
      fc.property(int64, (id) => {
        expect(toInt64Text(id.toString())).toBe(id.toString());
      }),
    );
  });

  test.each([
    ["007", "7"],
    ["-0", "0"],
    [42, "42"],
  ])("%j is %j", (given, id) => {
    expect(toInt64Text(given)).toBe(id);
  });

  test.each([
    2 ** 60,
    1.5,
    "9223372036854775808",
    "-9223372036854775809",
    "1e5",
    "6492b0",
    "",
    " 1",
    null,
    undefined,
    {},
  ])("%j is not an int64", (given) => {
    expect(toInt64Text(given)).toBeNull();
  });
});

describe("toDecimalText", () => {
  test.each([
    [8, "8"],
    ["2.02", "2.02"],
    ["-3", "-3"],
    ["1e2", "100"],
    ["0.10", "0.10"],
  ])("%j is %j", (given, decimal) => {
    expect(toDecimalText(given)).toBe(decimal);
  });

  test.each(["1e400", "eight", "", null, undefined, {}, true, "1".repeat(31)])("%j is no amount", (given) => {
    expect(toDecimalText(given)).toBeNull();
  });
});

describe("memberAsJson", () => {
  test("copies one member with its numbers digit for digit", () => {
    const json = '{"a":1,"webhook_result":{"request_id":-7184329501642039001,"credits_consumed":2.020,"people":[]}}';
    expect(memberAsJson(bytes(json), "webhook_result")?.toString()).toBe(
      '{"request_id":-7184329501642039001,"credits_consumed":2.020,"people":[]}',
    );
  });

  test.each(['{"webhook_result":null}', "{}", "[]", "null", "7"])("%s has no such member", (json) => {
    expect(memberAsJson(bytes(json), "webhook_result")).toBeNull();
  });
});
