import { mix32 } from "@/lib/sandbox/world/dice";

/** Odd, so that it has an inverse modulo 2^24: an id's last six digits give the index back without any table. */
const STEP = 0x9e3779;
const MASK = 0xffffff;
const STEP_INVERSE = inverse24(STEP);

const KINDS = { person: 11, company: 23, employment: 37, phone: 41, job: 53, account: 61, user: 67 } as const;
export type IdKind = keyof typeof KINDS;

function inverse24(odd: number): number {
  let x = odd;
  for (let step = 0; step < 5; step += 1) x = Math.imul(x, 2 - Math.imul(odd, x));
  return x & MASK;
}

const hex = (value: number, width: number): string => value.toString(16).padStart(width, "0").slice(-width);

/** Six hexadecimal digits that stand for the index. */
export const scramble = (index: number): string => hex((Math.imul(index, STEP) + 0x51ed27) & MASK, 6);

export function unscramble(sixDigits: string): number {
  return Math.imul((Number.parseInt(sixDigits, 16) - 0x51ed27) & MASK, STEP_INVERSE) & MASK;
}

/** A 24-digit hexadecimal id with the look of the provider's: a time between 2015 and 2024, then what looks random. */
export function toId(kind: IdKind, index: number): string {
  const salt = KINDS[kind];
  const time = 0x55000000 + (mix32(index ^ Math.imul(salt, 0x1f123bb5)) % 0x11000000);
  const middle = hex(mix32(time ^ index), 8) + hex(salt, 2);
  return hex(time, 8) + middle + scramble(index);
}

/** The index of an id made by `toId`, or null for any other text. */
export function fromId(kind: IdKind, id: string): number | null {
  if (!/^[0-9a-f]{24}$/.test(id)) return null;
  const index = unscramble(id.slice(18));
  return toId(kind, index) === id ? index : null;
}
