import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { AppError } from "@/lib/errors/app-error";
import type { UsageRange } from "@/lib/usage/usage-range";

/** Whose rows of which days are read. */
export type UsageScope = {
  workspaceId: string;
  /** The only member whose rows are read at all; null: everybody's. */
  only: string | null;
  /** Whose figures are asked for, of those; null: all. */
  who: string | null;
  range: UsageRange;
};

/** A rep's own rows, everybody's for an admin or a reviewer. Throws `forbidden` where a rep asks for another's. */
export function scopeOf(viewer: Viewer, who: string | undefined, range: UsageRange): UsageScope {
  const { workspaceId, userId, role } = viewer;
  if (role !== "rep") return { workspaceId, only: null, who: who ?? null, range };
  if (who !== undefined && who !== userId) throw new AppError("forbidden", `${userId} asked for the usage of another`);
  return { workspaceId, only: userId, who: userId, range };
}
