import "server-only";
import { db } from "@/lib/db/client";
import { log } from "@/lib/log/log";
import { CallbackRunner } from "@/lib/sandbox/server/callback-runner";
import { listenForDue, SANDBOX_DUE } from "@/lib/sandbox/server/due-listener";
import type { CallbackReach } from "@/lib/sandbox/server/mount";

export type SandboxDispatcher = { stop: () => Promise<void> };

// The routes and the entry of a server may be two copies of this module, but they are one process.
const held = globalThis as typeof globalThis & { perihelionSandboxRunner?: CallbackRunner };

/** Sends callbacks that are due, in this process, until it is stopped. Any number of processes may. */
export function startSandboxDispatcher({ reach = "self" }: { reach?: CallbackReach } = {}): SandboxDispatcher {
  const runner = new CallbackRunner(reach);
  held.perihelionSandboxRunner = runner;
  const listener = listenForDue(() => {
    runner.wake();
  });
  runner.start();
  return {
    stop: async () => {
      if (held.perihelionSandboxRunner === runner) delete held.perihelionSandboxRunner;
      await Promise.all([listener.close(), runner.stop()]);
    },
  };
}

/** Says that a callback becomes due in so many milliseconds: to the dispatcher here or, by NOTIFY, to those elsewhere. */
export function wakeDispatcher(afterMs: number): void {
  const runner = held.perihelionSandboxRunner;
  if (runner) {
    runner.wakeIn(afterMs);
    return;
  }
  db.$executeRaw`SELECT pg_notify(${SANDBOX_DUE}, '')`.catch((error: unknown) => {
    log.warn({ err: error }, "the practice world's dispatcher was not woken; it looks by itself within half a minute");
  });
}

/** Delivers this call's callbacks and resolves when they were answered, or after five seconds. */
export async function deliverBeforeAnswer(requestId: bigint): Promise<void> {
  const running = held.perihelionSandboxRunner;
  const runner = running ?? new CallbackRunner("self");
  const delivered = runner.deliverOf(requestId).finally(() => running ?? runner.stop());
  const longest = new Promise<void>((resolve) => setTimeout(resolve, 5000).unref());
  await Promise.race([delivered, longest]);
}
