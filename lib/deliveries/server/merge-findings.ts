import "server-only";
import type { Tx } from "@/lib/db/client";
import type { LockedAttempt } from "@/lib/deliveries/server/lock-attempt";
import type { Findings } from "@/lib/deliveries/server/read-delivery";
import { mergeDelivered } from "@/lib/people/server/merge-delivered";

export type Received = { id: string; body: Uint8Array; receivedAt: Date };
type Merge = { received: Received; findings: Findings };

/** Merges what one delivery brought into its person and returns the person's id, or null where it names nobody. */
export async function mergeFindings(
  tx: Tx,
  { id: attemptId, workspaceId, nameAsked }: LockedAttempt,
  { received, findings }: Merge,
): Promise<string | null> {
  const { apolloId, phones, emails } = findings;
  if (apolloId === null) return null;
  const observed = { phones, emails: emails.map((email) => ({ ...email, kind: "waterfall" as const })) };
  const came = { deliveryId: received.id, attemptId, receivedAt: received.receivedAt };
  return mergeDelivered(tx, { workspaceId, apolloId, ...observed, ...came, nameAsked });
}
