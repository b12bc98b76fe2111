import "server-only";
import type { Tx } from "@/lib/db/client";
import type { LockedAttempt } from "@/lib/deliveries/server/lock-attempt";
import type { Findings } from "@/lib/deliveries/server/read-delivery";
import { mergeAllDelivered, type Delivered } from "@/lib/people/server/merge-delivered";

export type Received = { id: string; body: Uint8Array; receivedAt: Date };
type Merge = { received: Received; findings: Findings };

/** Merges what one delivery brought into its person and returns the person's id, or null where it names nobody. */
export async function mergeFindings(tx: Tx, attempt: LockedAttempt, merge: Merge): Promise<string | null> {
  const personIds = await mergeAllFindings(tx, attempt.workspaceId, [{ attempt, ...merge }]);
  return personIds.get(attempt.id) ?? null;
}

/** The same of several attempts: whom each one's delivery was merged into, where it names somebody. */
export async function mergeAllFindings(
  tx: Tx,
  workspaceId: string,
  merges: readonly (Merge & { attempt: LockedAttempt })[],
): Promise<Map<string, string>> {
  const delivered = merges.flatMap(toDelivered);
  const personIds = await mergeAllDelivered(tx, workspaceId, delivered);
  return new Map(delivered.map(({ attemptId }, at) => [attemptId, personIds[at] ?? ""]));
}

function toDelivered({ attempt, received, findings }: Merge & { attempt: LockedAttempt }): Delivered[] {
  const { apolloId, phones, emails } = findings;
  const { id: attemptId, nameAsked } = attempt;
  if (apolloId === null) return [];
  const observed = { phones, emails: emails.map((email) => ({ ...email, kind: "waterfall" as const })) };
  const came = { deliveryId: received.id, attemptId, receivedAt: received.receivedAt };
  return [{ apolloId, ...observed, ...came, nameAsked }];
}
