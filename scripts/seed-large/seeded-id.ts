const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const TIME_DIGITS = 10;
const SEED_DIGITS = 6;
const NUMBER_DIGITS = 10;

/** An id of the shape that lib/ids makes, the same each time: its time, then the seed and the row's number. */
export function seededId(prefix: string, at: Date, { seed, number }: { seed: number; number: number }): string {
  return `${prefix}_${digits(at.getTime(), TIME_DIGITS)}${digits(seed, SEED_DIGITS)}${digits(number, NUMBER_DIGITS)}`;
}

function digits(value: number, width: number): string {
  let text = "";
  for (let rest = value; text.length < width; rest = Math.floor(rest / 32)) text = (ALPHABET[rest % 32] ?? "") + text;
  return text;
}
