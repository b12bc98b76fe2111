import "server-only";
import { describeWebhookReach } from "@/lib/api-keys/server/webhook-reach";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env/server";
import type { FirstStepState } from "@/lib/lookups/first-run";
import type { FirstRun } from "@/lib/lookups/schema";

type Row = {
  isDismissed: boolean;
  keyHealth: string | null;
  hasLookup: boolean;
  hasDelivery: boolean;
  probe: string | null;
  admins: string[];
  practiceId: string | null;
};

/** So many of the latest deliveries are looked at for one that came by itself. */
const LATEST_MAX = 100;

/** Any member: which of the first steps are done. Nothing is remembered: each is asked of what is there. */
export async function getFirstRun(viewer: Viewer): Promise<FirstRun> {
  const isPractice = viewer.workspaceKind === "practice";
  const row = await readRow(viewer);
  const steps = { key: keyStep(row.keyHealth), webhook: webhookStep(row, isPractice), lookup: doneIf(row.hasLookup) };
  // A lookup proves a key; what becomes of the key later is told where lookups are made.
  const isOver = row.isDismissed || (steps.lookup === "done" && steps.webhook === "done");
  return {
    ...{ isOver, isPractice, steps, admins: row.admins },
    mayLookUp: viewer.role !== "reviewer",
    isAdmin: viewer.role === "admin",
    practiceId: isPractice ? null : row.practiceId,
  };
}

async function readRow({ workspaceId, userId }: Viewer): Promise<Row> {
  const { appUrl } = describeWebhookReach();
  const [row] = await db.$queryRaw<Row[]>`
    SELECT w.first_run_dismissed_at IS NOT NULL AS "isDismissed",
           (SELECT k.health FROM api_key k WHERE k.workspace_id = w.id AND k.is_default AND k.state = 'active') AS "keyHealth",
           EXISTS (SELECT FROM lookup l WHERE l.workspace_id = w.id) AS "hasLookup",
           EXISTS (SELECT FROM (SELECT via FROM delivery WHERE workspace_id = w.id
                                 ORDER BY received_at DESC LIMIT ${LATEST_MAX}) latest WHERE via = 'webhook') AS "hasDelivery",
           (SELECT p.outcome FROM webhook_probe p WHERE p.app_url = ${appUrl} AND p.finished_at IS NOT NULL
             ORDER BY p.finished_at DESC LIMIT 1) AS probe,
           ARRAY(SELECT u.name FROM membership m JOIN "user" u ON u.id = m.user_id
                  WHERE m.workspace_id = w.id AND m.role = 'admin' AND u.disabled_at IS NULL
                  ORDER BY m.created_at LIMIT 3) AS admins,
           (SELECT m.workspace_id FROM membership m JOIN workspace p ON p.id = m.workspace_id AND p.kind = 'practice'
             WHERE m.user_id = ${userId} AND ${env.PRACTICE === "on"} ORDER BY p.created_at LIMIT 1) AS "practiceId"
      FROM workspace w WHERE w.id = ${workspaceId}`;
  if (!row) throw new Error(`no workspace ${workspaceId}`);
  return row;
}

const doneIf = (isDone: boolean): FirstStepState => (isDone ? "done" : "open");

function keyStep(health: string | null): FirstStepState {
  if (health === "ok" || health === "restricted") return "done";
  return health === null || health === "untested" ? "open" : "failed";
}

/** A delivery that came by itself outweighs a test. The emulator delivers on this machine, wherever that is. */
function webhookStep({ hasDelivery, probe }: Row, isPractice: boolean): FirstStepState {
  if (isPractice || hasDelivery) return "done";
  if (!describeWebhookReach().isPublicHttps) return "private";
  if (probe === null || probe === "unavailable") return "open";
  return probe === "passed" ? "done" : "failed";
}
