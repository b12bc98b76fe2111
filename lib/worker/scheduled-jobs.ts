import "server-only";
import { defineJob, type Job } from "@/lib/jobs/define-job";
import { expireApprovals } from "@/lib/lookups/server/expire-approvals";
import { reconcileAllKeys } from "@/lib/lookups/server/reconcile-keys";
import { sweepForgottenQueue } from "@/lib/lookups/server/sweep-stale-attempts";
import { NIGHTLY_CRON } from "@/lib/privacy/retention";
import { requestNightlyRetention } from "@/lib/privacy/server/request-retention";
import { pruneSandbox } from "@/lib/sandbox/server/prune-sandbox";

/**
 * What one of the workers does by the clock (UTC). What must not wait for the next minute, such as deliveries, is no
 * part of it: each worker does that itself.
 */
export const SCHEDULED_JOBS: readonly Job[] = [
  defineJob({ name: "sweep-forgotten-queue", cron: "23 * * * *", run: sweepForgottenQueue }),
  defineJob({ name: "expire-approvals", cron: "*/10 * * * *", run: expireApprovals }),
  defineJob({ name: "request-retention", cron: NIGHTLY_CRON, run: requestNightlyRetention }),
  defineJob({ name: "reconcile-keys", cron: "7 2 * * *", run: reconcileAllKeys }),
  defineJob({ name: "prune-sandbox", cron: "37 3 * * *", run: pruneSandbox }),
];
