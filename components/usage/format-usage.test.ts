import { expect, test } from "vitest";
import { amount, duration, fullDays, percent, shortDays } from "@/components/usage/format-usage";

test("amounts stay exact, and a minus is a minus", () => {
  expect([amount("12500.0000"), amount("2.0200"), amount("-1.5"), amount("0")]).toEqual([
    "12,500",
    "2.02",
    "−1.5",
    "0",
  ]);
});

test("a share of nothing is no share; a small one keeps a digit", () => {
  expect(percent({ count: 0, of: 0 })).toBeNull();
  expect(percent({ count: 2, of: 3 })).toBe("67 %");
  expect(percent({ count: 1, of: 40 })).toBe("2.5 %");
  expect(percent({ count: 0, of: 4 })).toBe("0 %");
});

test("days and times are told shortly", () => {
  expect(shortDays({ from: "2026-11-03", to: "2026-11-09" })).toBe("3 Nov – 9 Nov");
  expect(fullDays({ from: "2026-11-03", to: "2026-11-03" })).toBe("3 Nov 2026");
  expect(fullDays({ from: "2025-12-30", to: "2026-01-02" })).toBe("30 Dec 2025 – 2 Jan 2026");
  expect([12, 89, 240, 3600, 4800].map(duration)).toEqual(["12 s", "89 s", "4 min", "1 h", "1 h 20 min"]);
});
