import "server-only";
import { describeWebhookReach } from "@/lib/api-keys/server/webhook-reach";
import type { WorkspaceKind } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";

/** How results of this workspace are expected to come: `poll` where its webhook is known not to be reached. */
export type ArrivesBy = "webhook" | "poll";

/** So many of the latest deliveries are looked at for one that came by itself. */
const LATEST_MAX = 100;

type Workspace = { workspaceId: string; workspaceKind: WorkspaceKind };

/**
 * By the last self-test of APP_URL, wherever it was asked for; a delivery that came by webhook since then outweighs it,
 * because some networks let nobody call their own public address from inside. Without a test the webhook has the benefit
 * of the doubt.
 */
export async function readArrivesBy({ workspaceId, workspaceKind }: Workspace): Promise<ArrivesBy> {
  const { appUrl, isPublicHttps } = describeWebhookReach();
  if (workspaceKind === "live" && !isPublicHttps) return "poll";
  const [row] = await db.$queryRaw<{ hasFailed: boolean }[]>`
    SELECT test.outcome NOT IN ('passed', 'unavailable') AND NOT EXISTS (
             SELECT FROM (SELECT via FROM delivery
                           WHERE workspace_id = ${workspaceId} AND received_at > test.finished_at
                           ORDER BY received_at DESC LIMIT ${LATEST_MAX}) latest
              WHERE via = 'webhook') AS "hasFailed"
      FROM (SELECT outcome, finished_at FROM webhook_probe
             WHERE app_url = ${appUrl} AND finished_at IS NOT NULL
             ORDER BY finished_at DESC LIMIT 1) test`;
  return row?.hasFailed ? "poll" : "webhook";
}
