import "server-only";
import { purgeSessions } from "@/lib/auth/session-store";
import { purgeSignInFailures } from "@/lib/auth/sign-in-failure-store";
import { defineJob, type Job } from "@/lib/jobs/define-job";
import { sweepStaleAttempts } from "@/lib/lookups/server/sweep-stale-attempts";
import { pruneSandbox } from "@/lib/sandbox/server/prune-sandbox";

/**
 * What one of the workers does by the clock (UTC). Deliveries are no part of it: each worker sweeps them itself, every
 * 30 s, since a minute is the finest of a schedule.
 */
export const SCHEDULED_JOBS: readonly Job[] = [
  defineJob({ name: "sweep-stale-attempts", cron: "* * * * *", run: sweepStaleAttempts }),
  defineJob({ name: "purge-sessions", cron: "17 3 * * *", run: purgeSessions }),
  defineJob({ name: "purge-sign-in-failures", cron: "27 3 * * *", run: purgeSignInFailures }),
  defineJob({ name: "prune-sandbox", cron: "37 3 * * *", run: pruneSandbox }),
];
