import "server-only";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import { PRICE, type LedgerPart } from "@/lib/credits/credits";
import { holdInBudgets } from "@/lib/credits/server/budget-store";
import { appendEntry, writeHold } from "@/lib/credits/server/ledger-store";
import { Prisma, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

type AttemptRef = { workspaceId: string; attemptId: string };

/**
 * Reserves the ceiling for one attempt, before anything is sent. Throws `budget` when the workspace's or the member's
 * budget does not cover it: the transaction, and with it the attempt, is then undone.
 */
export async function holdCredits(
  tx: Tx,
  { workspaceId, attemptId, userId, ceiling }: AttemptRef & { userId: string; ceiling: Prisma.Decimal },
): Promise<void> {
  const hold = await holdInBudgets(tx, { workspaceId, userId }, ceiling);
  if ("refusedBy" in hold) {
    const whose = hold.refusedBy === WORKSPACE_SCOPE ? "The workspace's budget" : "Your budget";
    throw new AppError("budget", `refused by ${hold.refusedBy}`, {
      say: `${whose} does not cover ${ceiling.toString()} more credits this period. Nothing was sent and nothing was spent.`,
    });
  }
  await writeHold(tx, { workspaceId, attemptId, userId, credits: ceiling, periodIds: hold.periodIds });
}

/** Charges one part of an attempt once. A repeat changes nothing. */
export async function chargeCredits(
  tx: Tx,
  charge: AttemptRef & { part: LedgerPart; credits: Prisma.Decimal; reason: string },
): Promise<void> {
  await appendEntry(tx, { ...charge, kind: "charge" });
}

const OUTSTANDING = ["waiting", "late"];

/**
 * Gives back what is still held, unless phones or a waterfall are still outstanding or a mobile may follow the phones that
 * came. Call it after the attempt's states are written.
 */
export async function releaseRemainder(tx: Tx, { workspaceId, attemptId }: AttemptRef, reason: string): Promise<void> {
  const outstanding = await tx.attempt.count({
    where: {
      id: attemptId,
      workspaceId,
      OR: [{ phoneState: { in: OUTSTANDING } }, { waterfallState: { in: OUTSTANDING } }, { holdUntil: { not: null } }],
    },
  });
  if (outstanding > 0) return;
  await appendEntry(tx, { workspaceId, attemptId, kind: "release", part: "lookup", credits: null, reason });
}

/** The profile part: what a match costs (docs/apollo-contract.md §7). */
export async function chargeProfile(tx: Tx, { workspaceId, attemptId }: AttemptRef): Promise<void> {
  const credits = new Prisma.Decimal(PRICE.profile);
  await chargeCredits(tx, { workspaceId, attemptId, part: "profile", credits, reason: "a person was found" });
}
