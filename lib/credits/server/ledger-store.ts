import "server-only";
import type { LedgerKind, LedgerPart } from "@/lib/credits/credits";
import { Prisma, type Tx } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";

export type LedgerWrite = {
  workspaceId: string;
  attemptId: string;
  userId: string | null;
  kind: LedgerKind;
  part: LedgerPart;
  credits: Prisma.Decimal;
  reason: string;
};

/** Appends one entry. Returns false when this attempt already has one of that kind and part: writing twice changes nothing. */
export async function appendEntry(tx: Tx, entry: LedgerWrite): Promise<boolean> {
  const { count } = await tx.ledgerEntry.createMany({
    data: [{ id: newId("ledger"), ...entry }],
    skipDuplicates: true,
  });
  return count === 1;
}

export type AttemptBalance = { userId: string | null; held: Prisma.Decimal; charged: Prisma.Decimal };

/** Sums an attempt's entries. `held` is what is still reserved: hold − release − charged, never below zero. */
export async function readBalance(tx: Tx, workspaceId: string, attemptId: string): Promise<AttemptBalance> {
  const entries = await tx.ledgerEntry.findMany({ where: { workspaceId, attemptId } });
  const sum = (kind: LedgerKind) =>
    entries
      .filter((entry) => entry.kind === kind)
      .reduce((total, { credits }) => total.plus(credits), new Prisma.Decimal(0));
  const charged = sum("charge").plus(sum("adjustment"));
  return {
    userId: entries.find(({ kind }) => kind === "hold")?.userId ?? null,
    charged,
    held: Prisma.Decimal.max(0, sum("hold").minus(sum("release")).minus(charged)),
  };
}

/** Copies the attempt's balance to its lookups. The charge belongs to the first; the others show 0. */
export async function copyBalance(tx: Tx, workspaceId: string, attemptId: string): Promise<void> {
  const { held, charged } = await readBalance(tx, workspaceId, attemptId);
  const first = await tx.lookup.findFirst({
    where: { workspaceId, attemptId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  if (!first) return;
  await tx.lookup.updateMany({
    where: { id: first.id, workspaceId },
    data: { creditsHeld: held, creditsCharged: charged },
  });
}
