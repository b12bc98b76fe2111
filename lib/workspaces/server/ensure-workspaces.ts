import "server-only";
import type { WorkspaceKind } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import { env } from "@/lib/env/server";
import { newId } from "@/lib/ids/ids";

/** `practiceId` is null where PRACTICE is off. */
export type FirstWorkspaces = { liveId: string; practiceId: string | null };

/**
 * The live workspace and, unless PRACTICE is off, the practice workspace; made when missing. Starts that come at the same
 * time wait for each other until the caller's transaction ends, so that there is one of each.
 */
export async function ensureWorkspaces(tx: Tx): Promise<FirstWorkspaces> {
  await lockFirstStart(tx);
  const liveId = await ensureWorkspace(tx, "live", "Main");
  const practiceId = env.PRACTICE === "on" ? await ensureWorkspace(tx, "practice", "Practice") : null;
  return { liveId, practiceId };
}

/** Serialises everything that happens once in the life of an installation. Held until the transaction ends. */
export async function lockFirstStart(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('perihelion first start', 0))`;
}

async function ensureWorkspace(tx: Tx, kind: WorkspaceKind, name: string): Promise<string> {
  const found = await tx.workspace.findFirst({ where: { kind }, orderBy: { id: "asc" }, select: { id: true } });
  if (found) return found.id;
  const { id } = await tx.workspace.create({ data: { id: newId("workspace"), kind, name } });
  return id;
}
