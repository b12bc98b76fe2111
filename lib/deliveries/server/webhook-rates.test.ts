import { expect, test } from "vitest";
import { createRate } from "@/lib/deliveries/server/webhook-rates";

test("each key has its calls a minute, says when to come again, and gets them anew", () => {
  let now = 0;
  const rate = createRate(() => now, 3);
  const ask = (key: string) => rate(key).isAllowed;
  expect([ask("a"), ask("a"), ask("a"), ask("a"), ask("b")]).toEqual([true, true, true, false, true]);
  now = 20_000;
  expect(rate("a")).toEqual({ isAllowed: false, retryAfterS: 40 });
  now = 60_000;
  expect(ask("a")).toBe(true);
});
