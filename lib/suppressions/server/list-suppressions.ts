import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { readCursor, writeCursor } from "@/lib/db/cursor";
import {
  SUPPRESSIONS_PAGE_SIZE,
  type SuppressionDto,
  type SuppressionFilters,
  type SuppressionPage,
} from "@/lib/suppressions/schema";
import { SUPPRESSION_KINDS, SUPPRESSION_REASONS } from "@/lib/suppressions/suppression";

/** Admin: the workspace's list, newest first, paged by keyset. What stands on it is digests: no value can be shown. */
export async function listSuppressions(viewer: Viewer, filters: SuppressionFilters): Promise<SuppressionPage> {
  requireRole(viewer, "admin");
  const { workspaceId } = viewer;
  const after = readCursor(filters.cursor);
  const rows = await db.suppression.findMany({
    where: {
      workspaceId,
      ...(filters.kind && { kind: filters.kind }),
      ...(filters.reason && { reason: filters.reason }),
      ...(after && {
        createdAt: { lte: after.at },
        OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }],
      }),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: SUPPRESSIONS_PAGE_SIZE + 1,
    select: SHOWN,
  });
  const page = rows.slice(0, SUPPRESSIONS_PAGE_SIZE);
  const last = rows.length > SUPPRESSIONS_PAGE_SIZE ? page.at(-1) : undefined;
  const now = new Date();
  return {
    suppressions: page.map((row) => toDto(row, now)),
    nextCursor: last ? writeCursor(last.createdAt, last.id) : null,
  };
}

export const SHOWN = {
  ...{ id: true, kind: true, reason: true, createdAt: true, expiresAt: true },
  addedBy: { select: { name: true } },
} as const;

type Row = {
  id: string;
  kind: string;
  reason: string;
  createdAt: Date;
  expiresAt: Date | null;
  addedBy: { name: string } | null;
};

export function toDto({ id, kind, reason, createdAt, expiresAt, addedBy }: Row, now: Date): SuppressionDto {
  return {
    id,
    kind: SUPPRESSION_KINDS.find((word) => word === kind) ?? "email",
    reason: SUPPRESSION_REASONS.find((word) => word === reason) ?? "other",
    addedBy: addedBy?.name ?? null,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    isExpired: expiresAt !== null && expiresAt <= now,
  };
}
