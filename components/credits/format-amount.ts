import { formatCredits } from "@/lib/credits/credits";

/** Exact decimal text with its thousands set apart: "12,500", "2.02". */
export function formatAmount(credits: string): string {
  const [whole = "0", fraction] = formatCredits(credits).split(".");
  const grouped = BigInt(whole).toLocaleString("en");
  return fraction ? `${grouped}.${fraction}` : grouped;
}
