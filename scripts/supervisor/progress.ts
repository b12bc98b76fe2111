const SLOW_MS = 400;
const STILL_MS = 15_000;

/** One line for the person at the terminal. */
export function say(sentence: string): void {
  console.log(sentence);
}

/** Runs a step; when it turns out slow, says that it is under way, still is, and when it is done. */
export async function step<T>(doing: string, run: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const said: string[] = [];
  const tell = (sentence: string): void => {
    said.push(sentence);
    say(sentence);
  };
  const announce = setTimeout(() => {
    tell(`${doing} …`);
  }, SLOW_MS);
  const still = setInterval(() => {
    tell(`  still at it: ${seconds(began)}`);
  }, STILL_MS);
  try {
    const value = await run();
    if (said.length > 0) say(`  done in ${seconds(began)}`);
    return value;
  } finally {
    clearTimeout(announce);
    clearInterval(still);
  }
}

/** Time since `began`, such as "1.4 s". */
export function seconds(began: number): string {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}
