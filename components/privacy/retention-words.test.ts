import { expect, test } from "vitest";
import { describeStanding } from "@/components/privacy/retention-words";
import type { RetentionRuleDto } from "@/lib/privacy/retention-overview";

const rule = (standing: Partial<RetentionRuleDto>): RetentionRuleDto => ({
  ...{ rule: "delivery_bodies", days: 30, isInstallation: false, maySet: true },
  ...{ due: 0, heldBack: 0, lastRemoved: null, ...standing },
});

test.each([
  [{}, "Nothing is old enough"],
  [{ due: 1204, lastRemoved: 0 }, "1,204 old enough now · 0 removed last time"],
  [{ due: 10_001, heldBack: 3 }, "over 10,000 old enough now · 3 held back: something still waits for them"],
])("%j reads: %s", (standing, words) => {
  expect(describeStanding(rule(standing))).toBe(words);
});
