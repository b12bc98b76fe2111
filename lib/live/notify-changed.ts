import "server-only";
import { Prisma, type Tx } from "@/lib/db/client";
import { CHANNELS, IDS_PER_NOTICE } from "@/lib/live/channels";
import type { LiveEvent } from "@/lib/live/live-event";

/** Tells every process that something changed: inside a transaction, once that commits. Nothing is sent for no ids. */
export function notifyChanged(tx: Tx, event: LiveEvent): Promise<void> {
  return notifyAllChanged(tx, [event]);
}

/** The same for a batch, in one statement: NOTIFY takes one global lock a commit. */
export async function notifyAllChanged(tx: Tx, events: readonly LiveEvent[]): Promise<void> {
  const payloads = events.flatMap(inNotices).map((notice) => JSON.stringify(notice));
  if (payloads.length === 0) return;
  const rows = Prisma.join(payloads.map((payload) => Prisma.sql`(${payload})`));
  await tx.$executeRaw`SELECT pg_notify(${CHANNELS.changed}, payload) FROM (VALUES ${rows}) AS notice (payload)`;
}

function inNotices(event: LiveEvent): LiveEvent[] {
  const count = Math.ceil(event.ids.length / IDS_PER_NOTICE);
  return Array.from({ length: count }, (_, index) => ({
    ...event,
    ids: event.ids.slice(index * IDS_PER_NOTICE, (index + 1) * IDS_PER_NOTICE),
  }));
}
