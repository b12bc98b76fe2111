import "server-only";
import type { AuditBreak, AuditVerdict } from "@/lib/audit/audit-verdict";
import {
  EVENT_FIELDS,
  type Head,
  listUnsealed,
  type Place,
  readAnchor,
  readHead,
} from "@/lib/audit/server/audit-chain-store";
import { readAuditKey } from "@/lib/audit/server/audit-key";
import { hashLink, hasOwnMark, isSame, type StoredEvent } from "@/lib/audit/server/chain-hash";
import { compareNoted } from "@/lib/audit/server/compare-noted";
import { sealAudit } from "@/lib/audit/server/seal-audit";
import { db } from "@/lib/db/client";
import { log } from "@/lib/log/log";

const BATCH = 2000;

type LinkRow = { seq: bigint; eventId: bigint; hash: Uint8Array } & Partial<Omit<StoredEvent, "id">> & {
    id: bigint | null;
  };
type Broken = NonNullable<AuditVerdict["broken"]>;
type Walk = Place & { checked: number; broken: Broken | null };

export type VerifyOptions = {
  /** Called now and then with how far it got, of how many. */
  onProgress?: (checked: number, of: number) => void;
  signal?: AbortSignal;
};

const breakAt = (why: AuditBreak, at: Partial<Omit<Broken, "why">> = {}): Broken => ({
  ...{ why, seq: null, eventId: null, action: null },
  ...at,
});

/**
 * Gives what is committed its place, then reads the whole audit in its order, in bounded memory, and compares each event with
 * its hash, the chain with its end, and that with what the data folder noted. Stops at the first break.
 */
export async function verifyAudit({ onProgress, signal }: VerifyOptions = {}): Promise<AuditVerdict> {
  await sealAudit().catch((error: unknown) => {
    log.warn({ err: error }, "events could not get their place before the audit was verified");
  });
  const key = await readAuditKey(db);
  const anchor = await readAnchor(db, key);
  const head = await readHead(db, key).catch(() => "changed" as const);
  const purged = Number(anchor.seq);
  const nothing = { isWhole: false, checked: 0, purged, unsealed: 0, head: null };
  if (head === "changed") return { ...nothing, broken: breakAt("head_changed") };
  if (!anchor.isOwn) return { ...nothing, broken: breakAt("anchor_changed") };
  const walk = await walkChain({ key, start: anchor, head, signal, onProgress });
  const { broken, unsealed } = walk.broken ? { broken: walk.broken, unsealed: 0 } : await lookAround(key, head);
  const isWhole = broken === null;
  return {
    isWhole,
    checked: walk.checked,
    purged,
    unsealed,
    broken,
    head: head && Buffer.from(head.hash).toString("hex"),
  };
}

/** What the chain itself cannot tell: whether the data folder bears it out, and whether there is anything beside it. */
async function lookAround(key: Buffer, head: Head | null): Promise<{ broken: Broken | null; unsealed: number }> {
  const noted = await compareNoted(db);
  const { broken, waiting } = await findStrays(key, head);
  return { broken: noted ? breakAt(noted.why, noted) : broken, unsealed: waiting };
}

type Course = { key: Buffer; start: Place; head: Head | null } & {
  [Name in keyof VerifyOptions]: VerifyOptions[Name] | undefined;
};

/** From the anchor to where the chain ended when this began. */
async function walkChain({ key, start, head, signal, onProgress }: Course): Promise<Walk> {
  const walk: Walk = { seq: start.seq, hash: start.hash, checked: 0, broken: null };
  const end = head?.seq ?? 0n;
  if (head === null && (await hasLinks())) walk.broken = breakAt("head_changed");
  while (walk.seq < end && !walk.broken) {
    signal?.throwIfAborted();
    walk.broken = await walkOn(key, walk, end);
    onProgress?.(walk.checked, Number(end - start.seq));
  }
  if (head && !walk.broken && !isSame(walk.hash, head.hash))
    walk.broken = breakAt("moved", { seq: walk.seq.toString() });
  return walk;
}

/** One batch further, or what is wrong in it. */
async function walkOn(key: Buffer, walk: Walk, end: bigint): Promise<Broken | null> {
  const rows = await readLinks(walk.seq, end);
  if (rows.length === 0) return breakAt("cut", { seq: (walk.seq + 1n).toString() });
  for (const row of rows) {
    const broken = await step(key, walk, row);
    if (broken) return broken;
  }
  return null;
}

/** One place further, or what is wrong there. */
async function step(key: Buffer, walk: Walk, row: LinkRow): Promise<Broken | null> {
  const at = { seq: row.seq.toString(), eventId: row.eventId.toString(), action: row.action ?? null };
  if (row.seq !== walk.seq + 1n) {
    const isPurgedMeanwhile = await skipToAnchor(key, walk, row.seq);
    if (!isPurgedMeanwhile) return breakAt("missing_links", { seq: (walk.seq + 1n).toString() });
  }
  if (row.id === null) return breakAt("removed", at);
  const event = row as StoredEvent;
  if (!isSame(row.hash, hashLink(key, { seq: row.seq, previous: walk.hash, event })))
    return breakAt(event.mark === null || hasOwnMark(key, event) ? "moved" : "changed", at);
  Object.assign(walk, { seq: row.seq, hash: row.hash, checked: walk.checked + 1 });
  return null;
}

/** Old events may go while this reads: then the chain goes on from the new anchor. */
async function skipToAnchor(key: Buffer, walk: Walk, next: bigint): Promise<boolean> {
  const anchor = await readAnchor(db, key);
  if (!anchor.isOwn || anchor.seq !== next - 1n) return false;
  Object.assign(walk, { seq: anchor.seq, hash: anchor.hash });
  return true;
}

function readLinks(after: bigint, end: bigint): Promise<LinkRow[]> {
  return db.$queryRaw<LinkRow[]>`
    select l.seq, l.event_id as "eventId", l.hash, ${EVENT_FIELDS}
    from audit_link l left join audit_event e on e.id = l.event_id
    where l.seq > ${after} and l.seq <= ${end} order by l.seq limit ${BATCH}`;
}

async function hasLinks(): Promise<boolean> {
  return (await db.auditLink.findFirst({ select: { seq: true } })) !== null;
}

/** Events without a place: those of the last moments, and those that somebody else wrote or took out. */
async function findStrays(key: Buffer, head: Head | null): Promise<{ waiting: number; broken: Broken | null }> {
  let waiting = 0;
  let after = 0n;
  for (;;) {
    const events = await listUnsealed(db, { floorId: 0n, after, limit: BATCH });
    for (const event of events) {
      const at = { eventId: event.id.toString(), action: event.action };
      if (!hasOwnMark(key, event)) return { waiting, broken: breakAt("not_ours", at) };
      if (event.id <= (head?.floorId ?? 0n)) return { waiting, broken: breakAt("lost_place", at) };
      waiting += 1;
    }
    if (events.length < BATCH) return { waiting, broken: null };
    after = events.at(-1)?.id ?? after;
  }
}
