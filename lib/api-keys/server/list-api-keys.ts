import "server-only";
import { KEY_HEALTHS, KEY_STATES } from "@/lib/api-keys/api-key";
import { KeyReport, type ApiKeyDto, type ApiKeyList } from "@/lib/api-keys/schema";
import { describeWebhookReach } from "@/lib/api-keys/server/webhook-reach";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";

const FIELDS = {
  id: true,
  name: true,
  tail: true,
  fingerprint: true,
  isDefault: true,
  state: true,
  health: true,
  testReport: true,
  lastTestedAt: true,
  lastUsedAt: true,
  createdAt: true,
  createdBy: { select: { name: true } },
} as const;

type Row = Awaited<ReturnType<typeof readRows>>[number];

/** Admin: the workspace's keys, oldest first, without the keys themselves. */
export async function listApiKeys(viewer: Viewer): Promise<ApiKeyList> {
  requireRole(viewer, "admin");
  const rows = await readRows(viewer.workspaceId);
  return { keys: rows.map(toDto), webhooks: describeWebhookReach() };
}

function readRows(workspaceId: string) {
  return db.apiKey.findMany({
    where: { workspaceId, state: { not: "deleted" } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: FIELDS,
  });
}

function toDto({ testReport, createdBy, state, health, lastTestedAt, lastUsedAt, createdAt, ...row }: Row): ApiKeyDto {
  return {
    ...row,
    state: KEY_STATES.find((known) => known === state) ?? "disabled",
    health: KEY_HEALTHS.find((known) => known === health) ?? "untested",
    report: KeyReport.safeParse(testReport).data ?? null,
    createdBy: createdBy?.name ?? null,
    createdAt: createdAt.toISOString(),
    lastTestedAt: lastTestedAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
