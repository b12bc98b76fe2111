import "server-only";
import { directPool } from "@/lib/db/direct-pool";
import type { Tx } from "@/lib/db/client";
import type { RefusalReason } from "@/lib/deliveries/delivery";
import { log } from "@/lib/log/log";

const FLUSH_AFTER_MS = 2000;

const ADD = `
  INSERT INTO webhook_refusal (day, reason, count)
  SELECT (now() AT TIME ZONE 'UTC')::date, reason, times FROM unnest($1::text[], $2::int[]) AS r (reason, times)
  ORDER BY reason
  ON CONFLICT (day, reason) DO UPDATE SET count = webhook_refusal.count + excluded.count`;

let counts = new Map<RefusalReason, number>();
let timer: NodeJS.Timeout | null = null;

/** Counts a refused call. Written together after a moment, so that a flood of refusals is no flood of writes. */
export function countRefusal(reason: RefusalReason): void {
  counts.set(reason, (counts.get(reason) ?? 0) + 1);
  timer ??= setTimeout(() => void flushRefusals(), FLUSH_AFTER_MS).unref();
}

/** Writes what is counted so far. What cannot be written is counted again next time. */
export async function flushRefusals(): Promise<void> {
  if (timer) clearTimeout(timer);
  timer = null;
  const taken = counts;
  counts = new Map();
  if (taken.size === 0) return;
  try {
    await directPool().query(ADD, [[...taken.keys()], [...taken.values()]]);
  } catch (error) {
    log.warn({ err: error }, "refused webhook calls not counted yet");
    for (const [reason, count] of taken) counts.set(reason, (counts.get(reason) ?? 0) + count);
    timer ??= setTimeout(() => void flushRefusals(), FLUSH_AFTER_MS).unref();
  }
}

type OldRefusals = { days: number; max: number };

/** How many days' counts are older than so many days, up to `max`. */
export async function countOldRefusals(tx: Tx, { days, max }: OldRefusals): Promise<number> {
  const [counted] = await tx.$queryRaw<{ due: number }[]>`
    SELECT count(*)::int AS due FROM (
      SELECT FROM webhook_refusal WHERE day < (now() AT TIME ZONE 'UTC')::date - ${days}::int LIMIT ${max}) AS old`;
  return counted?.due ?? 0;
}

/** Removes up to `max` of them. Returns how many. */
export function removeOldRefusals(tx: Tx, { days, max }: OldRefusals): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM webhook_refusal WHERE (day, reason) IN (
      SELECT day, reason FROM webhook_refusal WHERE day < (now() AT TIME ZONE 'UTC')::date - ${days}::int
       LIMIT ${max} FOR UPDATE SKIP LOCKED)`;
}
