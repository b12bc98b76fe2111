/** The ledger keeps four decimals. */
const DECIMALS = 4;
const CREDITS = /^(-?)(\d+)(?:\.(\d{1,4}))?$/;

/** Adds amounts of credits, exact decimal text, without a rounding: `["0.1", "0.2"]` is `0.3`. Throws for what is none. */
export function addCredits(amounts: Iterable<string>): string {
  let sum = 0n;
  for (const amount of amounts) sum += toUnits(amount);
  return fromUnits(sum);
}

/** Below, at or above zero as `a` is less than, equal to or more than `b`. */
export function compareCredits(a: string, b: string): number {
  const [left, right] = [toUnits(a), toUnits(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `credits` ÷ `count` to two decimals, half up; null where there is nothing to divide by. */
export function creditsPer(credits: string, count: number): string | null {
  if (count <= 0) return null;
  const units = toUnits(credits);
  const hundredth = 10n ** BigInt(DECIMALS - 2);
  const divisor = BigInt(count) * hundredth;
  const halves = units >= 0n ? divisor / 2n : -(divisor / 2n);
  return fromUnits(((units + halves) / divisor) * hundredth);
}

function toUnits(amount: string): bigint {
  const [, sign, whole, fraction = ""] = CREDITS.exec(amount) ?? [];
  if (whole === undefined) throw new Error(`${amount} is no amount of credits`);
  const units = BigInt(whole + fraction.padEnd(DECIMALS, "0"));
  return sign === "-" ? -units : units;
}

function fromUnits(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(DECIMALS + 1, "0");
  const whole = digits.slice(0, -DECIMALS);
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, "");
  return `${units < 0n ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}
