import "server-only";
import { creditCeiling, type PaidOptions } from "@/lib/credits/credits";
import { Prisma, type Tx } from "@/lib/db/client";

export type Price = {
  /** The most it can cost: what is held before the call. */
  ceiling: Prisma.Decimal;
  /** What a rep may spend on one lookup unasked; null: anything. */
  approvalAbove: Prisma.Decimal | null;
};

/** What a lookup can cost at most by this workspace's rules. */
export async function priceLookup(tx: Tx, workspaceId: string, options: PaidOptions): Promise<Price> {
  const rules = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { waterfallEmailCeiling: true, waterfallPhoneCeiling: true, approvalAbove: true },
  });
  const ceilings = {
    waterfallEmail: rules.waterfallEmailCeiling.toNumber(),
    waterfallPhone: rules.waterfallPhoneCeiling.toNumber(),
  };
  const ceiling = new Prisma.Decimal(String(creditCeiling(options, ceilings)));
  return { ceiling, approvalAbove: rules.approvalAbove };
}
