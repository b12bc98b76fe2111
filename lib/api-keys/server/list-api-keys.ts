import "server-only";
import { KEY_HEALTHS, KEY_STATES } from "@/lib/api-keys/api-key";
import { KeyReport, type ApiKeyDto, type ApiKeyList, type KeyComparison } from "@/lib/api-keys/schema";
import { POLL_ENDPOINT } from "@/lib/api-keys/server/pause-key";
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
  reconciliations: { orderBy: { takenAt: "desc" }, take: 1 },
  pauses: { where: { endpoint: { not: POLL_ENDPOINT } }, orderBy: { pausedUntil: "desc" }, take: 1 },
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

function toDto({ testReport, createdBy, reconciliations, pauses, createdAt, ...row }: Row): ApiKeyDto {
  const { id, name, tail, fingerprint, isDefault, state, health } = row;
  const [latest] = reconciliations;
  const pausedUntil = pauses[0]?.pausedUntil ?? null;
  return {
    ...{ id, name, tail, fingerprint, isDefault },
    state: KEY_STATES.find((known) => known === state) ?? "disabled",
    health: KEY_HEALTHS.find((known) => known === health) ?? "untested",
    report: KeyReport.safeParse(testReport).data ?? null,
    comparison: latest ? toComparison(latest) : null,
    pausedUntil: isoOrNull(pausedUntil !== null && pausedUntil > new Date() ? pausedUntil : null),
    createdBy: createdBy?.name ?? null,
    createdAt: createdAt.toISOString(),
    lastTestedAt: isoOrNull(row.lastTestedAt),
    lastUsedAt: isoOrNull(row.lastUsedAt),
  };
}

const isoOrNull = (date: Date | null): string | null => date?.toISOString() ?? null;

function toComparison({
  takenAt,
  providerUsed,
  ledgerUsed,
  drift,
  isQuiet,
}: Row["reconciliations"][number]): KeyComparison {
  return {
    takenAt: takenAt.toISOString(),
    providerUsed: providerUsed.toString(),
    ledgerUsed: ledgerUsed.toString(),
    drift: drift.toString(),
    isQuiet,
  };
}
