import "server-only";
import type { LiveEvent } from "@/lib/live/live-event";
import type { AskedLookup } from "@/lib/lookups/server/attempt-phone-store";

export type Arrived = {
  workspaceId: string;
  lookups: readonly AskedLookup[];
  personId: string | null;
  hasPhones: boolean;
};

/** Who is told what: those who asked, of their lookups and of numbers that came; everybody, of the person. */
export function eventsOf({ workspaceId, lookups, personId, hasPhones }: Arrived): LiveEvent[] {
  const byUser = Map.groupBy(lookups, ({ userId }) => userId);
  const own = [...byUser].flatMap(([userId, asked]): LiveEvent[] => {
    const ids = asked.map(({ id }) => id);
    const changed: LiveEvent = { workspaceId, kind: "lookup", ids, userId };
    if (!hasPhones || !personId) return [changed];
    return [changed, { workspaceId, kind: "phones_arrived", ids: [...ids, personId], userId }];
  });
  return personId ? [...own, { workspaceId, kind: "person", ids: [personId] }] : own;
}
