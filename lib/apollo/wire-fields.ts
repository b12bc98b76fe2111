import { z } from "zod";
import { toDecimalText, toInt64Text } from "@/lib/apollo/exact-json";

/*
 * The provider leaves out, nulls or mistypes any field without notice (docs/apollo-contract.md §2.2). Each of these reads
 * such a field as null or empty, so that one odd field never costs the whole person.
 */

const TEXT_LENGTH_MAX = 20_000;
const KEY_LENGTH_MAX = 500;

/** PostgreSQL's text takes no NUL and its jsonb no lone surrogate; a blank text says nothing. */
function cleanText(value: string | null | undefined, lengthMax: number): string | null {
  if (typeof value !== "string" || value.trim() === "") return null;
  const clean = value.slice(0, lengthMax).toWellFormed().replaceAll("\0", "");
  return clean.trim() === "" ? null : clean;
}

export const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => cleanText(value, TEXT_LENGTH_MAX));

/** Text that ends up in an index or a link: trimmed, and null rather than cut when it is absurdly long. */
export const keyText = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) =>
    value && value.length > KEY_LENGTH_MAX ? null : (cleanText(value, KEY_LENGTH_MAX)?.trim() ?? null),
  );

export const flag = z
  .boolean()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

export const amount = z
  .number()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** A whole number that fits a 32-bit column. */
export const count = z
  .int32()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** An instant between 1970 and 9999; outside of it a clock was wrong. */
export const instant = z.string().nullish().catch(null).transform(toInstant);

/** A signed 64-bit id as decimal text, from a bare number read by parseExactJson or from a string. */
export const int64Text = z.unknown().optional().transform(toInt64Text);

export const decimalText = z.unknown().optional().transform(toDecimalText);

/** An object, or null for anything else, also for an array. */
export function nested<T extends z.ZodType>(schema: T) {
  return schema
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);
}

/** A list without its unreadable and null entries; empty for anything that is not a list. */
export function listOf<T extends z.ZodType>(entry: T) {
  return z
    .array(z.unknown())
    .nullish()
    .catch([])
    .transform((entries): z.output<T>[] => (entries ?? []).flatMap((given) => readEntry(entry, given)));
}

/** As listOf, but null for anything that is not a list: absent and empty say different things. */
export function listOrNull<T extends z.ZodType>(entry: T) {
  return z
    .array(z.unknown())
    .nullish()
    .catch(null)
    .transform((entries): z.output<T>[] | null => entries?.flatMap((given) => readEntry(entry, given)) ?? null);
}

export const textList = listOf(z.string()).transform((entries) =>
  entries.flatMap((entry) => cleanText(entry, KEY_LENGTH_MAX) ?? []),
);

function readEntry<T extends z.ZodType>(schema: T, given: unknown): z.output<T>[] {
  const read = schema.safeParse(given);
  return read.success ? [read.data] : [];
}

function toInstant(written: string | null | undefined): Date | null {
  if (!written) return null;
  const at = new Date(written);
  const year = at.getUTCFullYear();
  return year >= 1970 && year <= 9999 ? at : null;
}
