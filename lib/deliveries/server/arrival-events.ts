import "server-only";
import type { LiveEvent } from "@/lib/live/live-event";
import type { SharedLookup } from "@/lib/lookups/server/attempt-store";

export type Arrived = {
  workspaceId: string;
  lookups: readonly SharedLookup[];
  /** Who was merged; null where the body brought nothing to merge. */
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
  const people = new Set([personId, ...lookups.map((lookup) => lookup.personId)].filter((id) => id !== null));
  return people.size === 0 ? own : [...own, { workspaceId, kind: "person", ids: [...people] }];
}
