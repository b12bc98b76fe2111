import type { Client } from "pg";
import { StartError } from "@/lib/env/start-error";
import { daysAfter } from "@/scripts/seed-large/seeded-person";
import type { World } from "@/scripts/seed-large/world";

export type Wanted = {
  people: number;
  lookupsEach: number;
  seed: number;
  workspaceId?: string;
  isLiveAllowed: boolean;
};

const DAYS = 730;

/** Whose workspace is to be filled, and by whom. Without an id the practice one; a live one only where that is said. */
export async function planWorld(client: Client, wanted: Wanted, now = new Date()): Promise<World> {
  const { people, lookupsEach, seed } = wanted;
  const { rows } = await client.query<{ id: string; kind: string; name: string }>(
    `SELECT id, kind, name FROM workspace WHERE CASE WHEN $1::text IS NULL THEN kind = 'practice' ELSE id = $1 END
      ORDER BY created_at LIMIT 1`,
    [wanted.workspaceId ?? null],
  );
  const [workspace] = rows;
  if (!workspace)
    throw new StartError("There is no such workspace. Start the program once, or name one by --workspace.");
  if (workspace.kind === "live" && !wanted.isLiveAllowed)
    throw new StartError(`“${workspace.name}” is live. Invented people have no place in it, unless you say --live.`);
  const members = await client.query<{ id: string }>(
    "SELECT user_id AS id FROM membership WHERE workspace_id = $1 ORDER BY created_at, user_id",
    [workspace.id],
  );
  const userIds = members.rows.map(({ id }) => id);
  if (userIds.length === 0) throw new StartError("The workspace has no member by whom people could be looked up.");
  // Whole days: what is seeded twice on one day from one seed is the same.
  const until = new Date(now.toISOString().slice(0, 10));
  return { workspaceId: workspace.id, people, lookupsEach, seed, from: daysAfter(until, -DAYS), until, userIds };
}
