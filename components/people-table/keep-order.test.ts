import { expect, test } from "vitest";
import { keepOrder } from "@/components/people-table/keep-order";

const rows = (ids: string) => Array.from(ids, (id) => ({ id }));
const order = (shown: string, fresh: string) =>
  keepOrder(Array.from(shown), rows(fresh))
    .map(({ id }) => id)
    .join("");

test("a row that has changed and now comes first stays where it was", () => {
  expect(order("abcd", "cabd")).toBe("abcd");
});

test("a person who is new comes first", () => {
  expect(order("abc", "xabc")).toBe("xabc");
});

test("the next page follows what is shown", () => {
  expect(order("abc", "cabxy")).toBe("abcxy");
});

test("a row that is gone leaves", () => {
  expect(order("abc", "ac")).toBe("ac");
});

test("with nothing shown the fresh order stands", () => {
  expect(order("", "bca")).toBe("bca");
});
