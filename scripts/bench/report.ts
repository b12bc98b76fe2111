/** One line a figure: what it is, what was measured, what it must hold and what it aims at. */
export type Figure = {
  id: string;
  text: string;
  value: number;
  base: number;
  goal: number;
  unit: string;
  isHigherBetter: boolean;
};

/** Prints the figure and returns whether its base holds. */
export function report({ id, text, value, base, goal, unit, isHigherBetter }: Figure): boolean {
  const reaches = (bound: number) => (isHigherBetter ? value >= bound : value <= bound);
  const sign = isHigherBetter ? "≥" : "≤";
  const verdict = reaches(goal) ? "goal reached" : reaches(base) ? "base holds" : "BELOW BASE";
  console.log(
    `${id.padEnd(4)} ${show(value)}${unit}  (base ${sign} ${show(base)}${unit}, goal ${sign} ${show(goal)}${unit})  ${verdict}  ${text}`,
  );
  return reaches(base);
}

function show(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
