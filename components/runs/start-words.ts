import { formatAmount } from "@/lib/credits/credits";

/** So many rows show whether the columns, and what is bought, are what was meant. */
export const FIRST_ROWS = 10;

/** "up to 90 credits": what so many rows at this price can cost. Prices have at most four digits after the point. */
export function ceilingWords(each: string, rows: number): string {
  const total = Math.round(Number(each) * 10_000) * rows;
  const text = formatAmount(String(total / 10_000));
  return `up to ${text} ${text === "1" ? "credit" : "credits"}`;
}

/** As somebody types a number of credits, as the schema takes it; null for none. */
export function writeCeiling(typed: string): string | null {
  const plain = typed.replaceAll(/[,\s]/g, "");
  return plain === "" ? null : plain;
}

/** Whether an admin has to agree: not where the run may cost no more than goes unasked. */
export function needsAsking(approvalAbove: string | null, typedCeiling: string): boolean {
  if (approvalAbove === null) return false;
  const ceiling = Number(writeCeiling(typedCeiling) ?? Infinity);
  return Number.isNaN(ceiling) || ceiling > Number(approvalAbove);
}
