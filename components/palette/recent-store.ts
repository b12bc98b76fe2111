const RECENT_MAX = 5;

/** By member and workspace: two who share a browser do not meet each other's. Ids alone, no name of anybody. */
export type RecentOwner = { userId: string; workspaceId: string };

const keyOf = ({ userId, workspaceId }: RecentOwner) => `perihelion.recent.${workspaceId}.${userId}`;

/** The ids of what was chosen last, the latest first. */
export function readRecent(owner: RecentOwner): string[] {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(keyOf(owner)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === "string").slice(0, RECENT_MAX) : [];
  } catch {
    // Kept by hand, or by another version.
    return [];
  }
}

export function keepRecent(owner: RecentOwner, id: string): void {
  const others = readRecent(owner).filter((known) => known !== id);
  window.localStorage.setItem(keyOf(owner), JSON.stringify([id, ...others].slice(0, RECENT_MAX)));
}
