import "server-only";
import { PRICE, type LedgerPart } from "@/lib/credits/credits";
import { holdInBudgets, holdManyInBudgets } from "@/lib/credits/server/budget-store";
import { appendEntries, appendEntry, writeHolds } from "@/lib/credits/server/ledger-store";
import { refuseByBudget } from "@/lib/credits/server/refuse-by-budget";
import { Prisma, type Tx } from "@/lib/db/client";

type AttemptRef = { workspaceId: string; attemptId: string };
type NewHold = AttemptRef & {
  userId: string;
  ceiling: Prisma.Decimal;
  /** The spender's name, where an admin lets the call go and would read of a refusal. */
  whose?: string | null;
};

/**
 * Reserves the ceiling for one attempt, before anything is sent. Throws `budget` when the workspace's or the member's
 * budget does not cover it: the transaction, and with it the attempt, is then undone.
 */
export async function holdCredits(
  tx: Tx,
  { workspaceId, attemptId, userId, ceiling, whose = null }: NewHold,
): Promise<void> {
  const hold = await holdInBudgets(tx, { workspaceId, userId }, ceiling);
  if ("refusedBy" in hold) {
    throw await refuseByBudget(tx, { workspaceId, userId, refusedBy: hold.refusedBy, ceiling, whose });
  }
  await writeHolds(tx, [{ workspaceId, attemptId, userId, credits: ceiling, periodIds: hold.periodIds }]);
}

type NewHolds = { workspaceId: string; userId: string; attemptIds: readonly string[]; ceiling: Prisma.Decimal };

/**
 * The same for several attempts of one user, as far as the budgets cover them: the first ones given. Returns how many, and
 * which budget does not cover the others.
 */
export async function holdManyCredits(
  tx: Tx,
  { workspaceId, userId, attemptIds, ceiling }: NewHolds,
): Promise<{ count: number; refusedBy: string | null }> {
  if (attemptIds.length === 0) return { count: 0, refusedBy: null };
  const wanted = { credits: ceiling, wanted: attemptIds.length };
  const { count, periodIds, refusedBy } = await holdManyInBudgets(tx, { workspaceId, userId }, wanted);
  await writeHolds(
    tx,
    attemptIds.slice(0, count).map((attemptId) => ({ workspaceId, attemptId, userId, credits: ceiling, periodIds })),
  );
  return { count, refusedBy };
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
export function releaseRemainder(tx: Tx, { workspaceId, attemptId }: AttemptRef, reason: string): Promise<void> {
  return releaseRemainders(tx, { workspaceId, attemptIds: [attemptId] }, reason);
}

type AttemptRefs = { workspaceId: string; attemptIds: readonly string[] };

/** The same of several attempts. */
export async function releaseRemainders(
  tx: Tx,
  { workspaceId, attemptIds }: AttemptRefs,
  reason: string,
): Promise<void> {
  if (attemptIds.length === 0) return;
  const outstanding = await tx.attempt.findMany({
    where: {
      id: { in: [...attemptIds] },
      workspaceId,
      OR: [{ phoneState: { in: OUTSTANDING } }, { waterfallState: { in: OUTSTANDING } }, { holdUntil: { not: null } }],
    },
    select: { id: true },
  });
  const isOutstanding = new Set(outstanding.map(({ id }) => id));
  const over = attemptIds.filter((id) => !isOutstanding.has(id));
  const release = { kind: "release", part: "lookup", credits: null, reason } as const;
  await appendEntries(
    tx,
    workspaceId,
    over.map((attemptId) => ({ ...release, attemptId })),
  );
}

/** The profile part: what a match costs (docs/apollo-contract.md §7). */
export function chargeProfile(tx: Tx, { workspaceId, attemptId }: AttemptRef): Promise<void> {
  return chargeProfiles(tx, { workspaceId, attemptIds: [attemptId] });
}

/** The same of several attempts. */
export async function chargeProfiles(tx: Tx, { workspaceId, attemptIds }: AttemptRefs): Promise<void> {
  const credits = new Prisma.Decimal(PRICE.profile);
  const charge = { kind: "charge", part: "profile", credits, reason: "a person was found" } as const;
  await appendEntries(
    tx,
    workspaceId,
    attemptIds.map((attemptId) => ({ ...charge, attemptId })),
  );
}
