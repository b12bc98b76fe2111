import { expect, test } from "vitest";
import { nextNight, RETENTION_RULES, RETENTION_TERMS } from "@/lib/privacy/retention";

test.each([
  ["2026-11-27T03:16:59Z", "2026-11-27T03:17:00.000Z"],
  ["2026-11-27T03:17:00Z", "2026-11-28T03:17:00.000Z"],
  ["2026-12-31T23:00:00Z", "2027-01-01T03:17:00.000Z"],
])("after %s the next night's run is at %s", (now, next) => {
  expect(nextNight(new Date(now)).toISOString()).toBe(next);
});

test("raw bodies and answers are kept 30 days and the audit two years, unless an admin says otherwise", () => {
  const days = (rule: keyof typeof RETENTION_TERMS) => RETENTION_TERMS[rule].defaultDays;
  expect([days("delivery_bodies"), days("attempt_answers"), days("audit")]).toEqual([30, 30, 730]);
});

test("every rule's default lies within its bounds", () => {
  for (const rule of RETENTION_RULES) {
    const { defaultDays, minDays, maxDays } = RETENTION_TERMS[rule];
    expect(defaultDays, rule).toBeGreaterThanOrEqual(minDays);
    expect(defaultDays, rule).toBeLessThanOrEqual(maxDays);
  }
});
