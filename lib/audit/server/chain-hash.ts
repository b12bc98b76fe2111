import "server-only";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { AuditEntry } from "@/lib/audit/audit-event";

const NONCE_BYTES = 16;
const TIME_BYTES = 6;

/** What the chain begins with. */
export const GENESIS = Buffer.alloc(32);

/** An event as it stands in the table, in PostgreSQL's own texts. */
export type StoredEvent = {
  id: bigint;
  workspaceId: string | null;
  actorId: string | null;
  action: string;
  subject: string | null;
  detailText: string | null;
  address: string | null;
  /** Seconds since 1970. */
  atText: string;
  mark: Uint8Array | null;
};

type Said = Pick<StoredEvent, "workspaceId" | "actorId" | "action" | "subject" | "detailText" | "address">;

/** The entry as it will be stored, and its mark: a nonce, and a digest over both that takes the key. */
export function markEntry(key: Buffer, entry: AuditEntry): Said & { mark: Buffer } {
  const { workspaceId = null, actorId = null, action, subject = null, detail, address = null } = entry;
  const detailText = detail ? JSON.stringify(detail) : null;
  const said: Said = { workspaceId, actorId, action, subject, detailText, address };
  // Time first, so that the index on marks grows at its end.
  const nonce = randomBytes(NONCE_BYTES);
  nonce.writeUIntBE(Date.now(), 0, TIME_BYTES);
  return { ...said, mark: Buffer.concat([nonce, digestSaid(key, nonce, said)]) };
}

/** Whether the program wrote this event with these words. */
export function hasOwnMark(key: Buffer, event: StoredEvent): boolean {
  if (event.mark === null) return false;
  const mark = Buffer.from(event.mark);
  const nonce = mark.subarray(0, NONCE_BYTES);
  return isSame(mark.subarray(NONCE_BYTES), digestSaid(key, nonce, event));
}

function digestSaid(key: Buffer, nonce: Buffer, said: Said): Buffer {
  const { workspaceId, actorId, action, subject, detailText, address } = said;
  const detail = detailText === null ? null : inOrder(JSON.parse(detailText));
  return digest(key, "event", [nonce.toString("hex"), workspaceId, actorId, action, subject, detail, address]);
}

/** PostgreSQL keeps an object's members in an order of its own. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return members.map(([name, one]) => [name, inOrder(one)]);
}

/** The hash of the event at this place: over all of the event, the place, and the hash before it. */
export function hashLink(key: Buffer, at: { seq: bigint; previous: Uint8Array; event: StoredEvent }): Buffer {
  const { id, workspaceId, actorId, action, subject, detailText, address, atText, mark } = at.event;
  return digest(key, "link", [
    ...[at.seq.toString(), Buffer.from(at.previous).toString("hex"), id.toString(), atText],
    ...[workspaceId, actorId, action, subject, detailText, address, mark && Buffer.from(mark).toString("hex")],
  ]);
}

/** The program's word that the chain ends (`head`), or hangs (`anchor`), at this place. */
export function vouch(key: Buffer, what: "head" | "anchor", { seq, hash }: { seq: bigint; hash: Uint8Array }): Buffer {
  return digest(key, what, [seq.toString(), Buffer.from(hash).toString("hex")]);
}

/** Names a chain without telling its key. */
export function nameChain(key: Buffer): string {
  return digest(key, "chain", []).toString("hex").slice(0, 16);
}

export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function digest(key: Buffer, what: string, parts: unknown[]): Buffer {
  return createHmac("sha256", key)
    .update(`perihelion audit ${what} 1\n${JSON.stringify(parts)}`)
    .digest();
}
