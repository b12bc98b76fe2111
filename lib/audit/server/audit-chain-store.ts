import "server-only";
import { Prisma, type Tx } from "@/lib/db/client";
import { GENESIS, isSame, type StoredEvent, vouch } from "@/lib/audit/server/chain-hash";

export type Place = { seq: bigint; hash: Uint8Array };
export type Head = Place & { floorId: bigint };
export type Link = Place & { eventId: bigint };

const FLOOR_AFTER = Prisma.sql`interval '10 minutes'`;

export const EVENT_FIELDS = Prisma.sql`
  e.id, e.workspace_id as "workspaceId", e.actor_id as "actorId", e.action, e.subject, e.detail::text as "detailText",
  e.address, extract(epoch from e.at)::text as "atText", e.mark`;

/** One sealer, or one removal, at a time; false when another one is at it. For this transaction. */
export async function tryLockChain(tx: Tx): Promise<boolean> {
  const [got] = await tx.$queryRaw<{ isLocked: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended('perihelion audit chain', 0)) as "isLocked"`;
  return got?.isLocked === true;
}

/** The same, waiting for its turn. */
export async function lockChain(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('perihelion audit chain', 0))`;
}

/** The end of the chain; null before its first event. Throws when the row is not the program's own. */
export async function readHead(tx: Tx, key: Buffer): Promise<Head | null> {
  const row = await tx.auditHead.findUnique({ where: { id: 1 } });
  if (!row) return null;
  if (!isSame(row.mac, vouch(key, "head", row)))
    throw new Error("the record of the end of the audit's chain was changed");
  return { seq: row.seq, hash: row.hash, floorId: row.floorId };
}

/** Where old events were removed, what the rest hangs on. `isOwn` is false when the row is not the program's own. */
export async function readAnchor(tx: Tx, key: Buffer): Promise<Place & { isOwn: boolean; purgedAt: Date | null }> {
  const row = await tx.auditAnchor.findUnique({ where: { id: 1 } });
  if (!row) return { seq: 0n, hash: GENESIS, isOwn: true, purgedAt: null };
  return { seq: row.seq, hash: row.hash, purgedAt: row.purgedAt, isOwn: isSame(row.mac, vouch(key, "anchor", row)) };
}

/**
 * Events that have no place yet, oldest first. Ids are given before transactions commit, so that a lower one may come after
 * a higher one: looked for above the floor, which follows the chain at a distance longer than any transaction lasts.
 */
export function listUnsealed(tx: Tx, { floorId, after, limit }: { floorId: bigint; after: bigint; limit: number }) {
  const from = after > floorId ? after : floorId;
  return tx.$queryRaw<StoredEvent[]>`
    select ${EVENT_FIELDS} from audit_event e
    where e.id > ${from} and not exists (select from audit_link l where l.event_id = e.id)
    order by e.id limit ${limit}`;
}

/** Adds links and moves the head, in one go. */
export async function appendLinks(tx: Tx, key: Buffer, links: readonly Link[]): Promise<void> {
  const last = links.at(-1);
  if (!last) return;
  const ids = links.map(({ eventId }) => eventId);
  await tx.$executeRaw`
    insert into audit_link (seq, event_id, hash)
    select * from unnest(${links.map(({ seq }) => seq)}::bigint[], ${ids}::bigint[],
                         ${links.map(({ hash }) => Buffer.from(hash))}::bytea[])`;
  const highest = ids.reduce((id, other) => (other > id ? other : id), 0n);
  // What is older than any transaction may last moves the floor at once, as at the first start with a chain.
  await tx.$executeRaw`
    insert into audit_head as h (id, seq, hash, mac, next_floor_id, floor_id)
    values (1, ${last.seq}, ${last.hash}, ${vouch(key, "head", last)}, ${highest},
      (select coalesce(max(id), 0) from audit_event where id = any(${ids}::bigint[]) and at < now() - ${FLOOR_AFTER}))
    on conflict (id) do update set seq = excluded.seq, hash = excluded.hash, mac = excluded.mac, sealed_at = now(),
      floor_id = greatest(h.floor_id, excluded.floor_id,
                          case when h.next_floor_at < now() - ${FLOOR_AFTER} then h.next_floor_id end),
      next_floor_id = case when h.next_floor_at < now() - ${FLOOR_AFTER} then excluded.next_floor_id else h.next_floor_id end,
      next_floor_at = case when h.next_floor_at < now() - ${FLOOR_AFTER} then now() else h.next_floor_at end`;
}

/** Removes the beginning up to this place; the database refuses what is not whole and older than `before`. Returns how many. */
export async function removeBeginning(tx: Tx, key: Buffer, upTo: Place & { before: Date }): Promise<number> {
  const [removed] = await tx.$queryRaw<{ count: bigint }[]>`
    select audit_purge(${upTo.seq}, ${upTo.before}, ${vouch(key, "anchor", upTo)}) as count`;
  return Number(removed?.count ?? 0);
}
