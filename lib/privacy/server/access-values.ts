import "server-only";
import { Prisma } from "@/lib/db/client";

export type Plain = string | number | boolean | null | Plain[] | { [name: string]: Plain };

/** A row of the file. */
export type Fields = Record<string, Plain>;

/** A row as JSON: times in ISO, exact decimals and big integers as text, bytes in hex. */
export function toPlain(row: Record<string, unknown>): Fields {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainOf(value)]));
}

function plainOf(value: unknown): Plain {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object") return value as Plain;
  if (value instanceof Prisma.Decimal) return value.toString();
  return toPlain(value as Record<string, unknown>);
}

const WITHHELD = "It names, or may name, somebody else: it is held, and not handed out here.";

/**
 * A row whose bytes are the provider's text: as text where all of it is about the person. Bytes that are no UTF-8 show as
 * replacement characters. `…Withheld` says why a body that is held is not here.
 */
export function withReadableBody<Name extends string>(
  row: Record<string, unknown> & Record<Name, Uint8Array | null>,
  name: Name,
  isTheirs: boolean,
): Fields {
  const { [name]: bytes, ...rest } = row;
  const isHeld = bytes !== null && bytes.length > 0;
  return {
    ...toPlain(rest),
    [name]: isHeld && isTheirs ? new TextDecoder().decode(bytes) : null,
    [`${name}Withheld`]: isHeld && !isTheirs ? WITHHELD : null,
  };
}
