/** A comma that belongs to a value ("Korea, Republic of"). */
const COMMA_WITHIN = "%2C";

/** Several values as one parameter of an address. */
export function joinValues(values: readonly string[]): string {
  return values.map((value) => value.replaceAll(",", COMMA_WITHIN)).join(",");
}

/** The values of such a parameter, each once, in their order. */
export function splitValues(joined: string): string[] {
  const values = joined.split(",").map((value) => value.replaceAll(COMMA_WITHIN, ","));
  return [...new Set(values.filter(Boolean))];
}
