import { expect, test } from "vitest";
import { navGroups } from "@/components/shell/nav-entries";

const labels = (...args: Parameters<typeof navGroups>) =>
  navGroups(...args).flatMap(({ entries }) => entries.map(({ label }) => label));

test.each(["Approvals", "API keys", "Members", "Budgets", "Webhooks", "Privacy"])("only an admin sees %s", (label) => {
  expect(labels({ kind: "live", role: "admin" })).toContain(label);
  expect(labels({ kind: "live", role: "rep" })).not.toContain(label);
  expect(labels({ kind: "live", role: "reviewer" })).not.toContain(label);
});

test.each(["Usage", "Audit"])("admins and reviewers are led to %s, reps are not", (label) => {
  const led = (["admin", "reviewer", "rep"] as const).map((role) => labels({ kind: "live", role }).includes(label));
  expect(led).toEqual([true, true, false]);
});

test("Practice stands only in a practice workspace", () => {
  expect(labels({ kind: "practice", role: "rep" })).toContain("Practice");
  expect(labels({ kind: "live", role: "admin" })).not.toContain("Practice");
});

test("everybody sees Deliveries after History; only an admin is told there of quarantined ones", () => {
  const entryOf = (role: "admin" | "rep") =>
    navGroups({ kind: "live", role })
      .flatMap(({ entries }) => entries)
      .find(({ href }) => href === "/deliveries");
  expect(labels({ kind: "live", role: "rep" }).slice(-2)).toEqual(["History", "Deliveries"]);
  expect([entryOf("admin")?.badge, entryOf("rep")?.badge]).toEqual(["quarantined", undefined]);
});

test("what is worked with stands in the order of the work", () => {
  expect(labels({ kind: "live", role: "rep" })).toEqual([
    ...["Look up", "People", "Companies", "Lists", "Runs", "Tasks", "History", "Deliveries"],
  ]);
});
