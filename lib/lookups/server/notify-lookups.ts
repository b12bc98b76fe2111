import "server-only";
import type { Tx } from "@/lib/db/client";
import { notifyAllChanged } from "@/lib/live/notify-changed";
import type { SharedLookup } from "@/lib/lookups/server/attempt-store";

/** Tells everyone who shares an attempt that their lookup has changed. */
export async function notifyLookups(tx: Tx, workspaceId: string, lookups: readonly SharedLookup[]): Promise<void> {
  const byUser = Map.groupBy(lookups, ({ userId }) => userId);
  await notifyAllChanged(
    tx,
    [...byUser].map(([userId, shared]) => ({
      workspaceId,
      kind: "lookup" as const,
      ids: shared.map(({ id }) => id),
      userId,
    })),
  );
}
