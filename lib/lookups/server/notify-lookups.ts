import "server-only";
import type { Tx } from "@/lib/db/client";
import { notifyAllChanged } from "@/lib/live/notify-changed";

type Asked = { id: string; userId: string };

/** Tells everyone who shares an attempt that their lookup has changed. */
export async function notifyLookups(tx: Tx, workspaceId: string, lookups: readonly Asked[]): Promise<void> {
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
