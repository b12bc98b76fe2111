/** The constant of the practice world. Another number is another world, so every stored practice id would lose its person. */
const WORLD = 0x9e3779b9;

/** Scrambles 32 bits so that neighbours share nothing (the finaliser of MurmurHash3). */
export function mix32(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

export type Dice = {
  /** A whole number from 0 to bound - 1. */
  below: (bound: number) => number;
  chance: (share: number) => boolean;
  pick: <T>(options: readonly T[]) => T;
  between: (least: number, most: number) => number;
};

/** A repeatable stream of draws: the same purpose and index always give the same draws. */
export function createDice(purpose: number, index: number): Dice {
  let state = mix32(WORLD ^ Math.imul(purpose + 1, 0x27d4eb2f)) ^ mix32(index + 0x165667b1);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    return mix32(state);
  };
  const below = (bound: number): number => Math.floor((next() / 2 ** 32) * bound);
  return {
    below,
    chance: (share) => next() / 2 ** 32 < share,
    pick: (options) => pickAt(options, below(options.length)),
    between: (least, most) => least + below(most - least + 1),
  };
}

export function pickAt<T>(options: readonly T[], index: number): T {
  const picked = options[index];
  if (picked === undefined) throw new RangeError(`nothing at ${String(index)} of ${String(options.length)}`);
  return picked;
}

/** Purposes of dice, so that a new field never changes an old one. */
export const PURPOSE = {
  company: 1,
  roster: 2,
  person: 3,
  phone: 4,
  employment: 5,
  id: 6,
  size: 7,
  waterfall: 8,
} as const;
