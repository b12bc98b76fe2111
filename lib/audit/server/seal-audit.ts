import "server-only";
import {
  appendLinks,
  type Link,
  listUnsealed,
  type Place,
  readHead,
  tryLockChain,
} from "@/lib/audit/server/audit-chain-store";
import { readAuditKey } from "@/lib/audit/server/audit-key";
import { GENESIS, hashLink, hasOwnMark, nameChain, type StoredEvent } from "@/lib/audit/server/chain-hash";
import { compareNoted } from "@/lib/audit/server/compare-noted";
import { noteHead, type NotedHead } from "@/lib/audit/server/head-file";
import { db, inTransaction, type Tx } from "@/lib/db/client";
import { log } from "@/lib/log/log";

const BATCH = 2000;
const TELL_EVERY_MS = 60_000;

const told = { atMs: 0 };

/**
 * Gives every committed event its place in the chain. Any number of processes may call it: one is at it at a time, each
 * batch is one transaction, and whoever is killed in it leaves nothing. Returns how many events got a place.
 */
export async function sealAudit(): Promise<number> {
  const key = await readAuditKey(db);
  let count = 0;
  let after = 0n;
  for (;;) {
    const batch = await inTransaction((tx) => sealBatch(tx, key, after));
    if (!batch) return count;
    count += batch.sealed;
    after = batch.lastId;
    if (batch.head) await tell({ chain: nameChain(key), ...batch.head });
    if (batch.read < BATCH) return count;
  }
}

/** Null when another process is at it. */
async function sealBatch(tx: Tx, key: Buffer, after: bigint) {
  if (!(await tryLockChain(tx))) return null;
  const head = await readHead(tx, key);
  const events = await listUnsealed(tx, { floorId: head?.floorId ?? 0n, after, limit: BATCH });
  const isBeginning = head === null || (await isUnmarkedTo(tx, head.seq));
  const links = linkOwn(key, head ?? { seq: 0n, hash: GENESIS }, { events, isBeginning });
  await appendLinks(tx, key, links);
  const last = links.at(-1);
  return {
    ...{ read: events.length, sealed: links.length, lastId: events.at(-1)?.id ?? after },
    head: last ? { seq: last.seq.toString(), hash: Buffer.from(last.hash).toString("hex") } : null,
  };
}

/**
 * Links from this place on, for the events that are the program's own. Those from before there was a chain have no mark: they
 * stand at its beginning, and nowhere else.
 */
function linkOwn(
  key: Buffer,
  { seq, hash }: Place,
  { events, isBeginning }: { events: readonly StoredEvent[]; isBeginning: boolean },
): Link[] {
  const links: Link[] = [];
  let isUnmarkedFine = isBeginning;
  for (const event of events) {
    if (event.mark !== null) isUnmarkedFine = false;
    if (!hasOwnMark(key, event) && !isUnmarkedFine) continue;
    const before = links.at(-1) ?? { seq, hash };
    const place = before.seq + 1n;
    links.push({ seq: place, eventId: event.id, hash: hashLink(key, { seq: place, previous: before.hash, event }) });
  }
  return links;
}

/** Whether the chain so far holds nothing but events without a mark. */
async function isUnmarkedTo(tx: Tx, seq: bigint): Promise<boolean> {
  const [found] = await tx.$queryRaw<{ isUnmarked: boolean }[]>`
    select e.mark is null as "isUnmarked" from audit_link l join audit_event e on e.id = l.event_id where l.seq = ${seq}`;
  return found?.isUnmarked === true;
}

/**
 * Says outside of the database where the chain ends, so that cutting its end cannot be hidden in the database alone. What the
 * data folder noted before and the chain does not bear out is evidence, and stays.
 */
async function tell(head: NotedHead): Promise<void> {
  if ((await compareNoted(db)) === null) noteHead(head);
  if (Date.now() - told.atMs < TELL_EVERY_MS) return;
  told.atMs = Date.now();
  log.info({ auditHead: head }, "the audit's chain goes on");
}
