/** Field → the instant (ISO 8601) at which its source said so. A value without a date was given by a human. */
export type FieldDates = Record<string, string>;

export type Dated<Values> = { values: Values; dates: FieldDates };

/** Stands for the date where a human emptied a field: what is empty without a date was never said. */
export const EMPTIED_BY_HAND = "by hand";

/** Nothing was said: an absent, null or empty value never removes one that is known. */
export function isUnsaid(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** A human's value stays as it is, an empty one too. */
export function isByHand(value: unknown, at: string | undefined): boolean {
  return at === EMPTIED_BY_HAND || (at === undefined && !isUnsaid(value));
}

/**
 * True when `seen` wins over `known`. The newer date wins; of two values with one date the greater text wins, so that
 * neither the order of merges nor repeats can change the result.
 */
function wins(seen: { value: unknown; at: string }, known: { value: unknown; at: string | undefined }): boolean {
  if (isUnsaid(seen.value) || isByHand(known.value, known.at)) return false;
  if (isUnsaid(known.value) || known.at === undefined) return true;
  if (seen.at !== known.at) return seen.at > known.at;
  return textOf(seen.value) > textOf(known.value);
}

/** Object keys in one order: the database gives JSON back with keys in its own. */
export function textOf(value: unknown): string {
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
  return mergeDated(known, { values: seen, dates: Object.fromEntries(Object.keys(seen).map((field) => [field, at])) });
}

/** The same where each field has a date of its own. One without is a human's: it takes the place of whatever is there. */
export function mergeDated<Values extends Record<string, unknown>>(
  known: Dated<Values>,
  seen: Dated<Partial<Values>>,
): Dated<Values> {
  const values: Record<string, unknown> = { ...known.values };
  const dates = { ...known.dates };
  for (const [field, value] of Object.entries(seen.values)) {
    const at = seen.dates[field];
    const isHuman = at === undefined || at === EMPTIED_BY_HAND;
    if (!isHuman && !wins({ value, at }, { value: values[field], at: dates[field] })) continue;
    values[field] = value;
    if (!isHuman) dates[field] = at;
    else if (isUnsaid(value)) dates[field] = EMPTIED_BY_HAND;
    else Reflect.deleteProperty(dates, field);
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
