import "server-only";

export type Job = {
  /** Unique. Also the name of the queue. */
  name: string;
  /** Five fields, UTC; a minute is the finest. */
  cron: string;
  /** Must do no harm when run twice. `signal` aborts when its time is over or the process stops. */
  run: (signal: AbortSignal) => Promise<unknown>;
};

/** Work that is done on a schedule by one of the workers. */
export function defineJob(job: Job): Job {
  return job;
}
