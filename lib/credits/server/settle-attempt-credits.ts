import "server-only";
import { PRICE, type LedgerPart } from "@/lib/credits/credits";
import { appendEntry, copyBalance, readBalance } from "@/lib/credits/server/ledger-store";
import { Prisma, type Tx } from "@/lib/db/client";

type AttemptRef = { workspaceId: string; attemptId: string };

/** Reserves the ceiling for one attempt, before anything is sent. */
export async function holdCredits(tx: Tx, hold: AttemptRef & { userId: string; ceiling: number }): Promise<void> {
  const { ceiling, ...ref } = hold;
  await appendEntry(tx, {
    ...ref,
    kind: "hold",
    part: "lookup",
    credits: new Prisma.Decimal(ceiling),
    reason: "the most this can cost",
  });
  await copyBalance(tx, ref.workspaceId, ref.attemptId);
}

/** Charges one part of an attempt once. A repeat changes nothing. */
export async function chargeCredits(
  tx: Tx,
  charge: AttemptRef & { part: LedgerPart; credits: Prisma.Decimal; reason: string },
): Promise<void> {
  const { userId } = await readBalance(tx, charge.workspaceId, charge.attemptId);
  await appendEntry(tx, { ...charge, userId, kind: "charge" });
  await copyBalance(tx, charge.workspaceId, charge.attemptId);
}

const OUTSTANDING = ["waiting", "late"];

/**
 * Gives back what is still held, unless phones or a waterfall are still outstanding. Call it after the attempt's states
 * are written.
 */
export async function releaseRemainder(tx: Tx, { workspaceId, attemptId }: AttemptRef, reason: string): Promise<void> {
  const outstanding = await tx.attempt.count({
    where: {
      id: attemptId,
      workspaceId,
      OR: [{ phoneState: { in: OUTSTANDING } }, { waterfallState: { in: OUTSTANDING } }],
    },
  });
  if (outstanding > 0) return;
  const { userId, held } = await readBalance(tx, workspaceId, attemptId);
  if (held.gt(0))
    await appendEntry(tx, { workspaceId, attemptId, userId, kind: "release", part: "lookup", credits: held, reason });
  await copyBalance(tx, workspaceId, attemptId);
}

/** The profile part: what a match costs (docs/apollo-contract.md §7). */
export async function chargeProfile(tx: Tx, { workspaceId, attemptId }: AttemptRef): Promise<void> {
  const credits = new Prisma.Decimal(PRICE.profile);
  await chargeCredits(tx, { workspaceId, attemptId, part: "profile", credits, reason: "a person was found" });
}
