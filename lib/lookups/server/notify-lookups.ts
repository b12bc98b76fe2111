import "server-only";
import type { Tx } from "@/lib/db/client";
import type { LiveEvent } from "@/lib/live/live-event";
import { notifyAllChanged, notifyChanged } from "@/lib/live/notify-changed";
import type { SharedLookup } from "@/lib/lookups/server/attempt-store";

type Asked = { id: string; userId: string };

/** Tells everyone who shares an attempt that their lookup has changed. */
export async function notifyLookups(tx: Tx, workspaceId: string, lookups: readonly Asked[]): Promise<void> {
  await notifyAllChanged(tx, lookupEvents(workspaceId, lookups));
}

/** Whoever asked is told, each of their own. */
export function lookupEvents(workspaceId: string, lookups: readonly Asked[]): LiveEvent[] {
  const byUser = Map.groupBy(lookups, ({ userId }) => userId);
  return [...byUser].map(([userId, shared]) => ({
    workspaceId,
    kind: "lookup",
    ids: shared.map(({ id }) => id),
    userId,
  }));
}

/** The same where their states have changed, and with them those of the people they are about. */
export async function notifyStates(tx: Tx, workspaceId: string, lookups: readonly SharedLookup[]): Promise<void> {
  await notifyLookups(tx, workspaceId, lookups);
  const people = new Set(lookups.flatMap(({ personId }) => personId ?? []));
  await notifyChanged(tx, { workspaceId, kind: "person", ids: [...people] });
}
