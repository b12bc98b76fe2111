import "server-only";
import { hasWorkerPulse } from "@/lib/jobs/worker-pulse";
import { log } from "@/lib/log/log";
import manifest from "@/package.json";

/** `degraded`: callbacks are stored and nobody applies them yet. `unavailable`: nothing can be read or stored. */
export type Health = {
  status: "ok" | "degraded" | "unavailable";
  database: "up" | "down";
  worker: "running" | "stopped" | "unknown";
  version: string;
};

const ANSWER_WITHIN_MS = 2800;

/** How this installation is, within 3 s whatever is wrong. Never throws. */
export async function readHealth(): Promise<Health> {
  const { version } = manifest;
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(reject, ANSWER_WITHIN_MS, new Error("no answer in time")).unref();
  });
  try {
    const isRunning = await Promise.race([hasWorkerPulse(), late]);
    const worker = isRunning ? "running" : "stopped";
    return { status: isRunning ? "ok" : "degraded", database: "up", worker, version };
  } catch (error) {
    log.warn({ err: error }, "the database does not answer");
    return { status: "unavailable", database: "down", worker: "unknown", version };
  }
}
