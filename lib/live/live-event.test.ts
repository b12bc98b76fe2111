import { expect, test } from "vitest";
import { isForReader } from "@/lib/live/live-event";

const reader = (role: string) => ({ workspaceId: "wks_1", userId: "usr_1", role });

test("of the queue of approvals only admins hear; of a decision whoever asked, and nobody else", () => {
  const queue = { workspaceId: "wks_1", kind: "approval" as const, ids: ["lkp_1"] };
  expect(["admin", "rep", "reviewer"].filter((role) => isForReader(queue, reader(role)))).toEqual(["admin"]);
  const decided = { workspaceId: "wks_1", kind: "approval_decided" as const, ids: ["lkp_1"] };
  expect(isForReader({ ...decided, userId: "usr_1" }, reader("rep"))).toBe(true);
  for (const role of ["admin", "rep", "reviewer"])
    expect(isForReader({ ...decided, userId: "usr_2" }, reader(role)), role).toBe(false);
});

test("of a test of the webhook only admins hear; of a budget everybody in the workspace", () => {
  const heard = (kind: "webhook" | "budget") =>
    ["admin", "rep", "reviewer"].filter((role) =>
      isForReader({ workspaceId: "wks_1", kind, ids: ["x"] }, reader(role)),
    );
  expect(heard("webhook")).toEqual(["admin"]);
  expect(heard("budget")).toEqual(["admin", "rep", "reviewer"]);
  expect(isForReader({ workspaceId: "wks_2", kind: "budget", ids: ["x"] }, reader("admin"))).toBe(false);
});

test("of a rep's run its owner learns, and who may see everybody's; no other rep", () => {
  const run = { workspaceId: "wks_1", kind: "run" as const, ids: ["run_1"] };
  const heardBy = (userId: string) =>
    ["admin", "rep", "reviewer"].filter((role) => isForReader({ ...run, userId }, reader(role)));
  expect(heardBy("usr_1")).toEqual(["admin", "rep", "reviewer"]);
  expect(heardBy("usr_2")).toEqual(["admin", "reviewer"]);
});
