import "server-only";
import { purgeSessions } from "@/lib/auth/session-store";
import { purgeSignInFailures } from "@/lib/auth/sign-in-failure-store";
import { defineJob, type Job } from "@/lib/jobs/define-job";
import { expireApprovals } from "@/lib/lookups/server/expire-approvals";
import { reconcileAllKeys } from "@/lib/lookups/server/reconcile-keys";
import { sweepForgottenQueue } from "@/lib/lookups/server/sweep-stale-attempts";
import { pruneSandbox } from "@/lib/sandbox/server/prune-sandbox";

/**
 * What one of the workers does by the clock (UTC). What must not wait for the next minute, such as deliveries, is no
 * part of it: each worker does that itself.
 */
export const SCHEDULED_JOBS: readonly Job[] = [
  defineJob({ name: "sweep-forgotten-queue", cron: "23 * * * *", run: sweepForgottenQueue }),
  defineJob({ name: "expire-approvals", cron: "*/10 * * * *", run: expireApprovals }),
  defineJob({ name: "purge-sessions", cron: "17 3 * * *", run: purgeSessions }),
  defineJob({ name: "purge-sign-in-failures", cron: "27 3 * * *", run: purgeSignInFailures }),
  defineJob({ name: "reconcile-keys", cron: "7 2 * * *", run: reconcileAllKeys }),
  defineJob({ name: "prune-sandbox", cron: "37 3 * * *", run: pruneSandbox }),
];
