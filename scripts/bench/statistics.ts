/** The q-th quantile (0 to 1) of measured values, in the unit given. NaN for none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * How much slower than quiet the machine is at this moment, by the reference: 1 or more. A short run on a busy machine is
 * given that much longer.
 */
export function slowness(reference: number, whenQuiet: number): number {
  return Math.max(1, reference / whenQuiet);
}
