import "server-only";
import { z } from "zod";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import { INSTALLATION_SCOPE, isInstallationRule, nextNight, RETENTION_RULES } from "@/lib/privacy/retention";
import type { RetentionRule } from "@/lib/privacy/retention";
import { DUE_COUNTED_MAX, type RetentionOverview, type RetentionRuleDto } from "@/lib/privacy/retention-overview";
import { AUDIT_PURGE, PURGES, type Due } from "@/lib/privacy/server/purges";
import { readRetentionDays } from "@/lib/privacy/server/retention-rule-store";
import { maySetInstallation } from "@/lib/privacy/server/set-retention";

const DAY_MS = 86_400_000;
const Removed = z.record(z.string(), z.number()).catch({});

/** Admin: how long each kind is kept, how much is old enough, and what the latest runs removed. */
export async function getRetention(viewer: Viewer): Promise<RetentionOverview> {
  requireRole(viewer, "admin");
  const { workspaceId } = viewer;
  const [now, own, shared, latest, running] = await Promise.all([
    readClock(db),
    readRetentionDays(db, workspaceId),
    readRetentionDays(db, INSTALLATION_SCOPE),
    readLatestRuns(workspaceId),
    readRunning(workspaceId),
  ]);
  const days = { ...own, ...shared };
  const rules = await Promise.all(
    RETENTION_RULES.map(async (rule): Promise<RetentionRuleDto> => {
      const isInstallation = isInstallationRule(rule);
      const kept = days[rule] ?? 0;
      const run = latest.get(isInstallation ? INSTALLATION_SCOPE : workspaceId);
      return {
        ...{ rule, days: kept, isInstallation, maySet: !isInstallation || maySetInstallation(viewer) },
        ...(await countDue(workspaceId, rule, { days: kept, now })),
        lastRemoved: run ? (run.removed[rule] ?? 0) : null,
      };
    }),
  );
  const lastRunAt = latest.get(workspaceId)?.finishedAt.toISOString() ?? null;
  return { rules, running, lastRunAt, nextRunAt: nextNight(now).toISOString() };
}

async function countDue(
  workspaceId: string,
  rule: RetentionRule,
  { days, now }: { days: number; now: Date },
): Promise<Due> {
  if (rule !== "audit") return PURGES[rule].count(db, { workspaceId, days, max: DUE_COUNTED_MAX + 1 });
  const due = await AUDIT_PURGE.count(new Date(now.getTime() - days * DAY_MS));
  return { due: Math.min(due, DUE_COUNTED_MAX + 1), heldBack: 0 };
}

type LatestRun = { finishedAt: Date; removed: Record<string, number> };

async function readLatestRuns(workspaceId: string): Promise<Map<string, LatestRun>> {
  const rows = await db.$queryRaw<{ scope: string; finishedAt: Date; removed: unknown }[]>`
    SELECT DISTINCT ON (scope) scope, finished_at AS "finishedAt", removed FROM retention_run
     WHERE scope IN (${workspaceId}, ${INSTALLATION_SCOPE}) AND finished_at IS NOT NULL
     ORDER BY scope, requested_at DESC, id DESC`;
  return new Map(
    rows.map(({ scope, finishedAt, removed }) => [scope, { finishedAt, removed: Removed.parse(removed) }]),
  );
}

async function readRunning(scope: string): Promise<RetentionOverview["running"]> {
  const run = await db.retentionRun.findFirst({ where: { scope, finishedAt: null } });
  if (!run) return null;
  const removed = Object.values(Removed.parse(run.removed)).reduce((sum, count) => sum + count, 0);
  return { requestedAt: run.requestedAt.toISOString(), hasStarted: run.startedAt !== null, removed };
}
