/** What one part found. No violation: what it shows holds. */
export type Verdict = {
  /** The figures, in one line. */
  figures: string;
  violations: string[];
};

/** Figures, seed, time and verdict in one line. */
export function lineOf(part: string, { figures, violations }: Verdict, run: { seed: number; seconds: number }): string {
  const held = violations.length === 0 ? "holds" : `BROKEN (${violations.length})`;
  return `${part.padEnd(12)} ${held} | ${figures} | seed ${run.seed} | ${run.seconds.toFixed(1)} s`;
}

/** Null when equal; else the sentence that says what was expected. */
export function differs(what: string, found: unknown, expected: unknown): string[] {
  const [is, should] = [JSON.stringify(found), JSON.stringify(expected)];
  return is === should ? [] : [`${what}: ${is}, not ${should}`];
}
