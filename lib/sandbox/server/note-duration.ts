import "server-only";
import { db } from "@/lib/db/client";
import { log } from "@/lib/log/log";

const GATHER_MS = 50;

let gathered = new Map<bigint, number>();

async function write(): Promise<void> {
  const durations = gathered;
  gathered = new Map();
  await db.$executeRaw`
    UPDATE sandbox_request AS r SET duration_ms = d.ms
    FROM unnest(${[...durations.keys()].map(String)}::bigint[], ${[...durations.values()]}::float8[]) AS d (id, ms)
    WHERE r.id = d.id`;
}

/** Adds the emulator's own time to the call log, some 50 ms later and for many calls at once: the answer does not wait. */
export function noteDuration(callId: bigint, durationMs: number): void {
  gathered.set(callId, durationMs);
  if (gathered.size > 1) return;
  setTimeout(() => {
    write().catch((error: unknown) => {
      log.warn({ err: error }, "durations of the practice world's calls were not noted");
    });
  }, GATHER_MS).unref();
}
