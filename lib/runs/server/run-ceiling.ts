import "server-only";
import type { Prisma } from "@/lib/db/client";

type Price = { ceiling: Prisma.Decimal };
type Run = { rows: number; creditCeiling: Prisma.Decimal | null };

/** The most that a run may cost: all that its rows may, or less where it has a ceiling of its own. */
export function ceilingOf({ ceiling: each }: Price, { rows, creditCeiling }: Run): Prisma.Decimal {
  const all = each.times(rows);
  return creditCeiling?.lessThan(all) ? creditCeiling : all;
}
