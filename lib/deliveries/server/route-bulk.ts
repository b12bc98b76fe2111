import "server-only";
import { partOfCallback, type Callback } from "@/lib/apollo/callback";
import { sha256 } from "@/lib/crypto/digest";
import type { Tx } from "@/lib/db/client";
import type { LockedAttempt } from "@/lib/deliveries/server/lock-attempt";
import type { Received } from "@/lib/deliveries/server/merge-findings";
import { newId } from "@/lib/ids/ids";

type Whole = { received: Received & { via: string }; callback: Callback };
type Sibling = { id: string; requested: string | null; returned: string | null; isOpen: boolean; isErased: boolean };

/**
 * `part`: what is left for the attempt that the body came for, where others have theirs. `isOwn`: it names a person who is the
 * attempt's. `hasUnclaimed`: and people who are nobody's of those asked for, as far as anybody can tell.
 */
export type Routed = { part: Buffer | null; isOwn: boolean; hasUnclaimed: boolean };

/**
 * One address speaks for all whom a bulk call asked for. Gives each of them their own part of a body, as a delivery to be applied
 * like any other, and leaves the attempt that the body came for its own part, and people whom nobody asked for or of whom nobody
 * can tell whose they are. Doing it again changes nothing: equal parts are one row.
 */
export async function routeBulk(tx: Tx, attempt: LockedAttempt, { received, callback }: Whole): Promise<Routed> {
  const isAlone = attempt.bulkCallId === null;
  if (isAlone || !("people" in callback)) return { part: null, isOwn: isAlone, hasUnclaimed: false };
  const named = new Set(callback.people.map(({ apolloId }) => apolloId));
  const owners = ownersOf(named, await readSiblings(tx, attempt));
  const isOwn = [...owners.values()].includes(attempt.id);
  const others = new Set([...owners.values()].filter((id) => id !== attempt.id));
  const hasUnclaimed = [...named].some((apolloId) => !owners.has(apolloId));
  if (others.size === 0) return { part: null, isOwn, hasUnclaimed };
  for (const id of [...others].sort()) {
    const part = partOfCallback(received.body, (apolloId) => apolloId !== null && owners.get(apolloId) === id);
    await storePart(tx, { attemptId: id, workspaceId: attempt.workspaceId, part, received });
  }
  const part = partOfCallback(
    received.body,
    (apolloId) => apolloId === null || !others.has(owners.get(apolloId) ?? ""),
  );
  return { part, isOwn, hasUnclaimed };
}

/** Of two that turned out to be one person the later one follows the first, which alone is paid for. */
function readSiblings(tx: Tx, { bulkCallId, workspaceId }: LockedAttempt): Promise<Sibling[]> {
  return tx.$queryRaw<Sibling[]>`
    SELECT id, requested_apollo_id AS requested, returned_apollo_id AS returned,
           state IN ('sending', 'unknown') AS "isOpen", erased_at IS NOT NULL AS "isErased"
      FROM attempt
     WHERE bulk_call_id = ${bulkCallId} AND workspace_id = ${workspaceId} AND linked_attempt_id IS NULL
     ORDER BY position`;
}

/** Whose each person is. Where no answer came, one who is left over is whoever alone is left over of those asked for. */
function ownersOf(named: ReadonlySet<string>, siblings: readonly Sibling[]): Map<string, string> {
  const owners = new Map<string, string>();
  for (const { id, requested, returned } of siblings)
    for (const apolloId of [returned, requested])
      if (apolloId !== null && named.has(apolloId) && !owners.has(apolloId)) owners.set(apolloId, id);
  // Whose an unclaimed person is nobody can tell any more.
  if (siblings.some(({ isErased }) => isErased)) return owners;
  const [unclaimed, ...more] = [...named].filter((apolloId) => !owners.has(apolloId));
  const [open, ...others] = siblings.filter((one) => one.isOpen && one.requested === null);
  if (unclaimed !== undefined && open && more.length === 0 && others.length === 0) owners.set(unclaimed, open.id);
  return owners;
}

type Part = { attemptId: string; workspaceId: string; part: Buffer; received: Whole["received"] };

/** Of an erased attempt it is dropped once what it costs is booked, like any body. */
async function storePart(tx: Tx, { attemptId, workspaceId, part, received }: Part): Promise<void> {
  const { receivedAt, via } = received;
  await tx.$executeRaw`
    INSERT INTO delivery (id, workspace_id, attempt_id, body_sha256, body, state, via, received_at, last_seen_at)
    VALUES (${newId("delivery")}, ${workspaceId}, ${attemptId}, ${new Uint8Array(sha256(part))}, ${new Uint8Array(part)},
            'received', ${via}, ${receivedAt}, ${receivedAt})
    ON CONFLICT (attempt_id, body_sha256) DO UPDATE SET seen = delivery.seen + 1, last_seen_at = clock_timestamp()`;
}
