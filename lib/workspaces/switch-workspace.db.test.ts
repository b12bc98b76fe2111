import { expect, it } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { useTestDatabase } from "@/lib/testing/database";
import { getShell } from "@/lib/workspaces/server/get-shell";
import { switchWorkspace } from "@/lib/workspaces/server/switch-workspace";
import { aMember, type Member } from "@/lib/workspaces/testing/a-member";

useTestDatabase();

const viewerOf = ({ userId, practiceId }: Member): Viewer => ({
  userId,
  workspaceId: practiceId,
  workspaceKind: "practice",
  role: "rep",
});

async function aForeignWorkspace(): Promise<string> {
  const { id } = await db.workspace.create({ data: { id: newId("workspace"), kind: "live", name: "Theirs" } });
  return id;
}

it("a member moves to another of their workspaces, and the audit says so and from where", async () => {
  const member = await aMember();
  await switchWorkspace(viewerOf(member), { workspaceId: member.liveId }, "192.0.2.7");
  expect(await db.user.findUnique({ where: { id: member.userId } })).toMatchObject({
    activeWorkspaceId: member.liveId,
  });
  const audited = await db.auditEvent.findMany({ where: { actorId: member.userId } });
  expect(audited).toMatchObject([
    {
      action: "workspace.switched",
      workspaceId: member.liveId,
      detail: { from: member.practiceId },
      address: "192.0.2.7",
    },
  ]);
});

it("a workspace that is not theirs is not found, exactly as one that does not exist", async () => {
  const member = await aMember();
  for (const workspaceId of [await aForeignWorkspace(), "wks_none"]) {
    await expect(switchWorkspace(viewerOf(member), { workspaceId }, "192.0.2.7")).rejects.toMatchObject({
      code: "not_found",
    });
  }
  expect(await db.user.findUnique({ where: { id: member.userId } })).toMatchObject({ activeWorkspaceId: null });
});

it("the frame lists the viewer's own workspaces, practice first, and never another's", async () => {
  await aForeignWorkspace();
  const member = await aMember({ role: "reviewer" });
  const shell = await getShell(viewerOf(member));
  expect(shell.user).toEqual({ id: member.userId, name: "Ada Lovelace", email: member.email });
  expect(shell.active).toMatchObject({ id: member.practiceId, kind: "practice", role: "reviewer" });
  expect(shell.workspaces.map(({ id }) => id)).toEqual([member.practiceId, member.liveId]);
});
