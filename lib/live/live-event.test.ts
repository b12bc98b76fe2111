import { expect, test } from "vitest";
import { isForReader } from "@/lib/live/live-event";

const reader = (role: string) => ({ workspaceId: "wks_1", userId: "usr_1", role });

test("of a test of the webhook only admins hear; of a budget everybody in the workspace", () => {
  const heard = (kind: "webhook" | "budget") =>
    ["admin", "rep", "reviewer"].filter((role) =>
      isForReader({ workspaceId: "wks_1", kind, ids: ["x"] }, reader(role)),
    );
  expect(heard("webhook")).toEqual(["admin"]);
  expect(heard("budget")).toEqual(["admin", "rep", "reviewer"]);
  expect(isForReader({ workspaceId: "wks_2", kind: "budget", ids: ["x"] }, reader("admin"))).toBe(false);
});
