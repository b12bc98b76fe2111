import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";

/** Any member: the keys by which History can be narrowed, deleted ones too. Their names, which each lookup shows anyway. */
export async function listHistoryKeys(viewer: Viewer): Promise<{ id: string; name: string }[]> {
  return db.apiKey.findMany({
    where: { workspaceId: viewer.workspaceId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true, name: true },
  });
}
