import "server-only";
import type { KeyHealth } from "@/lib/api-keys/api-key";
import type { KeyReport } from "@/lib/api-keys/schema";
import { openApiKey } from "@/lib/api-keys/server/key-place";
import { flushKeyAnswers } from "@/lib/api-keys/server/note-key-answer";
import { clearPauses } from "@/lib/api-keys/server/pause-key";
import { noteProbe, probeKey, TEST_TIMEOUT_MS } from "@/lib/api-keys/server/probe-key";
import { apolloFor } from "@/lib/apollo/configured";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { notifyChanged } from "@/lib/live/notify-changed";

/** Admin: asks the provider what the key may do, which costs nothing, and stores what was found. */
export async function testApiKey(viewer: Viewer, id: string): Promise<{ health: KeyHealth; report: KeyReport }> {
  requireRole(viewer, "admin");
  const { workspaceId } = viewer;
  const row = await db.apiKey.findFirst({ where: { id, workspaceId, state: { not: "deleted" } } });
  if (!row) throw new AppError("not_found", `api key ${id}`);
  const probe = await probeKey(apolloFor(viewer.workspaceKind, openApiKey(row), TEST_TIMEOUT_MS));
  const { health, report, teamId } = probe;
  await db.apiKey.updateMany({
    where: { id, workspaceId, state: { not: "deleted" } },
    data: { health, testReport: report, lastTestedAt: new Date(), ...(teamId !== null && { teamId }) },
  });
  // A restricted key may still look people up, which no free call can tell: the next lookup finds out.
  if (health === "ok" || health === "restricted") await clearPauses(db, id);
  noteProbe({ id, workspaceId }, probe);
  await flushKeyAnswers();
  await notifyChanged(db, { workspaceId, kind: "key", ids: [id] });
  return { health, report };
}
