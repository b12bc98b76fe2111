import "server-only";
import { recordRefusal } from "@/lib/audit/server/record-refusal";
import { flushKeyAnswers } from "@/lib/api-keys/server/note-key-answer";
import { notePeerAddresses } from "@/lib/auth/client-address";
import { listenToRefusals } from "@/lib/auth/refusals";
import { db } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { flushRefusals } from "@/lib/deliveries/server/count-refusal";
import { env } from "@/lib/env/server";
import { startInstancePulse } from "@/lib/jobs/instance-pulse";
import { closeListener } from "@/lib/live/listener";
import { closeEventStreams } from "@/lib/live/open-event-stream";
import { log } from "@/lib/log/log";
import { startWorker, type Worker } from "@/lib/worker/start-worker";

// Hot reload registers again; a process starts once.
const held = globalThis as typeof globalThis & { perihelionHasStarted?: boolean };

/** Called once a web process. At SIGTERM or SIGINT it lets streams go, so that the server can close, and stops its work. */
export function startProcess(): void {
  if (held.perihelionHasStarted) return;
  held.perihelionHasStarted = true;
  notePeerAddresses();
  listenToRefusals((refusal) => void recordRefusal(refusal));
  const stopPulse = startInstancePulse();
  const worker = env.WORKER === "on" ? startWorker() : null;
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stopProcess(worker, stopPulse));
}

/** The background work in a process that serves nobody. `stop` resolves within some 6 s, with every connection closed. */
export function startWorkerProcess(): Worker {
  const stopPulse = startInstancePulse();
  const worker = startWorker();
  return {
    stop: async () => {
      await stopProcess(worker, stopPulse);
      await db.$disconnect();
    },
  };
}

async function stopProcess(worker: Worker | null, stopPulse: () => void): Promise<void> {
  closeEventStreams();
  try {
    await worker?.stop();
    stopPulse();
    await flushRefusals();
    await flushKeyAnswers();
    await closeListener();
    await closeDirectPool();
  } catch (error) {
    log.warn({ err: error }, "not everything could be put away; the next start takes it up");
  }
}
