import "server-only";
import { PRICE } from "@/lib/credits/credits";
import { readCeilings } from "@/lib/credits/server/read-ceilings";
import { Prisma, type Tx } from "@/lib/db/client";

const TEXT_LENGTH_MAX = 40;

/** Null unless the text is a decimal above zero and at most the ceiling: a negative or absurd figure never moves a balance. */
export function believable(reported: string | null, ceiling: number): Prisma.Decimal | null {
  if (reported === null || !/^\d{1,9}(\.\d{1,9})?$/.test(reported)) return null;
  const credits = new Prisma.Decimal(reported).toDecimalPlaces(4);
  return credits.gt(0) && credits.lte(ceiling) ? credits : null;
}

/** The most that a waterfall's report is believed: the price list's, or what the workspace holds for one where that is more. */
export async function waterfallCeiling(tx: Tx, workspaceId: string): Promise<number> {
  const { waterfallEmail, waterfallPhone } = await readCeilings(tx, workspaceId);
  return Math.max(PRICE.waterfallEmail + PRICE.waterfallPhone, waterfallEmail + waterfallPhone);
}

type Report = { workspaceId: string; kind: "phone" | "waterfall"; creditsReported: string | null };

/** A reported cost that cannot be, in the provider's own words: negative, no number, or above any price. Else null. */
export async function findOddCost(tx: Tx, { workspaceId, kind, creditsReported }: Report): Promise<string | null> {
  if (creditsReported === null || /^0+(\.0+)?$/.test(creditsReported)) return null;
  const ceiling = kind === "phone" ? PRICE.phone : await waterfallCeiling(tx, workspaceId);
  return believable(creditsReported, ceiling) ? null : creditsReported.slice(0, TEXT_LENGTH_MAX);
}
