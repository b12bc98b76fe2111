import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { setSeen } from "@/lib/lookups/server/presence-store";

/** Any member: they have been told what came until then. */
export function markSeen(viewer: Viewer, { until }: { until: string }): Promise<void> {
  return setSeen(viewer, new Date(until));
}
