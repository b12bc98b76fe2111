/** Field → the instant (ISO 8601) at which its source said so. A value without a date was given by a human. */
export type FieldDates = Record<string, string>;

export type Dated<Values> = { values: Values; dates: FieldDates };

/** Nothing was said: an absent, null or empty value never removes one that is known. */
function isUnsaid(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/**
 * True when `seen` wins over `known`. The newer date wins; of two values with one date the greater text wins, so that
 * neither the order of merges nor repeats can change the result.
 */
function wins(seen: { value: unknown; at: string }, known: { value: unknown; at: string | undefined }): boolean {
  if (isUnsaid(seen.value)) return false;
  if (isUnsaid(known.value)) return true;
  if (known.at === undefined) return false;
  if (seen.at !== known.at) return seen.at > known.at;
  return textOf(seen.value) > textOf(known.value);
}

/** Object keys in one order: the database gives JSON back with keys in its own. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/**
 * Merges what was observed at one instant into what is known, field by field. Commutative, associative and idempotent
 * over any number of observations; values of a human are never replaced.
 */
export function mergeFields<Values extends Record<string, unknown>>(
  known: Dated<Values>,
  seen: Partial<Values>,
  observedAt: Date,
): Dated<Values> {
  const at = observedAt.toISOString();
  const values: Record<string, unknown> = { ...known.values };
  const dates = { ...known.dates };
  for (const [field, value] of Object.entries(seen)) {
    if (!wins({ value, at }, { value: values[field], at: dates[field] })) continue;
    values[field] = value;
    dates[field] = at;
  }
  return { values: values as Values, dates };
}

/** Reads the stored column. Anything that is not a date is dropped. */
export function readFieldDates(stored: unknown): FieldDates {
  if (stored === null || typeof stored !== "object") return {};
  return Object.fromEntries(
    Object.entries(stored).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** What PostgreSQL can keep as text or JSON: without NUL and lone surrogates, at any depth. */
export function storable<T>(value: T): T {
  if (typeof value === "string") return value.replaceAll("\0", "").toWellFormed() as T;
  if (Array.isArray(value)) return value.map((inner: unknown) => storable(inner)) as T;
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, storable(inner as unknown)])) as T;
}
