import { expect, test } from "vitest";
import { newId } from "@/lib/ids/ids";

test("ids carry their kind, sort by age, and do not repeat", () => {
  const ids = Array.from({ length: 2000 }, (_, index) => newId("lookup", 1_700_000_000_000 + index));
  expect(ids.every((id) => /^lkp_[0-9a-z]{26}$/.test(id))).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(Array.from({ length: 2000 }, () => newId("phone"))).size).toBe(2000);
});
