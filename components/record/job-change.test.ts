import { expect, test } from "vitest";
import { describeJobChange } from "@/components/record/job-change";

const now = new Date("2026-11-26");

test("a change of job says when, and what they were before", () => {
  const change = { at: "2026-10-03T00:00:00.000Z", title: "CTO", company: "Acme" };
  expect(describeJobChange(change, now)).toBe("Changed jobs in October: was CTO at Acme");
  expect(describeJobChange({ ...change, title: null, at: "2025-10-03T00:00:00.000Z" }, now)).toBe(
    "Changed jobs in October 2025: was at Acme",
  );
});
