import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import type { SaveViewInput } from "@/lib/views/schema";

const KEPT_DELETED_FOR_MS = 86_400_000;

type Ref = { id: string; workspaceId: string };

/** Puts a view at the end of its kind. */
export async function createView(
  tx: Tx,
  { workspaceId, userId }: Viewer,
  { screen, isShared, ...given }: SaveViewInput,
): Promise<string> {
  const id = newId("savedView");
  const kind = { workspaceId, screen, isShared, ...(!isShared && { ownerId: userId }) };
  const { _max } = await tx.savedView.aggregate({ where: kind, _max: { position: true } });
  const position = (_max.position ?? 0) + 1;
  await tx.savedView.create({ data: { id, workspaceId, ownerId: userId, screen, isShared, position, ...given } });
  return id;
}

type Change = { name?: string; query?: string; isShared?: boolean; position?: number };

/** Returns false when it has gone meanwhile. */
export async function updateView(tx: Tx, { id, workspaceId }: Ref, change: Change): Promise<boolean> {
  const { count } = await tx.savedView.updateMany({ where: { id, workspaceId, deletedAt: null }, data: change });
  return count === 1;
}

/** Puts it aside, and removes those of the workspace that were put aside long enough ago. Returns false for a second time. */
export async function putViewAside(tx: Tx, { id, workspaceId }: Ref, now: Date): Promise<boolean> {
  const longAgo = new Date(now.getTime() - KEPT_DELETED_FOR_MS);
  await tx.savedView.deleteMany({ where: { workspaceId, deletedAt: { lt: longAgo } } });
  const { count } = await tx.savedView.updateMany({
    where: { id, workspaceId, deletedAt: null },
    data: { deletedAt: now },
  });
  return count === 1;
}

export async function takeViewBack(tx: Tx, { id, workspaceId }: Ref): Promise<boolean> {
  const { count } = await tx.savedView.updateMany({
    where: { id, workspaceId, deletedAt: { not: null } },
    data: { deletedAt: null },
  });
  return count === 1;
}

/**
 * For an erasure: removes every view, kept or put aside, whose name or filters speak of somebody: all words of one of their
 * names, in any order, or an address of theirs.
 */
export async function removeViewsNaming(tx: Tx, workspaceId: string, names: readonly string[]): Promise<void> {
  const views = await tx.savedView.findMany({ where: { workspaceId }, select: { id: true, name: true, query: true } });
  const wanted = names.map(wordsIn).filter((words) => words.length > 0);
  const naming = views.filter(({ name, query }) => {
    const said = new Set(wordsIn(`${name} ${[...new URLSearchParams(query).values()].join(" ")}`));
    return wanted.some((words) => words.every((word) => said.has(word)));
  });
  await tx.savedView.deleteMany({ where: { workspaceId, id: { in: naming.map(({ id }) => id) } } });
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
