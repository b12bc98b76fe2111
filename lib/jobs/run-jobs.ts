import "server-only";
import { PgBoss } from "pg-boss";
import { env } from "@/lib/env/server";
import type { Job } from "@/lib/jobs/define-job";
import { log } from "@/lib/log/log";

const POLL_S = 10;
const EXPIRE_S = 120;
/** A job whose worker died is free again after this long. The shortest that the queue allows is 10. */
const HEARTBEAT_S = 20;

export type RunningJobs = { stop: (timeoutMs: number) => Promise<void> };

/**
 * Starts the scheduler and this process's workers. Throws when the database cannot be reached. Intervals are long: an idle
 * server asks little of its database.
 */
export async function startJobs(jobs: readonly Job[]): Promise<RunningJobs> {
  const boss = new PgBoss({
    connectionString: env.DATABASE_URL,
    application_name: "perihelion-jobs",
    max: 2,
    schema: "pgboss",
    cronMonitorIntervalSeconds: 30,
    cronWorkerIntervalSeconds: POLL_S,
    monitorIntervalSeconds: 60,
    flowIntervalSeconds: 60,
    superviseIntervalSeconds: 60,
    queueCacheIntervalSeconds: 300,
  });
  // Without a listener a database that restarts would end the process.
  boss.on("error", (error) => {
    log.warn({ err: error }, "the job queue met an error");
  });
  await boss.start();
  for (const job of jobs) await register(boss, job);
  return { stop: (timeoutMs) => boss.stop({ graceful: true, close: true, timeout: timeoutMs }) };
}

async function register(boss: PgBoss, { name, cron, run }: Job): Promise<void> {
  const options = {
    policy: "singleton",
    retryLimit: 0,
    expireInSeconds: EXPIRE_S,
    heartbeatSeconds: HEARTBEAT_S,
  } as const;
  await boss.createQueue(name, { ...options, retentionSeconds: 600, deleteAfterSeconds: 600 });
  await boss.work(name, { pollingIntervalSeconds: POLL_S }, async ([taken]) => {
    if (!taken) return;
    await run(taken.signal);
  });
  await boss.schedule(name, cron, null, { tz: "UTC" });
}
