import "server-only";
import { z } from "zod";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { readCursor, writeCursor } from "@/lib/db/cursor";
import { AppError } from "@/lib/errors/app-error";
import {
  ERASED_KINDS,
  ERASURES_PAGE_SIZE,
  type ErasureDto,
  type ErasureFilters,
  type ErasurePage,
} from "@/lib/privacy/erasure";

/** Admin: every erasure of the workspace, newest first. None says whom it was about. */
export async function listErasures(viewer: Viewer, { cursor }: ErasureFilters): Promise<ErasurePage> {
  requireRole(viewer, "admin");
  const after = readCursor(cursor);
  const rows = await db.erasure.findMany({
    where: {
      workspaceId: viewer.workspaceId,
      ...(after && {
        requestedAt: { lte: after.at },
        OR: [{ requestedAt: { lt: after.at } }, { requestedAt: after.at, id: { lt: after.id } }],
      }),
    },
    orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
    take: ERASURES_PAGE_SIZE + 1,
    select: SHOWN,
  });
  const page = rows.slice(0, ERASURES_PAGE_SIZE);
  const last = rows.length > ERASURES_PAGE_SIZE ? page.at(-1) : undefined;
  return { erasures: page.map(toDto), nextCursor: last ? writeCursor(last.requestedAt, last.id) : null };
}

/** Admin: the receipt of one erasure. */
export async function getErasure(viewer: Viewer, id: string): Promise<ErasureDto> {
  requireRole(viewer, "admin");
  const row = await db.erasure.findFirst({ where: { id, workspaceId: viewer.workspaceId }, select: SHOWN });
  if (!row) throw new AppError("not_found", `erasure ${id}`);
  return toDto(row);
}

const SHOWN = {
  ...{ id: true, state: true, counts: true, requestedAt: true, finishedAt: true },
  requestedBy: { select: { name: true } },
} as const;

type Row = {
  id: string;
  state: string;
  counts: unknown;
  requestedAt: Date;
  finishedAt: Date | null;
  requestedBy: { name: string } | null;
};

const Counts = z.record(z.string(), z.number()).catch({});

function toDto({ id, state, counts, requestedAt, finishedAt, requestedBy }: Row): ErasureDto {
  const removed = Counts.parse(counts);
  return {
    id,
    state: state === "done" ? "done" : "erasing",
    requestedBy: requestedBy?.name ?? null,
    requestedAt: requestedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    counts: Object.fromEntries(ERASED_KINDS.map((kind) => [kind, removed[kind] ?? 0])) as ErasureDto["counts"],
  };
}
