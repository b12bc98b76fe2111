import "server-only";
import { findWindowEnd } from "@/lib/api-keys/server/rate-window";
import { findDefaultKey } from "@/lib/api-keys/server/find-default-key";
import { findPause } from "@/lib/api-keys/server/pause-key";
import { creditsSpared } from "@/lib/credits/credits";
import { db, Prisma } from "@/lib/db/client";
import type { LookupOptions } from "@/lib/lookups/lookup";
import { BULK_ENDPOINT } from "@/lib/lookups/server/ready-attempt";
import type { RunDto } from "@/lib/runs/schema";
import { createGlances } from "@/lib/runs/server/glances";

type Place = { id: string; workspaceId: string };
type Sums = { held: Prisma.Decimal; charged: Prisma.Decimal; saved: Prisma.Decimal; unasked: number };

const sums = createGlances<Sums>();
const counts = createGlances<{ counts: Record<string, number>; flawed: number }>();

/** How many of a run's rows stand where, as of a moment ago. */
export function countRows(run: Place & { state: string }): Promise<{ counts: Record<string, number>; flawed: number }> {
  return counts(run.id, paceOf(run), async () => {
    const rows = await db.$queryRaw<{ state: string; count: number; flawed: number }[]>`
      SELECT state, count(*)::int AS count, count(flaw)::int AS flawed
        FROM run_row WHERE run_id = ${run.id} AND workspace_id = ${run.workspaceId} GROUP BY state`;
    return {
      counts: Object.fromEntries(rows.map(({ state, count }) => [state, count])),
      flawed: rows.reduce((sum, row) => sum + row.flawed, 0),
    };
  });
}

const isMoving = ({ state }: { state: string }) => state === "running";
const paceOf = (run: { state: string }) => (isMoving(run) ? "moving" : "still");

type Asked = Place & { state: string; options: LookupOptions; rowLimit: number | null; taken: number };

type Progress = Omit<RunDto["progress"], "hasNoWayBack">;

/** What a run has spent so far, and how long it will still take as things go. */
export async function readProgress(run: Asked, standing: Record<string, number>): Promise<Progress> {
  const { held, charged, saved, unasked } = await sums(run.id, paceOf(run), () => readSums(run));
  const rowsPerMinute = isMoving(run) ? await readPace(run) : null;
  const { queued = 0, sending = 0 } = standing;
  const left = (run.rowLimit === null ? queued : Math.min(queued, Math.max(0, run.rowLimit - run.taken))) + sending;
  const until = isMoving(run) && queued > 0 ? await findWait(run.workspaceId) : null;
  return {
    held: held.toString(),
    charged: charged.toString(),
    saved: saved.plus(unasked * creditsSpared(run.options)).toString(),
    rowsPerMinute,
    secondsLeft: rowsPerMinute && Math.ceil((left / rowsPerMinute) * 60),
    waitsUntil: until?.toISOString() ?? null,
  };
}

/** `unasked`: rows that the dry run answered, for which there is no lookup. */
async function readSums({ id, workspaceId }: Place): Promise<Sums> {
  const [read] = await db.$queryRaw<Sums[]>`
    SELECT coalesce(sum(l.credits_held), 0) AS held, coalesce(sum(l.credits_charged), 0) AS charged,
           coalesce(sum(l.credits_saved), 0) AS saved,
           (count(*) FILTER (WHERE r.state = 'ours' AND r.lookup_id IS NULL))::int AS unasked
      FROM run_row r LEFT JOIN lookup l ON l.id = r.lookup_id
     WHERE r.run_id = ${id} AND r.workspace_id = ${workspaceId}`;
  const none = new Prisma.Decimal(0);
  return read ?? { held: none, charged: none, saved: none, unasked: 0 };
}

/** People answered a minute: over the last minute, or since the first of its calls. Null before there is enough to say. */
async function readPace({ id }: Place): Promise<number | null> {
  const [pace] = await db.$queryRaw<{ people: number; seconds: number }[]>`
    SELECT coalesce(sum(requested), 0)::int AS people,
           coalesce(extract(epoch FROM now() - min(sent_at)), 0)::float8 AS seconds
      FROM bulk_call WHERE run_id = ${id} AND answered_at > now() - interval '1 minute'`;
  if (!pace || pace.people === 0 || pace.seconds < 1) return null;
  return Math.round((pace.people / Math.min(60, pace.seconds)) * 60);
}

/** Until when the key is not used: its window is used up, or the provider told it to wait. */
async function findWait(workspaceId: string): Promise<Date | null> {
  const key = await findDefaultKey(db, workspaceId);
  if (!key) return null;
  const place = { apiKeyId: key.id, endpoint: BULK_ENDPOINT } as const;
  const pause = await findPause(db, place);
  const end = await findWindowEnd(place);
  const times = [pause?.until, end?.until].filter((until) => until !== undefined);
  return times.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null;
}
