import "server-only";
import type { Tx } from "@/lib/db/client";

/** The database's time: one clock for every process, whatever becomes of a machine's own. */
export async function readClock(tx: Tx): Promise<Date> {
  const [clock] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  if (!clock) throw new Error("the database told no time");
  return clock.now;
}
