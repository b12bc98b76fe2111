import "server-only";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { lockRequested } from "@/lib/lookups/server/approval-store";

/** Holds a request that still waits. Throws `not_found` for another workspace's, `conflict` when it was decided or is over. */
export async function requireRequested(
  tx: Tx,
  ref: { lookupId: string; workspaceId: string },
): Promise<{ userId: string }> {
  const requested = await lockRequested(tx, ref);
  if (requested) return requested;
  const known = await tx.approval.count({ where: ref });
  if (known === 0) throw new AppError("not_found", `no approval is asked for ${ref.lookupId}`);
  throw new AppError("conflict", `${ref.lookupId} is decided`, {
    say: "This was decided, withdrawn or given up meanwhile. Nothing more was done.",
  });
}
