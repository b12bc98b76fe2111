const MASK = (1n << 64n) - 1n;
const BEYOND_DOUBLES = 1n << 53n;

/** Scrambles 64 bits without a loss (the finaliser of SplitMix64), so that different calls never share an id. */
function mix64(value: bigint): bigint {
  let x = (value + 0x9e3779b97f4a7c15n) & MASK;
  x = ((x ^ (x >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  x = ((x ^ (x >> 27n)) * 0x94d049bb133111ebn) & MASK;
  return x ^ (x >> 31n);
}

/**
 * The id of a team's n-th call: a signed 64-bit number, negative for about half of them, and never one that a double
 * could hold exactly (docs/apollo-contract.md §0.1).
 */
export function toRequestId(teamSalt: number, ordinal: number): bigint {
  const id = BigInt.asIntN(64, mix64((BigInt(teamSalt) << 32n) | BigInt(ordinal)));
  const size = id < 0n ? -id : id;
  return size > BEYOND_DOUBLES ? id : id ^ (1n << 62n);
}

/** A decimal text that is a signed 64-bit number, or null. */
export function parseRequestId(text: string): bigint | null {
  if (!/^-?\d{1,19}$/.test(text)) return null;
  const id = BigInt(text);
  return BigInt.asIntN(64, id) === id ? id : null;
}

/** JSON with the id as a bare number at its end, which JSON.stringify cannot write. */
export const withRequestId = (body: Record<string, unknown>, id: bigint): string =>
  `${JSON.stringify(body).slice(0, -1)},"request_id":${id.toString()}}`;
