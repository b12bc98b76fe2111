import type { Role } from "@/lib/auth/viewer";
import { startSession } from "@/lib/auth/session-store";
import { db } from "@/lib/db/client";
import type { Actor } from "@/lib/members/server/actor";
import { aViewer } from "@/lib/testing/builders";

export const ADDRESS = "192.0.2.7";

/** A new member of the workspace, signed in from `ADDRESS`. */
export async function anActor(workspaceId: string, role: Role = "admin"): Promise<Actor> {
  const viewer = await aViewer({ workspaceId, role });
  const sessionId = await startSession(db, { userId: viewer.userId, address: ADDRESS });
  return { ...viewer, address: ADDRESS, sessionId };
}

/** The audit of a workspace, oldest first. */
export async function auditOf(workspaceId: string) {
  const events = await db.auditEvent.findMany({ where: { workspaceId }, orderBy: { id: "asc" } });
  return events.map(({ action, actorId, subject, address, detail }) => ({ action, actorId, subject, address, detail }));
}
