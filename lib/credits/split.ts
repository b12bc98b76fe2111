import { formatCredits } from "@/lib/credits/credits";

/** Credits have four decimals: sums are counted in ten-thousandths, in which nothing is rounded by accident. */
const UNIT = 10_000n;

function toUnits(credits: string): bigint {
  const [whole = "0", fraction = ""] = credits.split(".");
  return BigInt(whole) * UNIT + BigInt(fraction.padEnd(4, "0").slice(0, 4));
}

function toCredits(units: bigint): string {
  return formatCredits(`${String(units / UNIT)}.${String(units % UNIT).padStart(4, "0")}`);
}

export type Split = { share: string; remainder: string };

/**
 * A limit in equal shares, and what is left over: `share × members + remainder` is the limit, exactly. Whole credits each,
 * unless there is less than one for everybody. Null where there is nobody to share.
 */
export function splitEqually(creditLimit: string, members: number): Split | null {
  if (members < 1) return null;
  const limit = toUnits(creditLimit);
  const exact = limit / BigInt(members);
  const share = exact >= UNIT ? exact - (exact % UNIT) : exact;
  return { share: toCredits(share), remainder: toCredits(limit - share * BigInt(members)) };
}
