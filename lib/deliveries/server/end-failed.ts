import "server-only";
import { db, Prisma } from "@/lib/db/client";
import type { Applied } from "@/lib/deliveries/server/apply-delivery";
import { codesOf } from "@/lib/errors/driver-codes";
import { toAppError } from "@/lib/errors/to-public-error";
import { log } from "@/lib/log/log";

/** Deadlocks, serialisation failures, transactions out of time, pools out of connections. */
const PASSING = new Set(["P2034", "P2028", "P2024", "40001", "40P01", "55P03", "57014"]);

/** A body that fails for passing reasons this long is put aside all the same: nothing is stuck for ever. */
const PATIENCE = "15 minutes";

/**
 * What becomes of a body that could not be applied: held when the reason may pass, else put aside with its bytes, to be
 * replayed after a fix.
 */
export async function endFailed(id: string, error: unknown): Promise<Applied> {
  const isPassing = mayPass(error);
  log[isPassing ? "warn" : "error"]({ err: error, deliveryId: id }, "a delivery could not be applied");
  const reason = `could not be applied: ${error instanceof Error ? error.name : "unknown failure"}`;
  try {
    const ended = await db.$executeRaw`
      UPDATE delivery SET state = 'quarantined', reason = ${reason}, applied_at = now()
      WHERE id = ${id} AND state = 'received'
        AND (NOT ${isPassing} OR received_at < now() - ${PATIENCE}::interval)`;
    return { outcome: ended === 1 ? "done" : "held", events: [] };
  } catch (failure) {
    log.warn({ err: failure, deliveryId: id }, "a delivery that failed could not be put aside yet");
    return { outcome: "held", events: [] };
  }
}

function mayPass(error: unknown): boolean {
  if (toAppError(error).code === "unavailable") return true;
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  return codesOf(error).some((code) => PASSING.has(code));
}
