import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { Prisma } from "@/lib/db/client";
import { readRows } from "@/lib/db/reading-pool";
import type { CountedTagDto } from "@/lib/tags/schema";
import { colourOf } from "@/lib/tags/server/tag-store";

const COUNT_MAX = 10_000;
/** So many can be told apart by nobody; the rest are found by their names. */
const TAGS_MAX = 500;

/** Any member: the workspace's tags by name, each with how many people have it, counted up to 10,000. */
export async function listTags({ workspaceId }: Viewer): Promise<CountedTagDto[]> {
  const rows = await readRows<{ id: string; name: string; colour: string; people: number }>(Prisma.sql`
    SELECT id, name, colour, counted.people FROM tag
      CROSS JOIN LATERAL (SELECT count(*)::int AS people FROM (
        SELECT FROM person_tag pt WHERE pt.tag_id = tag.id LIMIT ${COUNT_MAX + 1}) AS bounded) AS counted
     WHERE workspace_id = ${workspaceId} ORDER BY key LIMIT ${TAGS_MAX}`);
  return rows.map(({ colour, people, ...tag }) => ({
    ...tag,
    colour: colourOf(colour),
    people: people > COUNT_MAX ? null : people,
  }));
}
