import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { sealAudit } from "@/lib/audit/server/seal-audit";
import { endRotatedKeys } from "@/lib/api-keys/server/end-rotated-keys";
import { startDeliveriesWorker } from "@/lib/deliveries/server/deliveries-worker";
import { pollResults } from "@/lib/deliveries/server/poll-results";
import { env } from "@/lib/env/server";
import { every, type Loop } from "@/lib/jobs/every";
import { startJobs, type RunningJobs } from "@/lib/jobs/run-jobs";
import { startWorkerPulse } from "@/lib/jobs/worker-pulse";
import { log } from "@/lib/log/log";
import { reconcileUsedKeys } from "@/lib/lookups/server/reconcile-keys";
import { sendReserved } from "@/lib/lookups/server/send-reserved";
import { settleByUsage } from "@/lib/lookups/server/settle-by-usage";
import { sweepStaleAttempts } from "@/lib/lookups/server/sweep-stale-attempts";
import { sweepHolds } from "@/lib/lookups/server/sweep-holds";
import { sweepWaits } from "@/lib/lookups/server/sweep-waits";
import { runErasures } from "@/lib/privacy/server/run-erasures";
import { workOffRetention } from "@/lib/privacy/server/work-off-retention";
import { driveRuns } from "@/lib/runs/server/drive-runs";
import { startSandboxDispatcher } from "@/lib/sandbox/server/dispatcher";
import { SCHEDULED_JOBS } from "@/lib/worker/scheduled-jobs";

/** What must not wait for the next minute. */
const LOOPS = [
  // A process that died in mid-call has left attempts that nobody else will end.
  { name: "sweep-stale-attempts", pauseMs: 10_000, run: sweepStaleAttempts },
  { name: "settle-by-usage", pauseMs: 60_000, run: settleByUsage },
  { name: "reconcile-used-keys", pauseMs: 60_000, run: reconcileUsedKeys },
  { name: "send-reserved", pauseMs: 1000, run: sendReserved },
  { name: "poll-results", pauseMs: 5000, run: pollResults },
  { name: "sweep-waits", pauseMs: 30_000, run: sweepWaits },
  { name: "end-rotated-keys", pauseMs: 30_000, run: endRotatedKeys },
  { name: "sweep-holds", pauseMs: 30_000, run: sweepHolds },
  // Until an event has its place in the chain, its removal leaves no trace.
  { name: "seal-audit", pauseMs: 2000, run: sealAudit },
  // Somebody who asks to be forgotten is gone within a minute.
  { name: "run-erasures", pauseMs: 2000, run: runErasures },
  { name: "work-off-retention", pauseMs: 3000, run: () => workOffRetention() },
];

const LOOK_FOR_RUNS_MS = 500;
const STOP_WITHIN_MS = 5000;
const BACK_OFF_MS = 2000;

export type Worker = { stop: () => Promise<void> };

/**
 * Starts all background work of this process: applying deliveries, sweeps and, where practice is on, the emulator's
 * callbacks. A database that is away at the moment delays it and stops nothing. `stop` hands back what is unfinished
 * within some 5 s.
 */
export function startWorker(): Worker {
  const deliveries = startDeliveriesWorker();
  const practice = env.PRACTICE === "on" ? startSandboxDispatcher() : null;
  let isStopped = false;
  let retry: NodeJS.Timeout | undefined;
  let jobs: Promise<RunningJobs | null> = begin();

  function begin(): Promise<RunningJobs | null> {
    return startJobs(SCHEDULED_JOBS).catch((error: unknown) => {
      log.warn({ err: error }, "scheduled work could not start; trying again soon");
      if (isStopped) return null;
      retry = setTimeout(() => {
        jobs = begin();
      }, BACK_OFF_MS);
      return null;
    });
  }

  const loops = LOOPS.map(({ pauseMs, name, run }) => every(pauseMs, name, run));
  // A round of it lasts as long as there are rows to send.
  loops.push(every(LOOK_FOR_RUNS_MS, "drive-runs", () => driveRuns({ isStopped: () => isStopped })));
  const stopPulse = startWorkerPulse();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(retry);
      stopPulse();
      const running = await jobs;
      await Promise.all([deliveries.stop(), practice?.stop(), running?.stop(STOP_WITHIN_MS), stopAll(loops)]);
    },
  };
}

/** A call under way is paid: it gets some time to be settled, then its process may go and it becomes unknown. */
async function stopAll(loops: readonly Loop[]): Promise<void> {
  const ended = Promise.all(loops.map((loop) => loop.stop()));
  await Promise.race([ended, wait(STOP_WITHIN_MS, undefined, { ref: false })]);
}
